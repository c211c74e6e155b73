import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openEditor } from '../editor.mjs';
import { allScenes } from '../scenes/index.mjs';

/** @param {import('../stage.mjs').Stage} stage */
export function editorSuite(stage) {
	describe('the editor', () => {
		/** @type {import('../editor.mjs').Editor} */
		let editor;
		/** @type {Record<string, import('../scenes/index.mjs').Scene>} */
		let scenes;
		before(async () => {
			editor = await openEditor(stage.server.url);
			scenes = await allScenes();
		});
		after(() => editor?.close());

		/** Brings the editor to a scene; its picture is kept beside n8n's log, for whoever looks into a failed test. */
		const show = async (name) => {
			await editor.resize(scenes[name].height);
			try {
				await scenes[name].show(editor, stage);
			} finally {
				await editor.picture(path.join(stage.folder, 'pictures', `${name}.png`));
			}
		};

		it('runs a workflow with the node', async () => {
			await show('editor');
			assert.match(await editor.text('canvas'), /Create a task/);
		});

		it('shows the parameters of an operation and the items of a run', async () => {
			await show('node-panel');
			for (const label of ['Credential', 'Resource', 'Operation', 'Message', 'Additional Fields']) {
				await editor.shows('ndv', label);
			}
			const output = await editor.text('output-panel');
			for (const field of ['success', 'taskId', 'messageId']) assert.ok(output.includes(field), output);
		});

		it('shows a refusal as a sentence, without the raw answer', async () => {
			await show('error-panel');
			const output = await editor.text('output-panel');
			assert.match(output, /there is no mail service with ID 4040/);
			assert.doesNotMatch(output, /[{}]|\[object|undefined/);
			for (const secret of stage.secrets) assert.ok(!output.includes(secret));
		});

		it('shows the fields of an operation that takes many', async () => {
			await editor.resize();
			await editor.openWorkflow('b24Onboarding001');
			await editor.openNode('Create or update');
			for (const label of ['Name', 'Encryption', 'Link', 'Port', 'Server']) {
				await editor.shows('ndv', label);
			}
		});

		it('shows that the webhook credential works', async () => {
			await show('credential-webhook');
			await editor.page.getByText('Connection tested successfully').waitFor();
		});

		it('shows that the OAuth2 credential is connected', async () => {
			await show('credential-oauth2');
			await editor.page.getByText('Account connected').waitFor();
		});

		it('offers the portal’s mail services in a list', async () => {
			await editor.openWorkflow('b24Refused00000');
			await editor.openNode('Get a service that is not there');
			const locator = editor.page.getByTestId('resource-locator-mailServiceId');
			await locator.getByTestId('rlc-mode-selector').click();
			await editor.page.getByTestId('mode-list').click();
			await locator.getByTestId('rlc-input').click();
			for (const service of stage.portal.services.filter(({ ACTIVE }) => ACTIVE === 'Y')) {
				await editor.page.getByTestId('rlc-item').filter({ hasText: service.NAME }).first().waitFor();
			}
			await editor.picture(path.join(stage.folder, 'pictures', 'list.png'));
		});
	});
}
