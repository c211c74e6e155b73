import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { step } from '../../sandbox/n8n/console.mjs';
import { credentialsFor } from '../../sandbox/n8n/credentials.mjs';
import { prepare } from '../../sandbox/n8n/environment.mjs';
import { n8nIn } from '../../sandbox/n8n/n8n.mjs';
import { signIn } from '../../sandbox/n8n/n8n-api.mjs';
import { installPackage } from '../../sandbox/n8n/package.mjs';
import { cache } from '../../sandbox/n8n/paths.mjs';
import { startPortal } from '../../sandbox/n8n/portal.mjs';
import { openServers } from './servers.mjs';
import { startTaggingProxy } from './tagging-proxy.mjs';

/**
 * How n8n notices a lost worker (n8n's documentation: queue mode environment variables). Its defaults are 60 s, 10 s and
 * 30 s; shorter ones keep the suite short, and are long enough for a busy machine.
 */
const LOST_WORKER = {
	QUEUE_WORKER_LOCK_DURATION: '25000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/**
 * n8n in queue mode: a main process and workers, each with a data folder and the packed node of its own, as on machines
 * of their own, and one stand-in portal in this process for all of them.
 * @param {object} options
 * @param {{ brim: number, drainPerSecond: number }} options.bucket the portal's, and what the credential says of it
 * @param {object} options.data the portal's services and mailboxes
 * @param {object[]} options.workflows published at once
 * @returns {Promise<QueueStage>}
 *
 * @typedef {object} QueueStage
 * @property {any} portal the stand-in portal (sandbox/portal), with its data and recordings
 * @property {import('../../sandbox/n8n/n8n-api.mjs').N8nApi} api signed in to the main process
 * @property {(name: string) => Promise<Worker>} startWorker
 * @property {string} servers which Redis and PostgreSQL it uses
 * @property {() => Promise<void>} close ends all of it, and leaves nothing in the servers
 *
 * @typedef {object} Worker
 * @property {string} name as the portal's requests have it in their header
 * @property {import('./tagging-proxy.mjs').TaggingProxy} proxy
 * @property {import('../../sandbox/n8n/process.mjs').BackgroundProcess} process
 */
export async function openQueueStage({ bucket, data, workflows }) {
	const { tarball } = await prepare();
	const folder = path.join(cache, 'queue');
	await rm(folder, { recursive: true, force: true });

	const toClose = [];
	const close = async () => {
		for (const end of toClose.splice(0).reverse()) await end();
	};
	try {
		const { portal, access } = await startPortal({ bucket, ...data });
		toClose.push(() => portal.close());
		const servers = await step('Opening Redis and PostgreSQL', openServers);
		toClose.push(servers.close);

		const settings = {
			...servers.settings,
			...LOST_WORKER,
			EXECUTIONS_MODE: 'queue',
			N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex'),
		};
		const install = async (name, more = {}) => {
			const home = path.join(folder, name);
			await mkdir(home, { recursive: true });
			const n8n = n8nIn(home, { ...settings, ...more });
			await installPackage(tarball, n8n.folder);
			return n8n;
		};

		const api = await step('Starting the main process', async () => {
			const n8n = await install('main');
			await n8n.import('credentials', limited(credentialsFor(access), bucket));
			await n8n.import('workflow', workflows);
			const server = await n8n.start(0);
			toClose.push(server.stop);
			const signedIn = await signIn(server.url);
			for (const { id } of workflows) await signedIn.activate(id);
			return signedIn;
		});

		const startWorker = async (name) =>
			await step(`Starting ${name}`, async () => {
				const proxy = await startTaggingProxy(name);
				toClose.push(proxy.close);
				const n8n = await install(name.replaceAll(' ', '-'), { HTTP_PROXY: proxy.url });
				const process = await n8n.startWorker();
				toClose.push(process.stop);
				return { name, proxy, process };
			});

		return { portal, api, startWorker, servers: servers.sources, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/**
 * @param {Array<{ data: object }>} credentials
 * @param {{ brim: number, drainPerSecond: number }} bucket
 */
function limited(credentials, { brim, drainPerSecond }) {
	const limit = { requestLimit: 'custom', requestBurst: brim, requestsPerSecond: drainPerSecond };
	return credentials.map((credential) => ({ ...credential, data: { ...credential.data, ...limit } }));
}
