/**
 * Dependencies of a folder with a package.json and a lockfile: whether they are there, and how to get them. It uses
 * nothing but Node itself.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The packages of a lockfile, by the folder each of them goes to; none when there is no such file. */
function packagesIn(lockfile) {
	return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, 'utf8')).packages : {};
}

/**
 * Why dependencies have to be installed. npm notes in node_modules what it has installed there, as its last step;
 * optional packages may be for other systems.
 *
 * @param {string} folder where package-lock.json is
 * @returns {string | undefined} a reason to print, or undefined when all is there
 */
export function reasonToInstall(folder) {
	if (!existsSync(join(folder, 'node_modules'))) return 'node_modules is missing';
	const installed = packagesIn(join(folder, 'node_modules', '.package-lock.json'));
	const wanted = Object.entries(packagesIn(join(folder, 'package-lock.json')));
	const stale = wanted.find(
		([at, { version, optional, devOptional }]) =>
			at !== '' && !optional && !devOptional && installed[at]?.version !== version,
	);
	return stale && `${stale[0]} is not what package-lock.json says`;
}

/**
 * Runs npm to its end; its messages go to the terminal.
 *
 * @param {string[]} args
 * @param {string} folder where it runs
 * @returns {string} what it put out
 * @throws when npm cannot be started, or does not end well
 */
export function npm(args, folder) {
	// npm itself when npm runs this script; on Windows, npm is a .cmd file and needs a shell.
	const [command, ...first] = process.env.npm_execpath
		? [process.execPath, process.env.npm_execpath]
		: ['npm'];
	const { status, error, stdout } = spawnSync(command, [...first, ...args], {
		cwd: folder,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit'],
		shell: command === 'npm' && process.platform === 'win32',
	});
	if (error) throw new Error(`npm could not be started (${error.message}); it comes with Node`);
	if (status !== 0) throw new Error(`npm ${args.join(' ')} did not end well\n${stdout}`);
	return stdout;
}
