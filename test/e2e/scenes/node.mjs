import { nodeCreator, panel } from './areas.mjs';

/** The node in the editor. @type {Record<string, import('./index.mjs').Scene>} */
export const nodeScenes = {
	editor: {
		height: 875,
		async show(editor) {
			await editor.openWorkflow('b24SupportInbox1');
			await editor.execute();
		},
	},
	'node-panel': {
		height: 875,
		async show(editor) {
			await editor.openWorkflow('b24SupportInbox1');
			await editor.execute();
			await editor.openNode('Create a task');
		},
	},
	'node-search': {
		height: 500,
		area: nodeCreator,
		async show(editor) {
			await editor.newWorkflow();
			await editor.searchNode('bitrix');
		},
	},
	'node-actions': {
		height: 1150,
		area: nodeCreator,
		async show(editor) {
			await editor.newWorkflow();
			await editor.searchNode('bitrix');
			await editor.showActions();
		},
	},
	list: {
		height: 640,
		area: panel,
		async show(editor) {
			await editor.startWith('Get mailbox');
			await editor.openList('mailboxId');
			await editor.page.getByTestId('rlc-item').first().waitFor();
		},
	},
	'error-panel': {
		height: 640,
		area: panel,
		async show(editor) {
			await editor.openWorkflow('b24Refused00000');
			await editor.execute('error');
			await editor.openNode('Get a service that is not there');
		},
	},
	'ai-tool': {
		height: 900,
		area: panel,
		async show(editor) {
			await editor.openWorkflow('b24MailSetupAgent');
			await editor.openNode('List mail services');
		},
	},
};
