import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDatabase, openPostgres } from './postgres.mjs';
import { openRedis, removeKeys } from './redis.mjs';

const HOW_TO_GET = `Queue mode needs Redis and PostgreSQL (n8n asks for 16 or newer, and takes older ones with a warning). Any of these will do:
  • Install them: the suite starts servers of its own (Debian and Ubuntu: apt-get install redis-server postgresql)
  • Run them in containers on their usual ports:
      docker run -d -p 127.0.0.1:6379:6379 redis:7
      docker run -d -p 127.0.0.1:5432:5432 -e POSTGRES_HOST_AUTH_METHOD=trust postgres:17
  • Name servers that you have:
      QUEUE_TEST_REDIS=redis://user:password@host:6379/0
      QUEUE_TEST_POSTGRES=postgresql://user:password@host:5432/postgres  (a user that may create databases)`;

/**
 * What n8n's queue mode needs besides n8n: a database of its own in PostgreSQL, and keys of its own in Redis. Servers that
 * run already stay as they were; what is missing is started for the time of the run.
 * @returns {Promise<{ settings: Record<string, string>, sources: string, close: () => Promise<void> }>} settings: n8n's
 *   environment variables for both
 * @throws {Error} that says how to get the servers when there are none
 */
export async function openServers() {
	// Not below the project: the user that PostgreSQL runs as has to get there.
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-queue-'));
	await chmod(folder, 0o711);
	const toClose = [async () => await rm(folder, { recursive: true, force: true })];
	const close = async () => {
		for (const end of toClose.splice(0).reverse()) await end();
	};
	try {
		const redis = await openRedis(path.join(folder, 'redis'));
		if (redis) toClose.push(redis.stop);
		const postgres = await openPostgres(path.join(folder, 'postgres'));
		if (postgres) toClose.push(postgres.stop);
		const missing = [...(redis ? [] : ['Redis']), ...(postgres ? [] : ['PostgreSQL'])];
		if (!redis || !postgres) throw new Error(`${missing.join(' and ')} can’t be found.\n${HOW_TO_GET}`);

		const name = `n8n_queue_${randomBytes(4).toString('hex')}`;
		const database = await createDatabase(postgres.url, name);
		toClose.push(database.drop);
		toClose.push(async () => await removeKeys(redis.url, name));
		return {
			settings: { ...postgresSettings(database.url), ...redisSettings(new URL(redis.url), name) },
			sources: `Redis: ${redis.source}. PostgreSQL: ${postgres.source}.`,
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

/** @param {URL} url */
function postgresSettings({ hostname, port, pathname, username, password }) {
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: hostname,
		DB_POSTGRESDB_PORT: port || '5432',
		DB_POSTGRESDB_DATABASE: pathname.slice(1),
		DB_POSTGRESDB_USER: decodeURIComponent(username),
		DB_POSTGRESDB_PASSWORD: decodeURIComponent(password),
	};
}

/**
 * @param {URL} url
 * @param {string} prefix of all keys and channels
 */
function redisSettings({ hostname, port, pathname, username, password, protocol }, prefix) {
	return {
		QUEUE_BULL_REDIS_HOST: hostname,
		QUEUE_BULL_REDIS_PORT: port || '6379',
		QUEUE_BULL_REDIS_DB: pathname.slice(1) || '0',
		QUEUE_BULL_REDIS_USERNAME: decodeURIComponent(username),
		QUEUE_BULL_REDIS_PASSWORD: decodeURIComponent(password),
		QUEUE_BULL_REDIS_TLS: String(protocol === 'rediss:'),
		QUEUE_BULL_PREFIX: prefix,
		N8N_REDIS_KEY_PREFIX: prefix,
	};
}
