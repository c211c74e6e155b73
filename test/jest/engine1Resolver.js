/**
 * Jest's resolver for the engine of n8n 1. It is installed as `n8n-core-1`, with the versions of n8n's other packages that
 * belong to it in its own node_modules: what the project itself imports of n8n is looked up from there, and what
 * n8n's packages import of each other falls into place by itself.
 */
const { dirname, sep } = require('node:path');

const ENGINE_1 = dirname(require.resolve('n8n-core-1/package.json'));

/** n8n's packages that make up its engine. */
const ENGINE = /^(n8n-core|n8n-workflow|@n8n\/(di|backend-common))(\/|$)/;

/**
 * @param {string} request what is imported
 * @param {{ basedir: string, defaultResolver: (request: string, options: object) => string }} options Jest's; `basedir` is
 *   the folder of the file that imports it
 * @returns {string} the file
 */
module.exports = (request, options) => {
	const isOurs = !options.basedir.includes(`${sep}node_modules${sep}`);
	if (!isOurs || !ENGINE.test(request)) return options.defaultResolver(request, options);
	const ofEngine1 = request.replace(/^n8n-core(?=\/|$)/, ENGINE_1);
	return options.defaultResolver(ofEngine1, { ...options, basedir: ENGINE_1 });
};
