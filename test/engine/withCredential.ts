import type { ICredentialDataDecryptedObject, ICredentialType } from 'n8n-workflow';
import { CredentialsHelper, CredentialsStore } from './credentials';
import { NODE_TYPE } from './nodes';
import { packageCredentials } from './packageUnderTest';

/** The package's credential types. */
export type CredentialName = 'bitrix24MailWebhookApi' | 'bitrix24MailOAuth2Api';

/** A credential and where it lives. */
export interface WithCredential {
	credential: { type: CredentialName; data: ICredentialDataDecryptedObject };
	/**
	 * Share one between runs: `credential.data` is stored by the first of them, the others use what is stored then,
	 * a renewed OAuth2 token for one. By default, each run has its own.
	 */
	credentialsStore?: CredentialsStore;
	/** Other credential types than the package's. */
	credentialTypes?: ICredentialType[];
}

/**
 * A credentials helper that knows the given credential.
 *
 * @param from with the full names of the nodes that may use it; the package's node by default
 */
export async function helperFor(
	from: WithCredential & { supportedNodes?: string[] },
): Promise<CredentialsHelper> {
	const { credential, credentialsStore: store = new CredentialsStore(), supportedNodes: names } = from;
	if (!store.has(credential.type)) store.write(credential.type, credential.data);
	const types = from.credentialTypes ?? (await packageCredentials());
	const supportedNodes = Object.fromEntries(types.map(({ name }) => [name, names ?? [NODE_TYPE]]));
	return new CredentialsHelper(store, types, supportedNodes);
}
