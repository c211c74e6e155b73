import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { parseAddress, parsePortalUrl, refusal } from './portalAddress';
import { readRequestLimit, type RequestLimit } from './requestLimit';
import { parseWebhookUrl } from './webhook';

export type CredentialType = 'bitrix24MailWebhookApi' | 'bitrix24MailOAuth2Api';

/** All that the rest of the package may know of a credential: no secret can be read from it. */
export interface Connection {
	readonly credentialType: CredentialType;
	/** Where the portal lives: `https://host[:port][/prefix]`, no slash at the end. */
	readonly portal: string;
	/** How fast the portal takes requests. */
	readonly requestLimit: RequestLimit;
	/** Blots the credential's secrets out of a text, in plain, URL-encoded and base64 form. */
	readonly redact: (text: string) => string;
}

/** What n8n keeps of the token server's answer. */
interface OAuthToken {
	access_token?: unknown;
	refresh_token?: unknown;
}

const READERS: Record<CredentialType, (data: ICredentialDataDecryptedObject) => Pick<Connection, 'portal'>> =
	{
		bitrix24MailWebhookApi: ({ webhookUrl }) => parseWebhookUrl(webhookUrl),
		bitrix24MailOAuth2Api: ({ portalUrl, accessTokenUrl, oauthTokenData }) => {
			// n8n sends the client secret and the refresh token there, when it renews the access token.
			parseAddress(accessTokenUrl, 'Access Token URL');
			// n8n fills in an empty text where there is no token yet.
			if (!(oauthTokenData as OAuthToken | undefined)?.access_token) {
				throw refusal(
					'Connect my account',
					'was not used yet',
					'Open the credential and connect it to Bitrix24.',
				);
			}
			return { portal: parsePortalUrl(portalUrl) };
		},
	};

/** Any webhook URL, also one of another credential, and tokens in a query. */
const SECRET_PATTERNS: Array<[RegExp, string]> = [
	[/(\/rest\/(?:api\/)?\d+\/)[A-Za-z0-9_-]{4,}/gi, '$1***'],
	[/\b((?:auth|access_token|refresh_token|client_secret)["']?\s*[=:]\s*["']?)[^\s"'&,}<]+/gi, '$1***'],
	[/\b(Bearer\s+)[A-Za-z0-9._~+/=-]+/gi, '$1***'],
];

/**
 * Reads a credential.
 *
 * @param credentialType the name of the credential's type
 * @param data the decrypted fields; they are not kept
 * @throws UserError when the credential can't be used safely or was never connected
 */
export function connect(credentialType: CredentialType, data: ICredentialDataDecryptedObject): Connection {
	const { portal } = READERS[credentialType](data);
	const spellings = secretsOf(credentialType, data).flatMap(spellingsOf);
	return {
		credentialType,
		portal,
		requestLimit: readRequestLimit(data),
		redact: (text) => {
			const withoutKnown = spellings.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
			return SECRET_PATTERNS.reduce(
				(rest, [pattern, replacement]) => rest.replace(pattern, replacement),
				withoutKnown,
			);
		},
	};
}

function secretsOf(credentialType: CredentialType, data: ICredentialDataDecryptedObject): string[] {
	const token = (data.oauthTokenData || {}) as OAuthToken;
	const secrets =
		credentialType === 'bitrix24MailWebhookApi'
			? [parseWebhookUrl(data.webhookUrl).code]
			: [data.clientSecret, token.access_token, token.refresh_token];
	return secrets.filter((secret): secret is string => typeof secret === 'string' && secret !== '');
}

function spellingsOf(secret: string): string[] {
	return [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')];
}
