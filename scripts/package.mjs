/**
 * The package as it would be published, made once for all who need it: the tests of the package, the release, the scanner, and
 * each n8n that it is installed in. `node scripts/package.mjs` makes it; with `--json`, says which file it is and what is in it.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { step, upToDate } from '../sandbox/n8n/console.mjs';
import { takeLock } from '../sandbox/n8n/lock.mjs';
import { cache, root } from '../sandbox/n8n/paths.mjs';
import { hashOf, isStamped, stamp } from '../sandbox/n8n/stamp.mjs';
import { npm } from './dependencies.mjs';

/** What the packed package is made of. */
const SOURCES = [
	'nodes',
	'credentials',
	'icons',
	'package.json',
	'package-lock.json',
	'gulpfile.js',
	'scripts/assets.js',
	'tsconfig.json',
	'tsconfig.build.json',
	'README.md',
	'LICENSE',
];

const folder = path.join(cache, 'package');
const stampFile = path.join(folder, 'stamp');
const recordFile = path.join(folder, 'record.json');

/**
 * Builds the project and packs it as `npm publish` would, unless there is a tarball of the same sources. When another process
 * is about to, it waits for that one.
 * @param {object} [options]
 * @param {boolean} [options.anew] whatever there is
 * @returns {Promise<Packed>}
 *
 * @typedef {object} Packed
 * @property {string} tarball the file
 * @property {string[]} files the paths in it, in npm's order
 */
export async function packProject({ anew = false } = {}) {
	const lock = await takeLock(path.join(cache, 'package.lock'), () => {});
	try {
		const wanted = await hashOf(root, SOURCES);
		if (!anew && (await isStamped(stampFile, wanted))) upToDate('The packed node');
		else await step('Building and packing the node', () => pack(wanted));
		const { filename, files } = JSON.parse(await readFile(recordFile, 'utf8'));
		return { tarball: path.join(folder, filename), files };
	} finally {
		lock.release();
	}
}

/** @param {string} hash of the sources */
async function pack(hash) {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await npm(['run', 'build'], root, { quiet: true });
	const [{ filename, files }] = JSON.parse(
		await npm(['pack', '--json', '--loglevel=error', '--pack-destination', folder], root, { quiet: true }),
	);
	await writeFile(recordFile, JSON.stringify({ filename, files: files.map((file) => file.path) }));
	await stamp(stampFile, hash);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
	const packed = await packProject();
	if (process.argv.includes('--json')) console.log(JSON.stringify(packed));
}
