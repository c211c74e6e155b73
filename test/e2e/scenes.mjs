import { credentialIds } from '../../playground/lib/names.mjs';

/**
 * What a user sees of the node: each scene brings the editor there. The end-to-end tests read what it shows, the
 * documentation takes its pictures of it.
 * @type {Record<string, { height: number, show: (editor: import('./editor.mjs').Editor) => Promise<void> }>}
 */
export const scenes = {
	editor: {
		height: 875,
		async show(editor) {
			await editor.openWorkflow('b24MailboxWalk001');
			await editor.execute();
		},
	},
	'node-panel': {
		height: 875,
		async show(editor) {
			await editor.openWorkflow('b24MailboxWalk001');
			await editor.execute();
			await editor.openNode('Get each mailbox');
		},
	},
	'node-create': {
		height: 1000,
		async show(editor) {
			await editor.openWorkflow('b24OrderService01');
			await editor.openNode('Create a mail service');
		},
	},
	'error-panel': {
		height: 875,
		async show(editor) {
			await editor.openWorkflow('b24Refused00000');
			await editor.execute('error');
			await editor.openNode('Get a service that is not there');
		},
	},
	'credential-webhook': {
		height: 875,
		show: (editor) => editor.openCredential(credentialIds.webhook.id),
	},
	'credential-oauth2': {
		height: 1100,
		show: (editor) => editor.openCredential(credentialIds.oAuth2.id),
	},
};
