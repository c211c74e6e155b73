import {
	UserError,
	type ICredentialTestFunction,
	type INode,
	type INodeCredentialTestResult,
} from 'n8n-workflow';
import { connect } from '../../../credentials/shared/connection';
import { messageForStatus, NOT_BITRIX24, PERMISSIONS } from '../../../credentials/shared/credentialTest';
import { signingHelper } from '../../../credentials/shared/testHelper';
import { callOf, LOCAL_CODES, type CallError } from '../api/call';
import { createClient, INTERACTIVE_TIMEOUT_MS, type N8nContext } from '../api/client';

/**
 * The test of a webhook credential in n8n's dialog: asks Bitrix24 for the webhook's permissions. One of the
 * two is enough, as somebody may want no more of it than that; n8n's dialog shows no message of a test that
 * succeeds.
 *
 * @returns what is wrong, and what to do; it holds no secret, whatever Bitrix24 answers
 * @see https://apidocs.bitrix24.com/api-reference/common/system/scope.html
 */
export const testWebhook: ICredentialTestFunction = async function ({ data = {} }) {
	try {
		const connection = connect('bitrix24MailWebhookApi', data);
		const n8n = { helpers: signingHelper(data, this.helpers), getNode: () => ({}) as INode };
		const http = { timeout: INTERACTIVE_TIMEOUT_MS };
		const client = createClient(n8n as unknown as N8nContext, connection, { http, isProbe: true });
		const outcome = await client.call(callOf('scope'));
		const { host } = new URL(connection.portal);
		const result = outcome.ok ? verdict(outcome.payload as string[]) : failed(reasonOf(outcome.error, host));
		return { ...result, message: connection.redact(result.message) };
	} catch (error) {
		return failed(error instanceof UserError ? error.message : 'The credential could not be tested.');
	}
};

const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

/** Why there was no answer, by our own codes. */
const NO_ANSWER: Record<string, (host: string) => string> = {
	[LOCAL_CODES.timeout]: (host) =>
		`${host} didn’t answer within ${INTERACTIVE_TIMEOUT_MS / 1_000} seconds. Check the address and your network, or test again later.`,
	[LOCAL_CODES.certificate]: (host) =>
		`The certificate of ${host} isn’t trusted. Add it to n8n: set the environment variable NODE_EXTRA_CA_CERTS to the path of its file.`,
	[LOCAL_CODES.notAnAnswer]: () => NOT_BITRIX24,
};

/** Why there is no list of permissions: an error with a status is an answer. */
function reasonOf({ code, text, status }: CallError, host: string): string {
	if (status === undefined) {
		return NO_ANSWER[code]?.(host) ?? `Can’t reach ${host}. Check the address and your network.`;
	}
	if (status < 300) return NOT_BITRIX24;
	if (code === 'insufficient_scope') return NO_PERMISSIONS;
	if (status === 401) return UNKNOWN_WEBHOOK;
	const message = messageForStatus(status);
	return code === LOCAL_CODES.redirect ? `${message} ${text}` : message;
}

const UNKNOWN_WEBHOOK =
	'Bitrix24 doesn’t recognize this webhook. It may have been deleted or have expired, or its URL may have changed: open it in Bitrix24 and copy its URL again.';

const NO_PERMISSIONS =
	'Connected, but this webhook has no permissions. In Bitrix24, open it, add “mail” and “mailservice” under Assign permissions, and save.';

function verdict(permissions: readonly string[]): INodeCredentialTestResult {
	const granted = permissions.filter((name) => name !== '');
	if (granted.length === 0) return failed(NO_PERMISSIONS);

	const missing = PERMISSIONS.filter((permission) => !granted.includes(permission));
	if (missing.length === 0) return { status: 'OK', message: 'Connection successful!' };
	const names = missing.map((permission) => `“${permission}”`).join(' and ');
	const advice = `In Bitrix24, open it, add ${names} under Assign permissions, and save.`;
	return missing.length < PERMISSIONS.length
		? { status: 'OK', message: `Connected. This webhook doesn’t have the ${names} permission. ${advice}` }
		: failed(`Connected, but this webhook doesn’t have the ${names} permissions. ${advice}`);
}
