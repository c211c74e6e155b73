import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { parseWebhookUrl, signRequest } from './webhook';

/**
 * Signs and sends requests in the test of a webhook credential, where n8n has nothing but its older request
 * helper, which signs nothing.
 *
 * @param data the decrypted fields of the credential; they are not kept
 * @param helpers those of the test
 * @returns what stands in for n8n's helper of that name: it answers as that one does, whatever the status is
 * @throws UserError when the credential can't be used safely
 */
export function signingHelper(
	{ webhookUrl }: ICredentialDataDecryptedObject,
	{ request: send }: ICredentialTestFunctions['helpers'],
): Pick<IAllExecuteFunctions['helpers'], 'httpRequestWithAuthentication'> {
	const webhook = parseWebhookUrl(webhookUrl);
	return {
		httpRequestWithAuthentication: async (_credentialType: string, options: IHttpRequestOptions) => {
			const { url, baseURL, ...signed } = signRequest(webhook, options);
			const names = { uri: url, json: true, simple: false, resolveWithFullResponse: true };
			return (await send({ ...signed, ...names })) as unknown;
		},
	};
}
