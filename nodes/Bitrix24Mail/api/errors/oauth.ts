import { LOCAL_CODES } from '../call';
import { SUBSCRIPTION_MISSING } from './causes';
import type { ErrorSpec } from './types';

/**
 * Errors of an OAuth2 account: mostly of the token server, when an access token is refreshed.
 *
 * @see https://apidocs.bitrix24.com/settings/oauth/index.html
 */
export const oauthErrors: readonly ErrorSpec[] = [
	{
		code: 'expired_token',
		usualStatus: 401,
		what: 'the access token has expired and could not be renewed',
		next: 'Open the credential and connect it again.',
		concerns: 'all',
	},
	{
		code: 'invalid_grant',
		what: 'the connection to Bitrix24 has expired',
		next: 'Reconnect the credential. Access was revoked, or it wasn’t used for 180 days.',
		concerns: 'all',
	},
	{
		code: 'invalid_client',
		what: 'Bitrix24’s OAuth server doesn’t recognize the app',
		next: 'Compare the application ID and application key in the credential with those of the local application in Bitrix24.',
		concerns: 'all',
	},
	{
		code: 'invalid_request',
		what: 'Bitrix24’s OAuth server rejected the request',
		next: 'Check the Access Token URL in the credential.',
		concerns: 'all',
	},
	{
		code: 'invalid_scope',
		what: 'Bitrix24’s OAuth server rejected the permissions',
		next: 'In Bitrix24, add “mail” and “mailservice” to the local application under Assign permissions, save, and reconnect the credential.',
		concerns: 'all',
	},
	{ code: 'PAYMENT_REQUIRED', ...SUBSCRIPTION_MISSING },
	{
		code: LOCAL_CODES.tokenServerTimeout,
		what: 'Bitrix24’s OAuth server did not answer in time',
		next: 'The access token has expired, so nothing was carried out. Run it again in a few minutes. If it keeps happening, check the Access Token URL in the credential, and the network between n8n and that server.',
		concerns: 'all',
	},
	{
		code: LOCAL_CODES.tokenServerUnavailable,
		what: 'Bitrix24’s OAuth server can’t be reached',
		next: 'The access token has expired, so nothing was carried out. Check the Access Token URL in the credential, and that n8n can reach that server.',
		concerns: 'all',
	},
	{
		code: LOCAL_CODES.noToken,
		what: 'Bitrix24’s OAuth server gave no new access token',
		next: 'The access token has expired, so nothing was carried out. Check the Access Token URL in the credential, then reconnect it.',
		concerns: 'all',
	},
];
