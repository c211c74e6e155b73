import { existsSync } from 'node:fs';
import path from 'node:path';
import { playground } from './paths.mjs';

/** n8n 2.x asks for this version of Node.js or a newer one (its package.json: engines). */
const NEEDED_MAJOR = 24;

/**
 * The Node.js that runs n8n: the one that the playground installs, so that everybody has the same, or the running
 * one where the playground has none for this system and the running one is new enough.
 * @returns {{ binary: string, headers: string }} the program, and the folder whose `include/node` has its C++ headers
 * @throws {Error} when there is neither
 */
export function nodeForN8n() {
	const home = path.join(playground, 'node_modules', `node-${process.platform}-${process.arch}`);
	const binary = path.join(home, 'bin', 'node');
	if (existsSync(binary)) return { binary, headers: home };

	if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) {
		return { binary: process.execPath, headers: path.resolve(process.execPath, '../..') };
	}
	throw new Error(
		`n8n needs Node.js ${NEEDED_MAJOR}. The playground brings it for Linux only (this is ${process.platform}, ` +
			`${process.arch}): start it with Node.js ${NEEDED_MAJOR} or newer, this is ${process.version}.`,
	);
}

/**
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {NodeJS.ProcessEnv} the environment in which `node` is the Node.js of `nodeForN8n()`
 */
export function environmentForN8n(environment = process.env) {
	const { binary } = nodeForN8n();
	return { ...environment, PATH: `${path.dirname(binary)}${path.delimiter}${environment.PATH ?? ''}` };
}
