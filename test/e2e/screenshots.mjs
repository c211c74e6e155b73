/**
 * `npm run docs:screenshots`: takes the pictures of the documentation in a real n8n. With words behind
 * (`-- operations/ error`), only those whose name has one of them.
 */
import path from 'node:path';
import { root } from '../../sandbox/n8n/paths.mjs';
import { openEditor } from './editor.mjs';
import { allScenes } from './scenes/index.mjs';
import { openStage } from './stage.mjs';

/** n8n's usual port: the pictures show it. */
const N8N_PORT = 5678;

const folder = path.join(root, 'docs', 'images');
const words = process.argv.slice(2);
const wanted = Object.entries(await allScenes()).filter(
	([name]) => words.length === 0 || words.some((word) => name.includes(word)),
);

const stage = await openStage('screenshots', { port: N8N_PORT });
try {
	const editor = await openEditor(stage.server.url);
	try {
		for (const [name, { height, show, area, without }] of wanted) {
			await editor.resize(height);
			await show(editor, stage);
			await editor.picture(path.join(folder, `${name}.png`), await area?.(editor.page), without);
			console.log(`• docs/images/${name}.png`);
		}
	} finally {
		await editor.close();
	}
} finally {
	await stage.close();
}
