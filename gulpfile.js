const { rm } = require('node:fs/promises');
const { dest, src } = require('gulp');

// What the compiler leaves behind. Paths stay as they are in the sources, so that `file:../../icons/…` in a node and
// `file:../icons/…` in a credential lead from dist/ to dist/icons/.
const ASSETS = [
	'icons/**/*.{svg,png}',
	'nodes/**/*.{svg,png}',
	'nodes/**/*.node.json',
	'nodes/**/__schema__/**/*.json',
];

/** Removes what an earlier build has made: the package ships all of dist/. */
const clean = async () => await rm('dist', { recursive: true, force: true });

/** Copies icons, codex files (where n8n's node panel lists the node) and output schemas into dist/. */
// Without `encoding: false`, gulp reads files as text, which breaks PNGs.
const assets = () => src(ASSETS, { base: '.', encoding: false, allowEmpty: true }).pipe(dest('dist'));

module.exports = { clean, assets, default: assets };
