/**
 * The names that the playground, the example workflows and the end-to-end tests share.
 * Example workflows refer to the credentials by these ids, so a change here is a change there.
 */

export const packageName = 'n8n-nodes-bitrix24-mail';
export const nodeType = `${packageName}.bitrix24Mail`;
export const nodeDisplayName = 'Bitrix24 Mail';

export const credentialIds = {
	webhook: { id: 'bitrix24MailWebhk', name: 'Bitrix24 Mail webhook (playground)' },
	oAuth2: { id: 'bitrix24MailOAuth', name: 'Bitrix24 Mail OAuth2 (playground)' },
	model: { id: 'standInLanguageM', name: 'Stand-in language model (playground)' },
};

/** The account of the playground's n8n. It guards nothing: that n8n is reachable from this machine only. */
export const owner = {
	email: 'playground@example.com',
	password: 'Playground1',
	firstName: 'Play',
	lastName: 'Ground',
};
