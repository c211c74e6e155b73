import type {
	IAllExecuteFunctions,
	IDataObject,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import type { Connection } from '../../../../credentials/shared/connection';
import { proxyRisk } from '../../../../credentials/shared/proxyRisk';
import type { Secrets } from '../../../../credentials/shared/secrets';
import type { HttpResponse } from '../response';
import { isObject } from '../response';
import { redactBody } from './redactBody';
import { LOCAL_CODES, type CallError } from '../call';

/** The context that can send a signed request: a node run, or a list in the editor. */
export type N8nContext = Pick<IAllExecuteFunctions, 'helpers' | 'getNode'>;

/** What the user may set for every request under the node's Options; n8n's names. */
export type HttpOptions = Pick<
	IHttpRequestOptions,
	'proxy' | 'timeout' | 'skipSslCertificateValidation' | 'allowedDomains'
>;

/** What goes over the wire in one request. */
export interface HttpContent {
	/** The address, without any secret. */
	readonly url: string;
	/** An object of parameters, or the array of a REST 3.0 batch. */
	readonly body: IDataObject | IDataObject[];
	/**
	 * Makes a write of REST 3.0 safe to repeat: the portal answers a request whose key it knows with its first answer.
	 * No method of the node has it yet; v1 ignores it (Bitrix24 REST 3.0: Idempotency-Key).
	 */
	readonly idempotencyKey?: string;
}

/** The answer, of whatever status; or a error of our own when there was none. */
export type Reply = { answer: HttpResponse } | { error: CallError };

/**
 * Sends one signed POST request with a JSON body and waits for its answer.
 *
 * n8n signs it: with the OAuth2 token, or by the webhook credential's own `authenticate`. What n8n throws can carry the
 * whole request, so nothing of it leaves this function but plain spec.
 *
 * @returns the answer, of whatever status; or a error when there was none. Secrets that either held are hidden.
 */
export async function post(
	sender: N8nContext,
	connection: Connection,
	{ url, body, idempotencyKey }: HttpContent,
	options: HttpOptions,
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
	if (proxyRisk(request, new URL(url))) return { error: { code: LOCAL_CODES.unsafeProxy, text: '' } };
	const reply = await send(sender, connection.credentialType, request);
	connection.secrets.learnFrom(request.headers ?? {});
	return withoutSecrets(reply, connection.secrets);
}

async function send(
	sender: N8nContext,
	credentialType: string,
	request: IHttpRequestOptions,
): Promise<Reply> {
	const { httpRequestWithAuthentication } = sender.helpers;
	try {
		const sent = httpRequestWithAuthentication.call(sender as IAllExecuteFunctions, credentialType, request);
		const response = (await withinTime(sent, request.timeout)) as IN8nHttpFullResponse | undefined;
		if (response === undefined) return { error: { code: LOCAL_CODES.timeout, text: '' } };
		const { statusCode: status, body, headers } = response;
		return { answer: { status, body, movedTo: hostIn(headers) } };
	} catch (error) {
		return readThrown(error);
	}
}

function withoutSecrets(reply: Reply, secrets: Secrets): Reply {
	if ('error' in reply) {
		const { code, text, ...rest } = reply.error;
		return { error: { ...rest, code: secrets.redactForPeople(code), text: secrets.redactForPeople(text) } };
	}
	const { status, body, movedTo } = reply.answer;
	const host = movedTo === undefined ? undefined : secrets.redactForPeople(movedTo);
	return { answer: { status, body: redactBody(body, secrets), movedTo: host } };
}

/**
 * Waits for an answer. n8n's own timeout starts anew with each byte that comes in: an answer that drips would go on for
 * ever.
 *
 * @param timeout what the user set, in milliseconds; the whole may take twice as long
 * @returns nothing when the time is over
 */
export async function withinTime<T>(answer: Promise<T>, timeout: number | undefined): Promise<T | undefined> {
	if (timeout === undefined || !(timeout > 0 && timeout < MAX_TIMEOUT)) return await answer;
	const clock = AbortSignal.timeout(timeout * 2);
	let giveUp = () => {};
	const isOver = new Promise<undefined>((resolve) => {
		giveUp = () => resolve(undefined);
		clock.addEventListener('abort', giveUp);
	});
	try {
		return await Promise.race([answer, isOver]);
	} finally {
		clock.removeEventListener('abort', giveUp);
	}
}

/** Timers take no more than 32 bits; so long, nobody waits. */
export const MAX_TIMEOUT = 2 ** 30;

/** Where a redirect leads: the host only, as the rest of the address may be signed. */
function hostIn(headers: unknown): string | undefined {
	const location = isObject(headers) ? headers.location : undefined;
	return typeof location === 'string' && URL.canParse(location) ? new URL(location).host : undefined;
}

/** Codes of Node.js' network errors, by what they mean for the user. */
const NETWORK_CODES: Array<[RegExp, string]> = [
	[/^ENOTFOUND$/, LOCAL_CODES.unknownHost],
	// The DNS server did not answer: without an address, nothing is sent.
	[/^EAI_AGAIN$/, LOCAL_CODES.noConnection],
	[/^(ETIMEDOUT|ECONNABORTED|ESOCKETTIMEDOUT)$/, LOCAL_CODES.timeout],
	[/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL|EPROTO/, LOCAL_CODES.certificate],
	[/^ERR_CANCELED$|^ABORT_ERR$/, LOCAL_CODES.cancelled],
	[/^ECONNREFUSED$/, LOCAL_CODES.noConnection],
	// EHOSTUNREACH, ENETUNREACH, EPIPE and the others may also come after the request was sent.
	[/^E[A-Z]+$|^ERR_BAD_RESPONSE$|^ERR_STREAM|^HPE_|^UND_ERR/, LOCAL_CODES.brokenConnection],
	[/^ERR_(INVALID|UNESCAPED|UNSUPPORTED|HTTP_INVALID|BAD_OPTION|BAD_REQUEST|FR_)/, LOCAL_CODES.notSent],
	// What was sent packed could not be unpacked: Z_DATA_ERROR, ERR__ERROR_FORMAT_PADDING_1, ZSTD_error_….
	[/^Z_|^ERR_|^ZSTD_/, LOCAL_CODES.notAnAnswer],
];

/**
 * What Node.js says when the connection itself could not be made, whatever the code: the system call, then the code, as in
 * `connect EHOSTUNREACH 192.0.2.1:443`. Later it says `read EHOSTUNREACH`. n8n 1 keeps the call in nothing but this text.
 *
 * @see https://nodejs.org/api/errors.html#class-systemerror
 */
const NEVER_CONNECTED = /^connect E[A-Z]+\b/;

/** The chain of an error and its causes; n8n wraps what the HTTP library threw. */
export function* causesOf(error: unknown): Generator<Cause> {
	const seen = new Set<unknown>();
	for (let next = error; typeof next === 'object' && next !== null && !seen.has(next);) {
		seen.add(next);
		yield next as Cause;
		next = (next as { cause?: unknown }).cause;
	}
}

/**
 * Why there was no answer, as far as Node.js tells.
 *
 * @param causes an error and its causes
 * @returns one of {@link LOCAL_CODES}, with Node.js' own as its text; nothing when it is none of the network's errors
 */
export function networkCodeOf(causes: Cause[]): CallError | undefined {
	// n8n 1.x keeps the code only.
	const codes = causes
		.flatMap(({ code, httpCode }) => [code, httpCode])
		.filter((code): code is string => typeof code === 'string');
	const texts = causes.flatMap(({ message, messages }) => [message, messages].flat());
	if (codes[0] !== undefined && texts.some((text) => NEVER_CONNECTED.test(String(text)))) {
		return { code: LOCAL_CODES.noConnection, text: codes[0] };
	}
	for (const [pattern, ownCode] of NETWORK_CODES) {
		const code = codes.find((candidate) => pattern.test(candidate));
		if (code !== undefined) return { code: ownCode, text: code };
	}
	return undefined;
}

function readThrown(error: unknown): Reply {
	const causes = [...causesOf(error)];
	const known = first(causes, fromResponse) ?? first(causes, fromStatus);
	if (known) return known;
	const network = networkCodeOf(causes);
	if (network) return { error: network };
	const [outermost] = causes;
	return {
		error: {
			code: LOCAL_CODES.notSent,
			text: typeof outermost?.message === 'string' ? outermost.message : '',
		},
	};
}

/** An error, or what caused it, as something to look at: n8n and the HTTP library have many kinds. */
export type Cause = Record<string, unknown>;

function first(causes: Cause[], read: (cause: Cause) => Reply | undefined): Reply | undefined {
	return causes.map(read).find((reply) => reply !== undefined);
}

/** The HTTP library's error for a status that is not 2xx holds the portal's answer. */
function fromResponse({ response, code }: Cause): Reply | undefined {
	if (!isObject(response) || typeof response.status !== 'number') return undefined;
	const { status, data } = response;
	if (status >= 300) return { answer: { status, body: data, movedTo: hostIn(response.headers) } };
	// A good status in an error: the answer began, and broke off.
	return { error: { code: LOCAL_CODES.brokenConnection, text: String(code ?? '') } };
}

/** n8n 1.x keeps no cause, but the status and what the answer held. */
function fromStatus({ httpCode, context }: Cause): Reply | undefined {
	if (typeof httpCode !== 'string' || !/^[1-5]\d\d$/.test(httpCode)) return undefined;
	if (Number(httpCode) < 300) return { error: { code: LOCAL_CODES.brokenConnection, text: '' } };
	return { answer: { status: Number(httpCode), body: isObject(context) ? context.data : undefined } };
}
