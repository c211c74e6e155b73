/**
 * Makes a fresh clone ready to work: `node scripts/setup.mjs` (`npm run setup`; `npm test` and `npm start` call it).
 * It uses nothing but Node itself, and does nothing when all is there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** @param {string} message what is missing and what to do about it */
function giveUp(message) {
	console.error(`setup: ${message}`);
	process.exit(1);
}

/** The oldest Node that the package's `engines` allows, as a number: `>=20` → 20. */
function oldestNode() {
	const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	return Number(/\d+/.exec(engines.node)[0]);
}

/** The packages of a lockfile, by the folder each of them goes to; none when there is no such file. */
function packagesIn(lockfile) {
	return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, 'utf8')).packages : {};
}

/**
 * Why dependencies have to be installed, or undefined when they need not be. npm notes in node_modules what it has
 * installed there, as its last step; optional packages may be for other systems.
 */
function reasonToInstall() {
	if (!existsSync(join(root, 'node_modules'))) return 'node_modules is missing';
	const installed = packagesIn(join(root, 'node_modules', '.package-lock.json'));
	const wanted = Object.entries(packagesIn(join(root, 'package-lock.json')));
	const stale = wanted.find(
		([folder, { version, optional, devOptional }]) =>
			folder !== '' && !optional && !devOptional && installed[folder]?.version !== version,
	);
	return stale && `${stale[0]} is not what package-lock.json says`;
}

const oldest = oldestNode();
const version = process.versions.node;
if (Number(version.split('.')[0]) < oldest) {
	giveUp(`this is Node ${version}; Node ${oldest} or newer is needed: https://nodejs.org/en/download`);
}

const reason = reasonToInstall();
if (reason) {
	console.log(`setup: ${reason}: installing the dependencies (npm ci) …`);
	// npm itself when npm runs this script; on Windows, npm is a .cmd file and needs a shell.
	const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
	const shell = npm.length === 1 && process.platform === 'win32';
	const args = [...npm.slice(1), 'ci'];
	const { status, error } = spawnSync(npm[0], args, { cwd: root, stdio: 'inherit', shell });
	if (error) giveUp(`npm could not be started (${error.message}); it comes with Node`);
	if (status !== 0) giveUp('npm ci did not end well; its messages are above');
	console.log('setup: done');
}
