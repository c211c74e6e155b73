/** What the compiler leaves behind and the package needs. CommonJS, because gulpfile.js is. */
const { readdirSync } = require('node:fs');
const path = require('node:path');

/** Where they are. */
const HOMES = ['icons', 'nodes'];

/** Icons, codex files (where n8n's node panel lists the node) and output schemas. */
const KINDS = [/\.(svg|png)$/, /^nodes\/.*\.node\.json$/, /^nodes\/.*\/__schema__\/.*\.json$/];

/**
 * @param {string} file relative to the project
 * @returns {boolean} whether the package gets it as it is, below dist/
 */
function isAsset(file) {
	const name = file.replaceAll(path.sep, '/');
	return HOMES.some((home) => name.startsWith(`${home}/`)) && KINDS.some((kind) => kind.test(name));
}

/**
 * @param {string} root the project's folder
 * @returns {string[]} all of them, relative to it
 */
function assetsIn(root) {
	return HOMES.flatMap((home) =>
		readdirSync(path.join(root, home), { recursive: true, encoding: 'utf8' }).map((name) =>
			path.join(home, name),
		),
	).filter(isAsset);
}

module.exports = { HOMES, assetsIn, isAsset };
