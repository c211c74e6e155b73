/**
 * Dependencies of a folder with a package.json and a lockfile: whether they are there, and how to get them. It uses
 * nothing but Node itself.
 */
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { withAddresses } from './addresses.js';
import { takeLock } from '../sandbox/n8n/lock.mjs';
import { run } from '../sandbox/n8n/process.mjs';

/** What npm says last when it can't write to its cache, where its logs are, too: so in npm 10 and 11. */
const UNWRITABLE_CACHE = /not written due to an error writing to the directory: (.+)[/\\]_logs/;

/** What npm says when a registry has no such file. */
const NOT_FOUND = /\bE404\b/;

/** What an installation is made from. */
const GIVEN = ['package.json', 'package-lock.json', '.npmrc'];

/** The packages of a lockfile, by the folder each of them goes to; none when there is no such file. */
function packagesIn(lockfile) {
	return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, 'utf8')).packages : {};
}

/** What npm notes in node_modules as installed there, as its last step; nothing when it did not get that far. */
function installedIn(folder) {
	try {
		return packagesIn(join(folder, 'node_modules', '.package-lock.json'));
	} catch {
		return {};
	}
}

/**
 * Why dependencies have to be installed: npm's own note disagrees with the lockfile, or packages have gone since. Optional
 * packages may be for other systems.
 *
 * @param {string} folder where package-lock.json is
 * @param {string} [home] where node_modules is: there, too, when left out
 * @returns {string | undefined} a reason to print, or undefined when all is there
 */
export function reasonToInstall(folder, home = folder) {
	if (!existsSync(join(home, 'node_modules'))) return 'node_modules is missing';
	const installed = installedIn(home);
	const wanted = Object.entries(packagesIn(join(folder, 'package-lock.json'))).filter(
		([at, { optional, devOptional }]) => at !== '' && !optional && !devOptional,
	);
	const stale = wanted.find(([at, { version }]) => installed[at]?.version !== version);
	if (stale) return `${stale[0]} is not what package-lock.json says`;
	const gone = wanted.find(([at]) => !existsSync(join(home, at, 'package.json')));
	return gone && `${gone[0]} has no package.json`;
}

/**
 * Installs the dependencies unless they are there. When another process is about to, it waits for that one first.
 *
 * @param {string} folder where package-lock.json is
 * @param {(message: string) => void} say what happens; not called when there is nothing to do
 * @returns {Promise<string | undefined>} what npm put out, if it had to be run
 * @throws as `npm` does
 */
export async function installDependencies(folder, say) {
	if (!reasonToInstall(folder)) return;
	const lock = await takeLock(join(folder, '.cache', 'install.lock'), ({ pids }) =>
		say(
			`the dependencies are being installed already (process ${pids.join(', ')}): waiting for that to end …`,
		),
	);
	try {
		const reason = reasonToInstall(folder);
		if (!reason) return;
		say(`${reason}: installing the dependencies (npm ci), which takes a minute or two …`);
		return await installAnew(folder);
	} finally {
		lock.release();
	}
}

/**
 * Installs what package-lock.json says (`npm ci`), apart, in .cache: node_modules takes its place when it is whole, so that
 * an installation that was broken off is none.
 *
 * @param {string} folder where package-lock.json is
 * @param {object} [options]
 * @param {string[]} [options.flags] more for npm
 * @param {boolean} [options.quiet] as for `npm`
 * @returns {Promise<string>} what npm put out
 * @throws as `npm` does
 */
export async function installAnew(folder, { flags = [], quiet } = {}) {
	const draft = join(folder, '.cache', 'install', basename(folder));
	// What a killed process has left behind may have got to its end.
	const output =
		reasonToInstall(folder, draft) && (await installDraft(folder, draft, ['ci', ...flags], quiet));
	const target = join(folder, 'node_modules');
	const old = join(draft, 'old');
	if (existsSync(target)) renameSync(target, old);
	renameSync(join(draft, 'node_modules'), target);
	rmSync(draft, { recursive: true, force: true });
	return output ?? '';
}

/**
 * @param {string} folder what to install
 * @param {string} draft where to; what is in it goes away
 * @param {string[]} args npm's
 * @param {boolean} [quiet]
 * @returns {Promise<string>} what npm put out
 */
async function installDraft(folder, draft, args, quiet) {
	rmSync(draft, { recursive: true, force: true });
	mkdirSync(draft, { recursive: true });
	for (const name of GIVEN.filter((name) => existsSync(join(folder, name)))) {
		copyFileSync(join(folder, name), join(draft, name));
	}
	const lockfile = join(draft, 'package-lock.json');
	const given = readFileSync(lockfile, 'utf8');
	writeFileSync(lockfile, withAddresses(given, await npmConfig(draft)));
	try {
		return await npm(args, draft, { quiet });
	} catch (error) {
		// A registry that has its files elsewhere.
		if (!NOT_FOUND.test(error.output ?? '')) throw error;
		writeFileSync(lockfile, given);
		return await npm(args, draft, { quiet });
	}
}

/** @param {string} folder @returns {Promise<Record<string, unknown>>} npm's settings there, without secrets */
async function npmConfig(folder) {
	return JSON.parse(await npm(['config', 'list', '--json'], folder, { quiet: true }));
}

/**
 * Runs npm to its end. When a signal asks this process to end, npm is asked to, and waited for: it takes back what it has
 * begun.
 *
 * @param {string[]} args
 * @param {string} folder where it runs
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env] another environment: its PATH says which npm it is, and which Node.js runs it
 * @param {boolean} [options.quiet] whether npm's messages are kept for the error, and do not go to the terminal
 * @returns {Promise<string>} what it put out
 * @throws {import('../sandbox/n8n/process.mjs').Interrupted} after such a signal
 * @throws when npm cannot be started, or does not end well
 */
export async function npm(args, folder, { env, quiet = false } = {}) {
	// npm itself when npm runs this script; on Windows, npm is a .cmd file and needs a shell.
	const [command, ...first] =
		process.env.npm_execpath && env === undefined ? [process.execPath, process.env.npm_execpath] : ['npm'];
	try {
		return await run(command, [...first, ...args], {
			cwd: folder,
			env,
			shell: command === 'npm' && process.platform === 'win32',
			title: `npm ${args.join(' ')}`,
			showErrors: !quiet,
		});
	} catch (error) {
		if (error.cause) error.message += '; npm comes with Node.js';
		const [, cache] = UNWRITABLE_CACHE.exec(error.output ?? '') ?? [];
		if (cache !== undefined) {
			error.message +=
				`\nnpm can't write to its cache, ${cache}: ` +
				'set the environment variable npm_config_cache to a folder that it can write to.';
		}
		throw error;
	}
}
