import { rm } from 'node:fs/promises';
import path from 'node:path';
import { credentialsFor } from '../../sandbox/n8n/credentials.mjs';
import { prepare } from '../../sandbox/n8n/environment.mjs';
import { n8nIn } from '../../sandbox/n8n/n8n.mjs';
import { signIn } from '../../sandbox/n8n/n8n-api.mjs';
import { credentialIds } from '../../sandbox/n8n/names.mjs';
import { installPackage } from '../../sandbox/n8n/package.mjs';
import { cache } from '../../sandbox/n8n/paths.mjs';
import { startPortal } from '../../sandbox/n8n/portal.mjs';
import { waitFor } from '../../sandbox/n8n/process.mjs';
import { webhookWorkflow } from '../support/webhookWorkflow.mjs';
import { inspect } from './inspector.mjs';
import { KINDS, KNOWN } from './kinds.mjs';

const BUCKET = { brim: 20, drainPerSecond: 4 };

/** A portal of its own, which is called once: whether the node forgets it. */
const ONCE = { id: 'once', name: 'once' };

/** n8n and its task runner each open an inspector, on ports of their own. */
const INSPECTOR = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

/**
 * A real n8n with the packed node and an open inspector, a stand-in portal, and one workflow of each kind.
 * @returns {Promise<SoakStage>}
 *
 * @typedef {object} SoakStage
 * @property {any} portal the stand-in portal (sandbox/portal)
 * @property {any} unused another one, which only the workflow `once` calls
 * @property {(id: string, body: object) => Promise<{ status: number, items: any }>} send starts a workflow by its webhook, and
 *   waits for its end
 * @property {Awaited<ReturnType<typeof inspect>>} inspector of n8n's process
 * @property {() => Promise<void>} close
 */
export async function openSoakStage() {
	const { tarball } = await prepare();
	const folder = path.join(cache, 'soak');
	await rm(folder, { recursive: true, force: true });

	const toClose = [];
	const close = async () => {
		for (const end of toClose.splice(0).reverse()) await end();
	};
	try {
		const open = async (options) => {
			const { portal, access } = await startPortal(options);
			toClose.push(() => portal.close());
			return { portal, access };
		};
		const main = await open({ bucket: BUCKET, ...portalData() });
		const unused = await open(portalData());
		const limit = {
			requestLimit: 'custom',
			requestBurst: BUCKET.brim,
			requestsPerSecond: BUCKET.drainPerSecond,
		};
		const credentials = [
			{ ...credentialIds.webhook, ...webhook(main.access, limit) },
			{ ...ONCE, ...webhook(unused.access) },
		];
		const [getServices] = KINDS;
		const workflows = [
			...KINDS.map(({ name, nodes }) => ({ name, nodes, credential: credentialIds.webhook })),
			{ name: ONCE.name, nodes: getServices.nodes, credential: ONCE },
		].map(({ name, ...rest }) => webhookWorkflow({ id: name, answers: 'lastNode', ...rest }));

		const n8n = n8nIn(folder);
		await installPackage(tarball, n8n.folder);
		await n8n.import('credentials', credentials);
		await n8n.import('workflow', workflows);
		const server = await n8nIn(folder, INSPECTOR).start(0);
		toClose.push(server.stop);
		const api = await signIn(server.url);
		for (const { id } of workflows) await api.activate(id);

		const address = await waitFor(
			server,
			// The first one: n8n's own, before its task runner starts.
			() => /Debugger listening on (ws:\S+)/.exec(server.output())?.[1],
			{ what: 'n8n opens no inspector', timeoutMs: 10_000 },
		);
		const inspector = await inspect(address);
		toClose.push(async () => inspector.close());

		const send = async (id, body) => {
			const response = await fetch(`${server.url}/webhook/${id}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});
			return { status: response.status, items: await response.json() };
		};
		return { portal: main.portal, unused: unused.portal, send, inspector, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/**
 * @param {import('../../sandbox/n8n/credentials.mjs').PortalAccess} access
 * @param {object} [more]
 */
function webhook(access, more = {}) {
	const [{ type, data }] = credentialsFor(access);
	return { type, data: { ...data, ...more } };
}

function portalData() {
	const ids = Array.from({ length: KNOWN }, (_, index) => index + 1);
	return {
		services: ids.map((id) => ({ ID: String(id), NAME: `Service ${id}` })),
		mailboxes: ids.map((id) => ({ id, email: `mailbox${id}@example.com` })),
	};
}
