/**
 * The test files that have nothing to do with n8n's engine: they import it neither themselves nor by what they import. The
 * engine of n8n 1 has nothing to say to them, so they run once.
 */
const { existsSync, readFileSync, readdirSync, statSync } = require('node:fs');
const { dirname, join, resolve, sep } = require('node:path');

const TEST = resolve(__dirname, '..');
const ENGINE = join(TEST, 'engine') + sep;
const IMPORTED = /(?:from|import|require\(|requireActual[^(]*\()\s*'(\.[^']+)'/g;

/** @returns {string | undefined} the file that an import means */
function fileOf(path) {
	const candidates = ['', '.ts', '.js', '.mjs', `${sep}index.ts`, `${sep}index.js`].map((end) => path + end);
	return candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
}

/** By file: most of them are imported by many. */
const known = new Map();

function imports(file) {
	if (!known.has(file)) {
		const paths = [...readFileSync(file, 'utf8').matchAll(IMPORTED)].map(([, path]) => path);
		const files = paths.map((path) => fileOf(resolve(dirname(file), path)));
		known.set(
			file,
			files.filter((imported) => imported !== undefined),
		);
	}
	return known.get(file);
}

function usesEngine(file, seen = new Set()) {
	if (file.startsWith(ENGINE)) return true;
	if (seen.has(file)) return false;
	seen.add(file);
	return imports(file).some((imported) => usesEngine(imported, seen));
}

/** @returns {string[]} their paths from the folder test, with slashes */
exports.engineFreeTests = () =>
	readdirSync(TEST, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.test.ts') && !usesEngine(join(TEST, name)))
		.map((name) => name.split(sep).join('/'));
