import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packProject } from '../../scripts/package.mjs';
import { step, upToDate } from './console.mjs';
import { credentialsFor } from './credentials.mjs';
import { provideDataTables } from './data-tables.mjs';
import { n8n2 } from './generations.mjs';
import { installN8n } from './install-n8n.mjs';
import { n8nIn } from './n8n.mjs';
import { signIn } from './n8n-api.mjs';
import { packageName } from './names.mjs';
import { installPackage } from './package.mjs';
import { buildPortal } from './portal.mjs';
import { run } from './process.mjs';
import { nodeForN8n } from './runtime.mjs';
import { hashOf, isStamped, stamp } from './stamp.mjs';

const registration = fileURLToPath(new URL('register-package.mjs', import.meta.url));

/**
 * Gets ready what does not depend on a data folder: n8n, the packed node, and the stand-in portal's program. When another
 * process does so in the same checkout, it waits for that one first.
 * @param {import('./generations.mjs').Generation} [generation] which n8n
 * @returns {Promise<{ tarball: string }>} the packed node
 */
export async function prepare(generation = n8n2) {
	await installN8n(n8n2);
	if (generation !== n8n2) await installN8n(generation);
	const { tarball } = await packProject();
	await buildPortal();
	return { tarball };
}

/**
 * Starts n8n with the node installed, a credential of each kind for the given portal, and workflows to run.
 * @param {object} options
 * @param {string} options.dataFolder what n8n stores; an existing one is continued
 * @param {string} options.tarball the packed node
 * @param {import('./credentials.mjs').PortalAccess} options.portal
 * @param {import('./credentials.mjs').ModelAccess} [options.model] for workflows with a language model
 * @param {object[]} options.workflows imported when they differ from what was imported last: edits made in n8n stay
 * @param {number} options.port the port to begin looking for a free one with
 * @param {import('./generations.mjs').Generation} [options.generation] which n8n
 * @param {Record<string, string>} [options.settings] more environment variables
 * @returns {Promise<{ n8n: ReturnType<typeof n8nIn>, api: import('./n8n-api.mjs').N8nApi, server: import('./process.mjs').BackgroundProcess & { url: string } }>}
 */
export async function startN8n({
	dataFolder,
	tarball,
	portal,
	model,
	workflows,
	port,
	generation = n8n2,
	settings = {},
}) {
	const n8n = n8nIn(dataFolder, settings, generation);
	const manifest = await step('Installing the node in n8n', async () => {
		await installPackage(tarball, n8n.folder, generation);
		return path.join(n8n.folder, 'nodes', 'node_modules', packageName, 'package.json');
	});

	// Every time: the portal's addresses and tokens are new whenever the portal is.
	await step('Importing the credentials', () => n8n.import('credentials', credentialsFor(portal, model)));

	const stampFile = path.join(dataFolder, 'workflows.stamp');
	const wanted = await hashOf(dataFolder, [], workflows);
	const isThere = await isStamped(stampFile, wanted);
	if (isThere) upToDate('The workflows');
	else await step('Importing the workflows', () => n8n.import('workflow', workflows));

	return await step('Starting n8n', async () => {
		const database = path.join(n8n.folder, 'database.sqlite');
		await run(nodeForN8n().binary, [
			'--disable-warning=ExperimentalWarning',
			registration,
			database,
			manifest,
		]);
		const server = await n8n.start(port);
		const api = await signIn(server.url, generation);
		if (!isThere) {
			await provideDataTables(api, workflows);
			await stamp(stampFile, wanted);
		}
		return { n8n, server, api };
	});
}
