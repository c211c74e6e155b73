import { credentialIds } from './names.mjs';

/**
 * The credentials of the playground, in the form that `n8n import:credentials` reads: what a user would enter, and for
 * OAuth2 also the tokens, with which n8n shows the account as connected.
 * @param {PortalAccess} access
 * @param {ModelAccess} [model] the stand-in for a language model, where there is one
 * @returns {object[]}
 *
 * @typedef {object} PortalAccess what one has to know of a portal to call it
 * @property {string} url without a slash at its end
 * @property {string} tokenUrl
 * @property {string} webhookUrl with the secret code
 * @property {{ clientId: string, clientSecret: string }} application
 * @property {object} tokens as the token endpoint answers: access_token, refresh_token, expires_in, …
 *
 * @typedef {{ url: string, apiKey: string }} ModelAccess
 */
export function credentialsFor({ url, tokenUrl, webhookUrl, application, tokens }, model) {
	return [
		{ ...credentialIds.webhook, type: 'bitrix24MailWebhookApi', data: { webhookUrl } },
		{
			...credentialIds.oAuth2,
			type: 'bitrix24MailOAuth2Api',
			data: {
				portalUrl: url,
				accessTokenUrl: tokenUrl,
				clientId: application.clientId,
				clientSecret: application.clientSecret,
				oauthTokenData: tokens,
			},
		},
		...(model
			? [{ ...credentialIds.model, type: 'openAiApi', data: { apiKey: model.apiKey, url: model.url } }]
			: []),
	];
}
