const { rm } = require('node:fs/promises');
const { dest, src } = require('gulp');
const { assetsIn } = require('./scripts/assets');

/** Removes what an earlier build has made: the package ships all of dist/. */
const clean = async () => await rm('dist', { recursive: true, force: true });

/**
 * Copies into dist/ what the compiler leaves behind. Paths stay as they are in the sources, so that `file:../../icons/…` in a
 * node and `file:../icons/…` in a credential lead from dist/ to dist/icons/.
 */
// Without `encoding: false`, gulp reads files as text, which breaks PNGs.
const assets = () => src(assetsIn(__dirname), { base: '.', encoding: false }).pipe(dest('dist'));

module.exports = { clean, assets, default: assets };
