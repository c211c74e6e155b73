import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { n8n2 } from './generations.mjs';
import { freePort } from './ports.mjs';
import { background, run, waitFor } from './process.mjs';
import { environmentForN8n, nodeForN8n } from './runtime.mjs';

const START_TIMEOUT_MS = 240_000;

const endWithParent = fileURLToPath(new URL('end-with-parent.cjs', import.meta.url));

/** What n8n's servers print when they are ready. */
const READY = { start: 'Editor is now accessible', worker: 'n8n worker is now ready' };

/** Settings of another n8n on this machine must not reach this one: its database would be used, for example. */
const FOREIGN_SETTINGS =
	/^(N8N|DB|EXECUTIONS|QUEUE|CREDENTIALS|WORKFLOWS|GENERIC|EXTERNAL|NODES?)_|^WEBHOOK_URL$/;

/** How this n8n is set up, whatever runs in it. */
const SETTINGS = {
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HOST: '127.0.0.1',
	N8N_PROTOCOL: 'http',
	// The editor is served over plain HTTP, on this machine only.
	N8N_SECURE_COOKIE: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	// It asks npm for newer versions of the packages whenever it lists them; without a network that takes more than a minute.
	npm_config_offline: 'true',
};

/**
 * One n8n: its folder, its commands and its server.
 * @param {string} dataFolder everything that it stores and logs goes below this folder
 * @param {Record<string, string>} [settings] environment variables for all that runs in it: another database, say
 * @param {import('./generations.mjs').Generation} [generation] which n8n
 */
export function n8nIn(dataFolder, settings = {}, generation = n8n2) {
	const folder = path.join(dataFolder, 'home', '.n8n');
	const program = path.join(generation.folder, 'node_modules', 'n8n', 'bin', 'n8n');

	/**
	 * @param {Record<string, string>} [more]
	 * @returns {NodeJS.ProcessEnv}
	 */
	const environment = (more) => {
		const own = Object.entries(process.env).filter(([name]) => !FOREIGN_SETTINGS.test(name));
		return environmentForN8n({
			...Object.fromEntries(own),
			...SETTINGS,
			...generation.settings,
			N8N_USER_FOLDER: path.dirname(folder),
			...settings,
			...more,
		});
	};

	/**
	 * Runs one of n8n's commands (`import:workflow`, `execute`, …) on this folder, beside a running server or without.
	 * @param {string[]} args
	 * @returns {Promise<string>} what it printed
	 */
	const command = async (...args) =>
		await run(nodeForN8n().binary, [program, ...args], {
			// A Code node needs a task broker; the running server has one on the default port.
			env: environment({ N8N_RUNNERS_BROKER_PORT: String(await freePort(0)) }),
		});

	/**
	 * Starts one of n8n's servers, which ends when this process does, and waits until it is ready.
	 * @param {'start' | 'worker'} name of the command
	 * @param {string} ready what it prints then
	 * @param {Record<string, string>} ports environment variables
	 */
	const serve = async (name, ready, ports) => {
		const server = await background(nodeForN8n().binary, ['--require', endWithParent, program, name], {
			env: environment({ ...ports, END_WITH_PARENT: 'yes' }),
			logFile: path.join(dataFolder, 'n8n.log'),
		});
		try {
			await waitFor(server, () => (server.output().includes(ready) ? true : undefined), {
				what: `n8n ${name} does not get ready`,
				timeoutMs: START_TIMEOUT_MS,
			});
		} catch (error) {
			await server.stop();
			throw error;
		}
		return server;
	};

	return {
		/** The `.n8n` folder: database, key, installed packages. */
		folder,
		command,

		/**
		 * @param {'credentials' | 'workflow'} kind
		 * @param {object[]} entries with fixed ids: what is there already under an id is replaced
		 */
		async import(kind, entries) {
			await mkdir(dataFolder, { recursive: true });
			const temporary = await mkdtemp(path.join(dataFolder, 'import-'));
			try {
				const file = path.join(temporary, `${kind}.json`);
				await writeFile(file, JSON.stringify(entries), { mode: 0o600 });
				const printed = await command(`import:${kind}`, `--input=${file}`);
				if (!printed.includes('Successfully imported')) throw new Error(`n8n import:${kind}: ${printed}`);
			} finally {
				await rm(temporary, { recursive: true, force: true });
			}
		},

		/**
		 * Starts the server and waits until its editor answers.
		 * @param {number} wantedPort the port to begin looking for a free one with
		 * @returns {Promise<import('./process.mjs').BackgroundProcess & { url: string }>}
		 */
		async start(wantedPort) {
			const port = await freePort(wantedPort);
			const url = `http://127.0.0.1:${port}`;
			const server = await serve('start', READY.start, {
				N8N_PORT: String(port),
				N8N_RUNNERS_BROKER_PORT: String(await freePort(port + 1)),
			});
			return { ...server, url };
		},

		/**
		 * Starts a worker for n8n's queue mode and waits until it takes executions. The settings say where the queue is.
		 * @returns {Promise<import('./process.mjs').BackgroundProcess>}
		 */
		async startWorker() {
			return await serve('worker', READY.worker, { N8N_RUNNERS_BROKER_PORT: String(await freePort(0)) });
		},
	};
}
