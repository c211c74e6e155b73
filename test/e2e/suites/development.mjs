import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { WATCHING } from '../../../playground/watch.mjs';
import { n8nIn } from '../../../sandbox/n8n/n8n.mjs';
import { signIn } from '../../../sandbox/n8n/n8n-api.mjs';
import { packageName } from '../../../sandbox/n8n/names.mjs';
import { mirror } from '../../../scripts/mirror.js';

/** n8n begins to watch some time after it is ready: what changes before, it does not hear of. */
const TIMEOUT_MS = 60_000;
const AGAIN_MS = 5_000;
const NODE = path.join('nodes', 'Bitrix24Mail', 'Bitrix24Mail.node.js');

/**
 * What `npm run dev` relies on. The last suite: it ends the stage's n8n, and starts it again as `npm run dev` does.
 * @param {import('../stage.mjs').Stage} stage
 */
export function developmentSuite(stage) {
	describe('n8n for development', () => {
		/** @type {import('../../../sandbox/n8n/n8n-api.mjs').N8nApi} */
		let api;
		/** @type {import('../../../sandbox/n8n/process.mjs').BackgroundProcess} */
		let server;
		/** @type {string} */
		let draft;
		const installed = path.join(stage.n8n.folder, 'nodes', 'node_modules', packageName, 'dist');

		before(async () => {
			await stage.server.stop();
			const started = await n8nIn(stage.folder, WATCHING).start(0);
			server = started;
			api = await signIn(started.url);
			draft = await mkdtemp(path.join(tmpdir(), 'draft-'));
			await cp(installed, draft, { recursive: true });
		});
		after(async () => {
			await server?.stop();
			if (draft) await rm(draft, { recursive: true });
		});

		const show = async () => {
			const files = [];
			for (const name of await readdir(draft, { recursive: true })) {
				if ((await stat(path.join(draft, name))).isFile()) files.push(name);
			}
			return await mirror(new Map(files.map((name) => [name, path.join(draft, name)])), installed);
		};

		const isShown = async (text) => {
			const deadline = Date.now() + AGAIN_MS;
			do {
				const types = await fetch(`${api.url}/types/nodes.json`, { headers: { cookie: api.cookie } });
				if ((await types.text()).includes(text)) return true;
				await pause(200);
			} while (Date.now() < deadline);
			return false;
		};

		it('takes over a changed file of the package, and tells the editor', async () => {
			const file = path.join(draft, NODE);
			const code = await readFile(file, 'utf8');
			const [label] = /(?<=displayName: ')Resource(?=')/.exec(code) ?? [];
			assert.ok(label, 'the node has a label to change');
			const deadline = Date.now() + TIMEOUT_MS;
			for (let change = 1; ; change++) {
				const text = `Changed while n8n runs, ${change}`;
				await writeFile(file, code.replace(`displayName: '${label}'`, `displayName: '${text}'`));
				assert.deepEqual(await show(), [NODE]);
				if (await isShown(text)) break;
				assert.ok(Date.now() < deadline, 'the editor is told of the change');
			}
			assert.ok(!server.ended());
		});
	});
}
