/**
 * Where npm gets the packages of a lockfile from. It uses nothing but Node itself. CommonJS, so that Jest can
 * test it.
 *
 * The lockfiles here name no addresses (`omit-lockfile-registry-resolved` in .npmrc), so that they suit any registry. For
 * each package npm then asks the registry for the list of all its versions first, which is half of the work of an
 * installation (pacote, lib/registry.js: `resolve` asks unless it knows `resolved`). The address can be told beforehand.
 */

/** The name of a package of a lockfile, by its folder: `node_modules/one/node_modules/@scope/two`. */
const NAME = /node_modules\/((?:@[^/]+\/)?[^/]+)$/;

/**
 * Adds the addresses to a lockfile, in the form that registries have: `<registry>/<name>/-/<name without scope>-<version>.tgz`.
 *
 * @param {string} lockfile its text
 * @param {Record<string, unknown>} config npm's (`npm config list --json`): `registry`, and `@scope:registry`
 * @returns {string} the text of the lockfile with them; the same when npm names no registry
 */
function withAddresses(lockfile, config) {
	if (typeof config.registry !== 'string') return lockfile;
	const lock = JSON.parse(lockfile);
	for (const [folder, entry] of Object.entries(lock.packages ?? {})) {
		const name = entry.name ?? NAME.exec(folder)?.[1];
		// Without a checksum it is no package of a registry, or nobody would notice another file.
		if (name === undefined || !entry.integrity || entry.resolved) continue;
		const scope = name.startsWith('@') ? name.slice(0, name.indexOf('/')) : undefined;
		const registry = String(config[`${scope}:registry`] ?? config.registry).replace(/\/+$/, '');
		entry.resolved = `${registry}/${name}/-/${name.slice(name.indexOf('/') + 1)}-${entry.version}.tgz`;
	}
	return JSON.stringify(lock, null, '\t');
}

module.exports = { withAddresses };
