import {
	UserError,
	type ICredentialTestFunction,
	type INode,
	type INodeCredentialTestResult,
} from 'n8n-workflow';
import { connect } from '../../../credentials/shared/connection';
import { messageForStatus, NOT_BITRIX24, PERMISSIONS } from '../../../credentials/shared/credentialTest';
import { signingHelper } from '../../../credentials/shared/testHelper';
import { isObject, parseFailure, type HttpResponse } from '../api/response';
import { post, type N8nContext } from '../api/transport/http';
import { CREDENTIAL_TEST_TIMEOUT_MS } from '../api/limits';
import { LOCAL_CODES, type CallError } from '../api/call';

/**
 * The test of a webhook credential in n8n's dialog: asks Bitrix24 for the webhook's permissions. One of the two is enough,
 * as somebody may want no more of it than that; n8n's dialog shows no message of a test that succeeds.
 *
 * @returns what is wrong, and what to do; it holds no secret, whatever Bitrix24 answers
 * @see https://apidocs.bitrix24.com/api-reference/common/system/scope.html
 */
export const testWebhook: ICredentialTestFunction = async function ({ data = {} }) {
	try {
		const connection = connect('bitrix24MailWebhookApi', data);
		const sender = { helpers: signingHelper(data, this.helpers), getNode: () => ({}) as INode };
		const url = `${connection.portal}/rest/scope`;
		const options = { timeout: CREDENTIAL_TEST_TIMEOUT_MS };
		const reply = await post(sender as unknown as N8nContext, connection, { url, body: {} }, options);
		const { host } = new URL(connection.portal);
		const result = 'error' in reply ? failed(noAnswer(reply.error, host)) : verdict(reply.answer);
		return { ...result, message: connection.redact(result.message) };
	} catch (error) {
		return failed(error instanceof UserError ? error.message : 'The credential could not be tested.');
	}
};

const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

/** Why there was no answer, by our own codes. */
const NO_ANSWER: Record<string, (host: string) => string> = {
	[LOCAL_CODES.timeout]: (host) =>
		`${host} didn’t answer within ${CREDENTIAL_TEST_TIMEOUT_MS / 1_000} seconds. Check the address and your network, or test again later.`,
	[LOCAL_CODES.certificate]: (host) =>
		`The certificate of ${host} isn’t trusted. Add it to n8n: set the environment variable NODE_EXTRA_CA_CERTS to its file.`,
	[LOCAL_CODES.notAnAnswer]: () => NOT_BITRIX24,
};

function noAnswer({ code }: CallError, host: string): string {
	return NO_ANSWER[code]?.(host) ?? `Can’t reach ${host}. Check the address and your network.`;
}

const UNKNOWN_WEBHOOK =
	'Bitrix24 doesn’t recognize this webhook. It may have been deleted or have expired, or its URL may have changed: open it in Bitrix24 and copy its URL again.';

const NO_PERMISSIONS =
	'Connected, but this webhook has no permissions. In Bitrix24, open it, add “mail” and “mailservice” under Assign permissions, and save.';

function verdict(answer: HttpResponse): INodeCredentialTestResult {
	const error = parseFailure(answer);
	if (error) return failed(refused(error, answer.status));
	const granted = permissionsIn(answer.body as { result?: unknown });
	if (!granted) return failed(NOT_BITRIX24);
	if (granted.length === 0) return failed(NO_PERMISSIONS);

	const missing = PERMISSIONS.filter((permission) => !granted.includes(permission));
	if (missing.length === 0) return { status: 'OK', message: 'Connection successful!' };
	const names = missing.map((permission) => `“${permission}”`).join(' and ');
	const advice = `In Bitrix24, open it, add ${names} under Assign permissions, and save.`;
	return missing.length < PERMISSIONS.length
		? { status: 'OK', message: `Connected. This webhook doesn’t have the ${names} permission. ${advice}` }
		: failed(`Connected, but this webhook doesn’t have the ${names} permissions. ${advice}`);
}

function refused({ code, text }: CallError, status: number): string {
	if (status < 300) return NOT_BITRIX24;
	if (code === 'insufficient_scope') return NO_PERMISSIONS;
	if (status === 401) return UNKNOWN_WEBHOOK;
	const message = messageForStatus(status);
	return code === LOCAL_CODES.redirect ? `${message} ${text}` : message;
}

/** Undefined when it is no list of names. PHP writes a list with gaps as an object. */
function permissionsIn({ result }: { result?: unknown }): string[] | undefined {
	const names: unknown[] | undefined = Array.isArray(result)
		? result
		: isObject(result)
			? Object.values(result)
			: undefined;
	if (!names?.every((name) => typeof name === 'string')) return undefined;
	return names.filter((name) => name !== '');
}
