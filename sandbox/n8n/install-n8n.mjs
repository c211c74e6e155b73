import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { installAnew, npm } from '../../scripts/dependencies.mjs';
import { step, upToDate } from './console.mjs';
import { n8n2 } from './generations.mjs';
import { takeLock } from './lock.mjs';
import { cache } from './paths.mjs';
import { Interrupted } from './process.mjs';
import { environmentForN8n, nodeForN8n } from './runtime.mjs';
import { hashOf, isStamped, stamp } from './stamp.mjs';

/** What comes of compiling a part, below its folder. */
const COMPILED = path.join('build', 'Release');

/**
 * Installs the pinned n8n into the node_modules of its folder when it is missing or the lockfile has changed. The Node.js
 * that runs every n8n comes with that of the line 2, which has to be installed first. When another process is about to, it
 * waits for that one.
 * @param {import('./generations.mjs').Generation} [generation] which n8n
 * @throws {Error} that says what is missing: the network, or a compiler
 */
export async function installN8n(generation = n8n2) {
	const lock = await takeLock(path.join(cache, `n8n-${generation.line}.lock`), ({ pids }) =>
		console.log(`• Waiting for another start in this folder (process ${pids.join(', ')}) …`),
	);
	try {
		await installUnlessThere(generation);
	} finally {
		lock.release();
	}
}

/** @param {import('./generations.mjs').Generation} generation */
async function installUnlessThere({ line, folder, nativeParts, size }) {
	const stampFile = path.join(folder, 'node_modules', '.bitrix24-mail-playground');
	const wanted = await hashOf(folder, ['package-lock.json'], [process.platform, process.arch]);
	if (await isStamped(stampFile, wanted)) return upToDate(`n8n ${line}`);

	await step(
		`Installing n8n ${line}${line === n8n2.line ? ' and the Node.js it needs' : ''}`,
		// n8n's packages ask for a newer Node.js than the one that may run npm here: true, and no matter.
		() => installAnew(folder, { flags: ['--loglevel=error'], quiet: true }).catch(explainInstall),
		`once, ${size}`,
	);
	await step(
		'Building its native parts',
		() => buildNativeParts(folder, nativeParts).catch((error) => explainBuild(error, folder, nativeParts)),
		'once, about 1 minute',
	);
	await stamp(stampFile, wanted);
}

/**
 * The install itself runs no package's scripts (.npmrc). These are the exception, by name; one of n8n's other packages would
 * fetch sources from elsewhere and fail.
 * @param {string} folder
 * @param {string[]} nativeParts
 */
async function buildNativeParts(folder, nativeParts) {
	const missing = [];
	for (const part of nativeParts) if (!(await copyCompiled(part, folder))) missing.push(part);
	if (missing.length === 0) return;
	await npm(['rebuild', ...missing, '--ignore-scripts=false', '--loglevel=error'], folder, {
		quiet: true,
		// npm_config_nodedir: build against the headers at hand instead of downloading them.
		env: { ...environmentForN8n(), npm_config_nodedir: nodeForN8n().headers },
	});
}

/**
 * Takes over what was compiled for the other line: the same Node.js runs both.
 * @param {string} part a package's name
 * @param {string} folder where it is wanted
 * @returns {Promise<boolean>} false when that line has another version of it, or it was not compiled there
 */
async function copyCompiled(part, folder) {
	if (folder === n8n2.folder) return false;
	const [from, to] = [n8n2.folder, folder].map((home) => path.join(home, 'node_modules', part));
	try {
		if ((await versionIn(from)) !== (await versionIn(to))) return false;
		await cp(path.join(from, COMPILED), path.join(to, COMPILED), { recursive: true });
		return true;
	} catch (error) {
		if (error.code === 'ENOENT') return false;
		throw error;
	}
}

/** @param {string} folder a package's */
async function versionIn(folder) {
	return JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')).version;
}

/** @param {Error} error */
function explainInstall(error) {
	if (error instanceof Interrupted) throw error;
	const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET/.test(error.message);
	throw new Error(
		unreachable
			? `The npm registry cannot be reached, and n8n has to be installed once.\n${error.message}`
			: `n8n could not be installed.\n${error.message}`,
	);
}

/**
 * Parts that come compiled work in any folder, so that a space in its path is no reason to stop before.
 * @param {Error} error
 * @param {string} folder
 * @param {string[]} nativeParts
 */
function explainBuild(error, folder, nativeParts) {
	if (error instanceof Interrupted) throw error;
	const advice = /\s/.test(folder)
		? `The folder's path has a space in it, which make can't cope with: move the checkout to a path without spaces (now ${folder}).`
		: 'They need a C++ compiler, make and Python 3 (Debian and Ubuntu: apt-get install build-essential python3).';
	throw new Error(
		`The native parts of n8n (${nativeParts.join(', ')}) could not be built. ${advice}\n${error.message}`,
	);
}
