import { UserError, type IAllExecuteFunctions, type ICredentialDataDecryptedObject } from 'n8n-workflow';
import { parseAddress, parsePortalUrl } from './portalAddress';
import { readRequestLimit, type RateLimit } from './requestLimit';
import { secretsOf, type Secrets } from './secrets';
import { parseWebhookUrl } from './webhook';

/** Nobody has connected the OAuth2 credential to an account yet. */
export class NotConnectedError extends UserError {
	constructor() {
		super('This credential isn’t connected yet. Open it and select Connect.');
	}
}

export type CredentialType = 'bitrix24MailWebhookApi' | 'bitrix24MailOAuth2Api';

/** All that the rest of the package may know of a credential: no secret can be read from it. */
export interface Connection {
	readonly credentialType: CredentialType;
	/** Where the portal lives: `https://host[:port][/prefix]`, no slash at the end. */
	readonly portal: string;
	/** How fast the portal takes requests. */
	readonly rateLimit: RateLimit;
	/** Finds the credential's secrets in what the portal answers. */
	readonly secrets: Secrets;
	/** Hides secrets in a text that people read. */
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
				throw new NotConnectedError();
			}
			return { portal: parsePortalUrl(portalUrl) };
		},
	};

/**
 * Reads a credential.
 *
 * @param credentialType the name of the credential's type
 * @param data the decrypted fields; they are not kept
 * @throws UserError when the credential can't be used safely or was never connected
 */
export function connect(credentialType: CredentialType, data: ICredentialDataDecryptedObject): Connection {
	const { portal } = READERS[credentialType](data);
	const secrets = secretsOf(READERS_OF_SECRETS[credentialType](data), portal);
	return {
		credentialType,
		portal,
		rateLimit: readRequestLimit(data),
		secrets,
		redact: secrets.redactForPeople,
	};
}

const READERS_OF_SECRETS: Record<CredentialType, (data: ICredentialDataDecryptedObject) => unknown[]> = {
	bitrix24MailWebhookApi: ({ webhookUrl }) => [parseWebhookUrl(webhookUrl).code],
	bitrix24MailOAuth2Api: ({ clientSecret, oauthTokenData }) => {
		const { access_token, refresh_token } = (oauthTokenData || {}) as OAuthToken;
		return [clientSecret, access_token, refresh_token];
	},
};

/**
 * Reads the credential that a node uses.
 *
 * @param authentication the value of the node's parameter of that name
 * @throws UserError when the credential can't be used safely or was never connected
 */
export async function openConnection(
	context: Pick<IAllExecuteFunctions, 'getCredentials'>,
	authentication: unknown,
): Promise<Connection> {
	const credentialType = authentication === 'oAuth2' ? 'bitrix24MailOAuth2Api' : 'bitrix24MailWebhookApi';
	return connect(credentialType, await context.getCredentials(credentialType));
}
