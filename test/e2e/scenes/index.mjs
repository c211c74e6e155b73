import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { examples } from '../../../sandbox/n8n/paths.mjs';
import { credentialScenes } from './credentials.mjs';
import { exampleScene } from './examples.mjs';
import { nodeScenes } from './node.mjs';
import { operationScenes } from './operations.mjs';
import { triggerScenes } from './trigger.mjs';

/**
 * What a user sees of the node: each scene brings the editor there. The documentation takes its pictures of them, below
 * docs/images/ under the scene's name; the end-to-end tests read what some of them show.
 *
 * @typedef {object} Scene
 * @property {number} height of the window, in pixels
 * @property {(editor: import('../editor.mjs').Editor, stage: import('../stage.mjs').Stage) => Promise<void>} show
 * @property {(page: import('playwright-core').Page) => Promise<import('../editor.mjs').Area>} [area] what the picture
 *   shows; the window when left out
 * @property {string} [without] what the picture leaves out: a selector
 */

/**
 * @returns {Promise<Record<string, Scene>>} all scenes, in an order in which they can be shown one after the other: what
 *   they change in the portal is meant for those after them
 */
export async function allScenes() {
	const files = (await readdir(examples)).filter((name) => name.endsWith('.json')).sort();
	const exampleScenes = await Promise.all(
		files.map(async (name) => {
			const { id } = JSON.parse(await readFile(path.join(examples, name), 'utf8'));
			return [`examples/${path.basename(name, '.json')}`, exampleScene(id)];
		}),
	);
	return {
		...nodeScenes,
		...credentialScenes,
		...triggerScenes,
		...Object.fromEntries(exampleScenes),
		...operationScenes,
	};
}
