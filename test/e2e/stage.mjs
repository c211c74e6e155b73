import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare, startN8n } from '../../sandbox/n8n/environment.mjs';
import { n8n2 } from '../../sandbox/n8n/generations.mjs';
import { startModel } from '../../sandbox/n8n/model.mjs';
import { cache, examples } from '../../sandbox/n8n/paths.mjs';
import { startPortal } from '../../sandbox/n8n/portal.mjs';
import { freePort } from '../../sandbox/n8n/ports.mjs';
import { workflowsIn } from '../../sandbox/n8n/workflows.mjs';
import { allOperationsWorkflow } from './allOperations.mjs';
import { withOAuth2 } from './oauth2-copy.mjs';

/** Room for n8n's own second port. */
const PORTAL_DISTANCE = 12;

const ownWorkflows = fileURLToPath(new URL('./workflows', import.meta.url));

/**
 * What the tests play on: a fresh n8n with the packed node, the stand-ins for a portal and for a language model in this
 * process, and all workflows.
 * @param {string} name of its folder below .cache, which is emptied first
 * @param {object} [options]
 * @param {number} [options.port] where n8n begins to look for a free one; any when left out. The portal takes one after it.
 * @param {import('../../sandbox/n8n/generations.mjs').Generation} [options.generation] which n8n
 * @returns {Promise<Stage>}
 *
 * @typedef {object} Stage
 * @property {string} folder
 * @property {any} portal the stand-in portal (sandbox/portal), with its data and recordings
 * @property {import('../../sandbox/model/index.js').Model} model the stand-in for a language model
 * @property {import('../../sandbox/n8n/n8n-api.mjs').N8nApi} api signed in as the owner
 * @property {ReturnType<typeof import('../../sandbox/n8n/n8n.mjs').n8nIn>} n8n
 * @property {import('../../sandbox/n8n/process.mjs').BackgroundProcess & { url: string }} server n8n's
 * @property {string[]} secrets that must not show up anywhere: the webhook's code, the application's secret, the tokens
 * @property {(meanwhile?: () => void) => Promise<void>} restart ends n8n and starts it again at the same address
 * @property {() => Promise<void>} close ends n8n and the stand-ins
 */
export async function openStage(name, { port = 0, generation = n8n2 } = {}) {
	const { tarball } = await prepare(generation);
	const folder = path.join(cache, name);
	await rm(folder, { recursive: true, force: true });

	const own = [...(await workflowsIn(ownWorkflows)), allOperationsWorkflow()];
	const { portal, access } = await startPortal({ port: await freePort(port && port + PORTAL_DISTANCE) });
	const model = await startModel({ port: await freePort(0) });
	const closeStandIns = async () => {
		await portal.close();
		await model.close();
	};
	try {
		const started = await startN8n({
			dataFolder: folder,
			tarball,
			portal: access,
			model,
			workflows: [...(await workflowsIn(examples)), ...own, ...own.map(withOAuth2)],
			port,
			generation,
		});
		const stage = {
			folder,
			portal,
			model,
			secrets: secretsIn(access),
			...started,
			async restart(meanwhile = () => {}) {
				const { url } = stage.server;
				await stage.server.stop();
				meanwhile();
				stage.server = await started.n8n.start(Number(new URL(url).port));
				if (stage.server.url !== url) throw new Error(`n8n is at ${stage.server.url} now, not at ${url}`);
			},
			async close() {
				await stage.server.stop();
				await closeStandIns();
			},
		};
		return stage;
	} catch (error) {
		await closeStandIns();
		throw error;
	}
}

/** @param {import('../../sandbox/n8n/credentials.mjs').PortalAccess} access */
function secretsIn({ webhookUrl, application, tokens }) {
	const code = webhookUrl.split('/').at(-2);
	return [code, application.clientSecret, tokens.access_token, tokens.refresh_token];
}
