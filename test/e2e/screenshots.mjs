/** `npm run docs:screenshots`: takes the pictures of the documentation in a real n8n. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../playground/lib/paths.mjs';
import { openEditor } from './editor.mjs';
import { scenes } from './scenes.mjs';
import { openStage } from './stage.mjs';

const PICTURES = ['editor', 'node-panel', 'credential-webhook', 'credential-oauth2'];

/** n8n's usual port: the pictures show it. */
const N8N_PORT = 5678;

const folder = path.join(root, 'docs', 'images');
await mkdir(folder, { recursive: true });
const stage = await openStage('screenshots', N8N_PORT);
try {
	const editor = await openEditor(stage.server.url);
	try {
		for (const name of PICTURES) {
			await editor.resize(scenes[name].height);
			await scenes[name].show(editor);
			await editor.picture(path.join(folder, `${name}.png`));
			console.log(`• docs/images/${name}.png`);
		}
	} finally {
		await editor.close();
	}
} finally {
	await stage.close();
}
