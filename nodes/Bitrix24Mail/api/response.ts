import { isObject, toText } from '../util/json';
import { LOCAL_CODES, type Call, type CallError, type Outcome } from './call';
import type { ResultShape } from './methods';

/** An HTTP response, as far as it matters. `body` is parsed JSON, or the text when it was none. */
export interface HttpResponse {
	readonly status: number;
	readonly body: unknown;
	/** The host that a redirect leads to. */
	readonly movedTo?: string;
}

/** The body of an answer that is no error: what was asked for stands under `result`. */
export interface Envelope {
	readonly result: unknown;
	/** What the call cost, and when the block of its method would end. */
	readonly time?: unknown;
}

/** What came of a request: an answer of Bitrix24's REST API, or why there is none. */
export type Reply =
	| { readonly ok: true; readonly status: number; readonly body: Envelope }
	| { readonly ok: false; readonly error: CallError };

/** For each shape: the payload in `result`, or undefined when that is not what it should be. */
const PAYLOAD: Record<ResultShape, (result: unknown) => unknown> = {
	// PHP writes an array whose keys are not 0, 1, 2, … as an object.
	list: (result) => recordsIn(valuesIn(result)),
	record: (result) => (isObject(result) ? result : undefined),
	id: (result) => (isId(toText(result)) ? Number(result) : undefined),
	// Of REST 3.0, the pages show `true`, and servers send `{ result: true }`.
	done: (result) => (result === true || (isObject(result) && result.result === true) ? true : undefined),
	names: (result) => namesIn(valuesIn(result)),
	item: (result) => (isObject(result) && isObject(result.item) ? result.item : undefined),
	items: (result) => (isObject(result) ? recordsIn(result.items) : undefined),
	success: (result) => (isObject(result) && result.success === true ? result : undefined),
	thread: (result) => recordsIn(isObject(result) && 'result' in result ? result.result : result),
};

/**
 * Tells an answer from an error, once for each response: an error is told by the presence of `error`,
 * whatever the status, and both versions' shapes are accepted from either.
 *
 * @see https://apidocs.bitrix24.com/error-codes.html
 */
export function parseResponse(response: HttpResponse): Reply {
	const { status, body, movedTo } = response;
	const fail = (code: string, text = ''): Reply => ({ ok: false, error: { code, text, status } });
	if (status >= 300 && status < 400) {
		return fail(
			LOCAL_CODES.redirect,
			movedTo === undefined ? '' : `The redirect leads to ${truncated(movedTo)}.`,
		);
	}
	if (typeof body === 'string' && /^\s*</.test(body)) return fail(LOCAL_CODES.htmlPage, titleOf(body));
	if (!isObject(body)) return fail(LOCAL_CODES.notAnAnswer);
	if ('error' in body) return { ok: false, error: parseError(body, status) };
	return 'result' in body
		? { ok: true, status, body: body as unknown as Envelope }
		: fail(LOCAL_CODES.notAnAnswer);
}

/**
 * The outcome of a call that travelled alone.
 *
 * @param reply the answer to its request
 */
export function outcomeOf(call: Call, reply: Reply): Outcome {
	if (reply.ok) return parseResult(call, reply.body.result, reply.status);
	const { code, status } = reply.error;
	return code === call.spec.emptyCode && status === 400 ? { ok: true, payload: [] } : reply;
}

/**
 * Takes the payload out of `result`: what it holds differs by method. Sees to it that it is about what was
 * asked for: a record that names itself by another ID is another item's.
 *
 * @param result what stood under `result`
 * @param status the HTTP status that it came with, for the error
 */
export function parseResult({ spec, params }: Call, result: unknown, status: number): Outcome {
	const fail = (text: string): Outcome => ({
		ok: false,
		error: { code: LOCAL_CODES.notAnAnswer, text, status },
	});
	const payload = PAYLOAD[spec.shape](result);
	if (payload === undefined) return fail('');
	if (spec.recordParam !== undefined && isObject(payload)) {
		const wanted = toText(params[spec.recordParam]).toLowerCase();
		const got = toText(payload[spec.recordParam]).toLowerCase();
		if (got !== '' && got !== wanted) return fail('The answer is about another record.');
	}
	return { ok: true, payload };
}

/**
 * Reads an error in the shape of v1 (`error` is a code, `error_description` the text) or of REST 3.0 (`error`
 * is an object).
 *
 * @param holder the object that has `error` in it
 */
export function parseError(holder: Record<string, unknown>, status?: number): CallError {
	const { error } = holder;
	if (!isObject(error))
		return { code: foreignCode(error), text: truncated(holder.error_description), status };
	const validation = Array.isArray(error.validation)
		? error.validation
				.slice(0, MAX_VALIDATIONS)
				.filter(isObject)
				.map(({ field, message }) => ({ field: truncated(field), message: truncated(message) }))
		: undefined;
	return {
		code: foreignCode(error.code),
		text: truncated(error.message),
		status,
		...(validation?.length ? { validation } : {}),
	};
}

const isId = (text: string) => /^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text));

const valuesIn = (value: unknown): unknown => (isObject(value) ? Object.values(value) : value);

function recordsIn(value: unknown): unknown {
	return Array.isArray(value) && value.every(isObject) ? value : undefined;
}

function namesIn(value: unknown): unknown {
	return Array.isArray(value) && value.every((name) => typeof name === 'string') ? value : undefined;
}

/**
 * Longer texts are cut: each item of a batch gets its own copy of them. In characters; and in entries of a
 * list.
 */
const MAX_TEXT_LENGTH = 1_000;
const MAX_VALIDATIONS = 20;

/** A text for people. */
function truncated(value: unknown): string {
	const text = toText(value);
	return text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}…` : text;
}

/** A portal that answers with a code of our own must not be taken for us. */
function foreignCode(code: unknown): string {
	const text = truncated(code);
	return Object.values<string>(LOCAL_CODES).includes(text) ? `${text} (Bitrix24)` : text;
}

/** A title stands at the beginning; to look for one in a page of any size could take any time. */
function titleOf(html: string): string | undefined {
	return /<title[^>]{0,200}>([^<]{1,200})/i.exec(html.slice(0, 10_000))?.[1]?.trim();
}
