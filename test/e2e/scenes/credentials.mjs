import { credentialIds } from '../../../sandbox/n8n/names.mjs';
import { dialog } from './areas.mjs';

/** The dialogs of the credentials, step by step. @type {Record<string, import('./index.mjs').Scene>} */
export const credentialScenes = {
	'credential-webhook': {
		height: 875,
		show: showTested,
	},
	'credential-oauth2': {
		height: 1100,
		show: showConnected,
	},
	'credentials/webhook-1-empty': {
		height: 800,
		area: dialog,
		async show(editor) {
			await editor.startWith('Get many mailboxes');
			await editor.credential.create('Webhook');
		},
	},
	'credentials/webhook-2-tested': {
		height: 800,
		area: dialog,
		show: showTested,
	},
	'credentials/webhook-3-refused': {
		height: 800,
		area: dialog,
		async show(editor, { portal }) {
			await editor.startWith('Get many mailboxes');
			await editor.credential.create('Webhook');
			await editor.credential.fill({ webhookUrl: `${portal.url}/rest/1/wrong0code0wrong/` });
			await editor.credential.save();
			await editor.credential.refusal();
			await editor.closeNotes();
		},
	},
	'credentials/oauth2-1-filled': {
		height: 1250,
		area: dialog,
		async show(editor) {
			await editor.startWith('Get many mailboxes');
			await editor.credential.create('OAuth2');
			// All fields at once: n8n's dialog grows no further than this, and scrolls.
			await editor.page.addStyleTag({ content: '.el-dialog { max-height: none !important }' });
			await editor.credential.fill({
				clientId: 'local.0123456789abcd.01234567',
				clientSecret: 'the application’s key, which nobody sees',
				portalUrl: 'company.bitrix24.com',
			});
		},
	},
	'credentials/oauth2-2-connected': {
		height: 800,
		area: dialog,
		show: showConnected,
	},
};

async function showTested(editor) {
	await editor.openCredential(credentialIds.webhook.id);
	await editor.credential.says('Connection tested successfully');
}

async function showConnected(editor) {
	await editor.openCredential(credentialIds.oAuth2.id);
	await editor.credential.says('Account connected');
}
