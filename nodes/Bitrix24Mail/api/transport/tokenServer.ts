import type { IAllExecuteFunctions } from 'n8n-workflow';
import { isObject, readError } from '../response';
import { causesOf, networkCodeOf, withinTime, type Cause } from './http';
import type { Line } from './context';
import { OWN_CODES, type Refusal } from '../call';

/**
 * Has n8n renew an OAuth2 token at the token server, and store the new one. n8n's own requests do so after a 401, and then
 * nobody can tell whether it is the portal or the token server that does not answer.
 *
 * @returns why there is no new token; nothing when there is one. Secrets are hidden.
 * @see https://apidocs.bitrix24.com/settings/oauth/index.html
 */
export async function renewToken({ sender, connection, options }: Line): Promise<Refusal | undefined> {
	const { refreshOAuth2Token } = sender.helpers;
	try {
		const renewing = refreshOAuth2Token.call(sender as IAllExecuteFunctions, connection.credentialType);
		// n8n 1 would wait for ever.
		const token: unknown = await withinTime(renewing, options.timeout);
		return token === undefined ? { code: OWN_CODES.tokenServerTimeout, text: '' } : undefined;
	} catch (error) {
		const { code, text, ...rest } = readThrown(error);
		return { ...rest, code: connection.redact(code), text: connection.redact(text) };
	}
}

function readThrown(error: unknown): Refusal {
	const causes = [...causesOf(error)];
	const refusal = causes.map(fromTokenServer).find((known) => known !== undefined);
	if (refusal) return refusal;
	const network = networkCodeOf(causes);
	if (network) {
		const isTimeout = network.code === OWN_CODES.timeout;
		const code = isTimeout ? OWN_CODES.tokenServerTimeout : OWN_CODES.tokenServerUnavailable;
		return { code, text: network.text };
	}
	const [outermost] = causes;
	const text = typeof outermost?.message === 'string' ? outermost.message : '';
	return { code: OWN_CODES.noToken, text };
}

/** What the token server answered in place of a token. */
function fromTokenServer({ code, body, failure, status, response }: Cause): Refusal | undefined {
	// OAuth 2.0's own errors.
	if (code === 'EAUTH' && isObject(body) && 'error' in body) return readError(body);
	// n8n 2 says so, in place of the first of them.
	if (isObject(failure) && failure.cause === 'credential-invalid') return { code: 'invalid_grant', text: '' };
	// Its answer may hold new tokens, which nobody knows yet as secrets: the status is all that is told of it.
	const answered = isObject(response) ? response.status : status;
	if (typeof answered !== 'number') return undefined;
	const ownCode = answered >= 500 ? OWN_CODES.tokenServerUnavailable : OWN_CODES.noToken;
	return { code: ownCode, text: `HTTP status ${answered}` };
}
