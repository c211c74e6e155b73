import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { playground } from '../../sandbox/n8n/paths.mjs';
import { freePort } from '../../sandbox/n8n/ports.mjs';
import { background, waitFor } from '../../sandbox/n8n/process.mjs';
import { findProgram } from './programs.mjs';

const START_TIMEOUT_MS = 30_000;

/** A server that this machine runs for everybody. */
const USUAL = 'redis://127.0.0.1:6379/0';

/** n8n's own driver. */
const { Redis } = createRequire(`${playground}package.json`)('ioredis');

/**
 * A Redis server: the one that QUEUE_TEST_REDIS names (redis://user:password@host:port/number), the one that runs on this
 * machine, or one of our own.
 * @param {string} folder for the log of our own
 * @returns {Promise<{ url: string, source: string, stop: () => Promise<void> } | undefined>} nothing when there is none, and
 *   none can be started
 * @throws {Error} when the server that QUEUE_TEST_REDIS names can't be used
 */
export async function openRedis(folder) {
	const named = process.env.QUEUE_TEST_REDIS;
	if (named) {
		await withRedis(named, (redis) => redis.ping());
		return { url: named, source: 'named by QUEUE_TEST_REDIS', stop: async () => {} };
	}
	if (await isUsable(USUAL)) {
		return { url: USUAL, source: 'the one that runs on this machine', stop: async () => {} };
	}
	const program = await findProgram('redis-server');
	return program ? await startOwn(program, folder) : undefined;
}

/**
 * Removes all keys that begin with a prefix: what one n8n has left in a server that others use, too.
 * @param {string} url
 * @param {string} prefix without a pattern's special characters
 */
export async function removeKeys(url, prefix) {
	await withRedis(url, async (redis) => {
		for await (const keys of redis.scanStream({ match: `${prefix}*`, count: 1000 })) {
			if (keys.length > 0) await redis.del(keys);
		}
	});
}

/** @param {string} url */
async function isUsable(url) {
	return await withRedis(url, (redis) => redis.ping()).then(
		() => true,
		() => false,
	);
}

/**
 * @param {string} url
 * @param {(redis: any) => Promise<unknown>} work
 */
async function withRedis(url, work) {
	const redis = new Redis(url, { lazyConnect: true, connectTimeout: 5_000, retryStrategy: () => null });
	// Said again by the call that needs the connection.
	redis.on('error', () => {});
	try {
		await redis.connect();
		await work(redis);
	} finally {
		redis.disconnect();
	}
}

/**
 * @param {string} program
 * @param {string} folder
 */
async function startOwn(program, folder) {
	await mkdir(folder, { recursive: true });
	const port = await freePort(0);
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
	args.push('--save', '', '--appendonly', 'no');
	const server = await background(program, args, { logFile: path.join(folder, 'redis.log') });
	const url = `redis://127.0.0.1:${port}/0`;
	await waitFor(server, async () => ((await isUsable(url)) ? true : undefined), {
		what: 'Redis does not start',
		timeoutMs: START_TIMEOUT_MS,
	});
	return { url, source: 'started for this run', stop: server.stop };
}
