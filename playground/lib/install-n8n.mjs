import path from 'node:path';
import { step, upToDate } from './console.mjs';
import { playground } from './paths.mjs';
import { run } from './process.mjs';
import { environmentForN8n, nodeForN8n } from './runtime.mjs';
import { hashOf, isStamped, stamp } from './stamp.mjs';

/** The parts of n8n that are made of C++ and come to nothing without their install scripts. */
const NATIVE_PARTS = ['sqlite3', 'isolated-vm'];

/**
 * Installs the pinned n8n into playground/node_modules when it is missing or the lockfile has changed.
 * @throws {Error} that says what is missing: the network, or a compiler
 */
export async function installN8n() {
	const stampFile = path.join(playground, 'node_modules', '.bitrix24-mail-playground');
	const wanted = await hashOf(playground, ['package-lock.json'], [process.platform, process.arch]);
	if (await isStamped(stampFile, wanted)) return upToDate('n8n');

	await step(
		'Installing n8n and the Node.js it needs',
		// n8n's packages ask for a newer Node.js than the one that may run npm here: true, and no matter.
		() => run('npm', ['ci', '--loglevel=error'], { cwd: playground }).catch(explainInstall),
		'once, 2 to 4 minutes, 2.7 GB',
	);
	await step(
		'Building its native parts',
		() => buildNativeParts().catch(explainBuild),
		'once, about 1 minute',
	);
	await stamp(stampFile, wanted);
}

/**
 * The install itself runs no package's scripts (.npmrc). These two are the exception, by name; one of n8n's other
 * packages would fetch sources from elsewhere and fail.
 */
async function buildNativeParts() {
	await run('npm', ['rebuild', ...NATIVE_PARTS, '--ignore-scripts=false', '--loglevel=error'], {
		cwd: playground,
		// npm_config_nodedir: build against the headers at hand instead of downloading them.
		env: { ...environmentForN8n(), npm_config_nodedir: nodeForN8n().headers },
	});
}

/** @param {Error} error */
function explainInstall(error) {
	const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET/.test(error.message);
	throw new Error(
		unreachable
			? `The npm registry cannot be reached, and n8n has to be installed once.\n${error.message}`
			: `n8n could not be installed.\n${error.message}`,
	);
}

/** @param {Error} error */
function explainBuild(error) {
	throw new Error(
		`The native parts of n8n (${NATIVE_PARTS.join(', ')}) could not be built. They need a C++ compiler, make and ` +
			`Python 3 (Debian and Ubuntu: apt-get install build-essential python3).\n${error.message}`,
	);
}
