import type { IAllExecuteFunctions } from 'n8n-workflow';
import { isObject } from '../../util/json';
import { parseError } from '../response';
import { withinTime } from './timeout';
import { causesOf, networkError, type Cause } from './thrownError';
import type { RequestContext } from './context';
import { LOCAL_CODES, type CallError } from '../call';

/**
 * Has n8n refresh an OAuth2 token at the token server, and store the new one. n8n's own requests do so after
 * a 401, and then nobody can tell whether it is the portal or the token server that does not answer.
 *
 * @returns why there is no new token; nothing when there is one. Secrets are hidden.
 * @see https://apidocs.bitrix24.com/settings/oauth/index.html
 */
export async function refreshToken({
	n8n,
	connection,
	options,
}: RequestContext): Promise<CallError | undefined> {
	const { refreshOAuth2Token } = n8n.helpers;
	try {
		const refreshing = refreshOAuth2Token.call(n8n as IAllExecuteFunctions, connection.credentialType);
		// n8n 1 would wait for ever.
		const token: unknown = await withinTime(refreshing, options.timeout);
		return token === undefined ? { code: LOCAL_CODES.tokenServerTimeout, text: '' } : undefined;
	} catch (error) {
		const { code, text } = readThrown(error);
		return { code: connection.redact(code), text: connection.redact(text) };
	}
}

function readThrown(thrown: unknown): CallError {
	const causes = [...causesOf(thrown)];
	const answered = causes.map(fromTokenServer).find((known) => known !== undefined);
	if (answered) return answered;
	const network = networkError(causes);
	if (network) {
		const isTimeout = network.code === LOCAL_CODES.timeout;
		const code = isTimeout ? LOCAL_CODES.tokenServerTimeout : LOCAL_CODES.tokenServerUnavailable;
		return { code, text: network.text };
	}
	const [outermost] = causes;
	const text = typeof outermost?.message === 'string' ? outermost.message : '';
	return { code: LOCAL_CODES.noToken, text };
}

/** What the token server answered in place of a token. */
function fromTokenServer({ code, body, failure, status, response }: Cause): CallError | undefined {
	// OAuth 2.0's own errors.
	if (code === 'EAUTH' && isObject(body) && 'error' in body) return parseError(body);
	// n8n 2 says so, in place of the first of them.
	if (isObject(failure) && failure.cause === 'credential-invalid') return { code: 'invalid_grant', text: '' };
	// Its answer may hold new tokens, which nobody knows yet as secrets: the status is all that is told of it.
	const answered = isObject(response) ? response.status : status;
	if (typeof answered !== 'number') return undefined;
	const ownCode = answered >= 500 ? LOCAL_CODES.tokenServerUnavailable : LOCAL_CODES.noToken;
	return { code: ownCode, text: `HTTP status ${answered}` };
}
