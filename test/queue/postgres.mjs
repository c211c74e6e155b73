import { chown, mkdir, realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { playground } from '../../sandbox/n8n/paths.mjs';
import { freePort } from '../../sandbox/n8n/ports.mjs';
import { background, run, waitFor } from '../../sandbox/n8n/process.mjs';
import { findProgram } from './programs.mjs';

const START_TIMEOUT_MS = 30_000;

/** Where Debian, Ubuntu, Fedora and Homebrew keep the server's programs, which are not on the path. */
const FOLDERS = [
	'/usr/lib/postgresql/*/bin',
	'/usr/pgsql-*/bin',
	'/opt/homebrew/opt/postgresql@*/bin',
	'/usr/local/opt/postgresql@*/bin',
];

/** A server that this machine runs for everybody: without a password, as development machines have it. */
const USUAL = 'postgresql://postgres@127.0.0.1:5432/postgres';

/** n8n's own driver. */
const { Client } = createRequire(`${playground}package.json`)('pg');

/**
 * A PostgreSQL server that may create databases: the one that QUEUE_TEST_POSTGRES names (an address with a database to
 * connect to first), the one that runs on this machine, or one of our own in a folder.
 * @param {string} folder for the files of our own
 * @returns {Promise<{ url: string, source: string, stop: () => Promise<void> } | undefined>} nothing when there is none, and
 *   none can be started
 * @throws {Error} when the server that QUEUE_TEST_POSTGRES names can't be used
 */
export async function openPostgres(folder) {
	const named = process.env.QUEUE_TEST_POSTGRES;
	if (named) {
		await query(named, 'SELECT 1');
		return { url: named, source: 'named by QUEUE_TEST_POSTGRES', stop: async () => {} };
	}
	if (await isUsable(USUAL)) {
		return { url: USUAL, source: 'the one that runs on this machine', stop: async () => {} };
	}
	const initdb = await findProgram('initdb', FOLDERS);
	return initdb ? await startOwn(path.dirname(await realpath(initdb)), folder) : undefined;
}

/**
 * Creates an empty database.
 * @param {string} server an address with a database to connect to first
 * @param {string} name
 * @returns {Promise<{ url: URL, drop: () => Promise<void> }>}
 */
export async function createDatabase(server, name) {
	await query(server, `CREATE DATABASE "${name}"`);
	const url = new URL(server);
	url.pathname = `/${name}`;
	return { url, drop: async () => await query(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`) };
}

/** @param {string} url */
async function isUsable(url) {
	return await query(url, 'SELECT 1').then(
		() => true,
		() => false,
	);
}

/**
 * @param {string} connectionString
 * @param {string} sql
 */
async function query(connectionString, sql) {
	const client = new Client({ connectionString, connectionTimeoutMillis: 5_000 });
	await client.connect();
	try {
		await client.query(sql);
	} finally {
		await client.end();
	}
}

/**
 * @param {string} programs the folder of PostgreSQL's programs
 * @param {string} folder
 */
async function startOwn(programs, folder) {
	await mkdir(folder, { recursive: true });
	const user = await unprivileged(folder);
	const data = path.join(folder, 'data');
	const options = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
	await run(...user(path.join(programs, 'initdb'), ['-D', data, ...options]));
	const port = await freePort(0);
	const args = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'];
	// Nobody misses what a test's server forgets in a power cut.
	args.push('-c', `unix_socket_directories=${folder}`, '-c', 'fsync=off');
	const server = await background(...user(path.join(programs, 'postgres'), args), {
		logFile: path.join(folder, 'postgres.log'),
	});
	const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
	await waitFor(server, async () => ((await isUsable(url)) ? true : undefined), {
		what: 'PostgreSQL does not start',
		timeoutMs: START_TIMEOUT_MS,
	});
	return { url, source: 'started for this run', stop: server.stop };
}

/**
 * PostgreSQL does not run as root: then as the user that its package makes.
 * @param {string} folder given to that user
 * @returns {Promise<(command: string, args: string[]) => [string, string[]]>} puts what changes the user before a command
 */
async function unprivileged(folder) {
	if (process.getuid?.() !== 0) return (command, args) => [command, args];
	const id = async (what) => Number(await run('id', [what, 'postgres']));
	const [uid, gid] = [await id('-u'), await id('-g')];
	await chown(folder, uid, gid);
	return (command, args) => [
		'setpriv',
		[`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', command, ...args],
	];
}
