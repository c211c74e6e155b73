import { isObject } from '../../util/json';
import { LOCAL_CODES, type CallError } from '../call';
import type { HttpResponse } from '../response';

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
 * What Node.js says when the connection itself could not be made, whatever the code: the system call, then
 * the code, as in `connect EHOSTUNREACH 192.0.2.1:443`. Later it says `read EHOSTUNREACH`. n8n 1 keeps the
 * call in nothing but this text.
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
 * @returns one of {@link LOCAL_CODES}, with Node.js' own as its text; nothing when it is none of the
 *   network's errors
 */
export function networkError(causes: Cause[]): CallError | undefined {
	// n8n 1 keeps the code only.
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

/**
 * What n8n or its HTTP library threw in place of an answer. All that is there for the errors of n8n 1 is in
 * this file.
 *
 * @param thrown an error and its causes: only plain facts are taken from it, as it can carry the whole
 *   request
 * @returns the portal's answer, when one was thrown; else why there is none
 */
export function readThrown(thrown: unknown): HttpResponse | CallError {
	const causes = [...causesOf(thrown)];
	const known = first(causes, fromResponse) ?? first(causes, fromStatus) ?? networkError(causes);
	if (known) return known;
	const [outermost] = causes;
	const text = typeof outermost?.message === 'string' ? outermost.message : '';
	return { code: LOCAL_CODES.notSent, text };
}

/** An error, or what caused it, as something to look at: n8n and the HTTP library have many kinds. */
export type Cause = Record<string, unknown>;

function first<T>(causes: Cause[], read: (cause: Cause) => T | undefined): T | undefined {
	return causes.map(read).find((found) => found !== undefined);
}

/** The HTTP library's error for a status that is not 2xx holds the portal's answer. */
function fromResponse({ response, code }: Cause): HttpResponse | CallError | undefined {
	if (!isObject(response) || typeof response.status !== 'number') return undefined;
	const { status, data } = response;
	if (status >= 300) return { status, body: data, movedTo: hostIn(response.headers) };
	// A good status in an error: the answer began, and broke off.
	return { code: LOCAL_CODES.brokenConnection, text: String(code ?? '') };
}

/** n8n 1 keeps no cause, but the status and what the answer held. */
function fromStatus({ httpCode, context }: Cause): HttpResponse | CallError | undefined {
	if (typeof httpCode !== 'string' || !/^[1-5]\d\d$/.test(httpCode)) return undefined;
	if (Number(httpCode) < 300) return { code: LOCAL_CODES.brokenConnection, text: '' };
	return { status: Number(httpCode), body: isObject(context) ? context.data : undefined };
}

/** Where a redirect leads: the host only, as the rest of the address may be signed. */
export function hostIn(headers: unknown): string | undefined {
	const location = isObject(headers) ? headers.location : undefined;
	return typeof location === 'string' && URL.canParse(location) ? new URL(location).host : undefined;
}
