import type { IAllExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { proxyRisk } from '../../../../credentials/shared/proxyRisk';
import type { Secrets } from '../../../../credentials/shared/secrets';
import { LOCAL_CODES, type CallError } from '../call';
import { parseResponse, type HttpResponse, type Reply } from '../response';
import type { HttpContent } from './content';
import type { N8nContext, RequestContext } from './context';
import { redactBody } from './redactBody';
import { hostIn, readThrown } from './thrownError';
import { withinTime } from './timeout';

/**
 * Sends one signed POST request with a JSON body, waits for its answer, and parses it.
 *
 * n8n signs it: with the OAuth2 token, or by the webhook credential's own `authenticate`. What n8n throws can
 * carry the whole request, so nothing of it leaves this function but plain facts.
 *
 * @returns the answer; or the error, be it Bitrix24's or the network's. Secrets that either held are hidden.
 */
export async function post(
	{ n8n, connection, options }: RequestContext,
	{ url, body, idempotencyKey }: HttpContent,
): Promise<Reply> {
	const request: IHttpRequestOptions = {
		...options,
		method: 'POST',
		url,
		body,
		headers: {
			'Content-Type': 'application/json',
			Accept: 'application/json',
			...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
		},
		returnFullResponse: true,
		// The portal's address must not lead a signed request elsewhere.
		disableFollowRedirect: true,
		// A 401, thrown, would make n8n renew an OAuth2 token, and send a webhook's request again for nothing.
		ignoreHttpStatusErrors: true,
	};
	// The webhook credential would refuse it by itself; n8n signs for the OAuth2 one whatever the options are.
	if (proxyRisk(request, new URL(url)))
		return { ok: false, error: { code: LOCAL_CODES.unsafeProxy, text: '' } };
	const received = await send(n8n, connection.credentialType, request);
	connection.secrets.learnFrom(request.headers ?? {});
	if ('code' in received) return { ok: false, error: errorWithoutSecrets(received, connection.secrets) };
	const response = responseWithoutSecrets(received, connection.secrets);
	return parseResponse(response);
}

async function send(
	n8n: N8nContext,
	credentialType: string,
	request: IHttpRequestOptions,
): Promise<HttpResponse | CallError> {
	const { httpRequestWithAuthentication } = n8n.helpers;
	try {
		const sent = httpRequestWithAuthentication.call(n8n as IAllExecuteFunctions, credentialType, request);
		const response = (await withinTime(sent, request.timeout)) as IN8nHttpFullResponse | undefined;
		if (response === undefined) return { code: LOCAL_CODES.timeout, text: '' };
		const { statusCode: status, body, headers } = response;
		return { status, body, movedTo: hostIn(headers) };
	} catch (error) {
		return readThrown(error);
	}
}

function errorWithoutSecrets({ code, text }: CallError, { redactForPeople }: Secrets): CallError {
	return { code: redactForPeople(code), text: redactForPeople(text) };
}

function responseWithoutSecrets({ status, body, movedTo }: HttpResponse, secrets: Secrets): HttpResponse {
	const host = movedTo === undefined ? undefined : secrets.redactForPeople(movedTo);
	return { status, body: redactBody(body, secrets), movedTo: host };
}
