import { specOf, type ResultShape, type MethodSpec } from './methods';
import { LOCAL_CODES, type Call, type Outcome, type CallError } from './call';

/** An HTTP answer, as far as it matters. `body` is parsed JSON, or the text when it was none. */
export interface HttpResponse {
	readonly status: number;
	readonly body: unknown;
	/** The host that a redirect leads to. */
	readonly movedTo?: string;
}

/** For each kind of answer: the payload in `result`, or undefined when that is not what it should be. */
const PAYLOAD: Record<ResultShape, (result: unknown) => unknown> = {
	// PHP writes an array whose keys are not 0, 1, 2, … as an object.
	list: (result) => recordsIn(isObject(result) ? Object.values(result) : result),
	record: (result) => (isObject(result) ? result : undefined),
	id: (result) => (isId(textOf(result)) ? Number(result) : undefined),
	done: (result) => (result === true ? true : undefined),
	item: (result) => (isObject(result) && isObject(result.item) ? result.item : undefined),
	items: (result) => (isObject(result) ? recordsIn(result.items) : undefined),
};

/**
 * Reads the answer to a single call.
 *
 * An error is told by the presence of `error`, whatever the status, and both versions' shapes are accepted from
 * either (Bitrix24 REST: statuses and system error codes).
 */
export function parseResponse(call: Call, answer: HttpResponse): Outcome {
	const spec = specOf(call.method);
	const error = parseFailure(answer);
	if (error) {
		const isEmptyList = error.code === spec.emptyCode && error.status === 400;
		return isEmptyList ? { ok: true, payload: [] } : { ok: false, error };
	}
	return readResultOf(call, (answer.body as Record<string, unknown>).result, answer.status);
}

/**
 * Takes the payload out of `result`: what it holds differs by method.
 *
 * @param result what stood under `result`
 * @param status the HTTP status that it came with, for the error
 */
function readResult(spec: MethodSpec, result: unknown, status: number): Outcome {
	const payload = PAYLOAD[spec.shape](result);
	return payload === undefined
		? { ok: false, error: { code: LOCAL_CODES.notAnAnswer, text: '', status } }
		: { ok: true, payload };
}

/**
 * Takes the payload out of `result`, and sees to it that it is about what was asked for: a record that names itself by
 * another ID is another item's.
 *
 * @param result what stood under `result`
 * @param status the HTTP status that it came with, for the error
 */
export function readResultOf({ method, params }: Call, result: unknown, status: number): Outcome {
	const spec = specOf(method);
	const outcome = readResult(spec, result, status);
	if (!outcome.ok || spec.recordParam === undefined || !isObject(outcome.payload)) return outcome;
	const [wanted, got] = [params[spec.recordParam], outcome.payload[spec.recordParam]].map(textOf);
	if (got === '' || got!.toLowerCase() === wanted!.toLowerCase()) return outcome;
	const text = 'The answer is about another record.';
	return { ok: false, error: { code: LOCAL_CODES.notAnAnswer, text, status } };
}

/**
 * Finds out whether an HTTP answer refuses the request, and how.
 *
 * @returns nothing when it is a regular answer with a `result`
 */
export function parseFailure({ status, body, movedTo }: HttpResponse): CallError | undefined {
	if (status >= 300 && status < 400) {
		const text = movedTo === undefined ? '' : `The redirect leads to ${truncated(movedTo)}.`;
		return { code: LOCAL_CODES.redirect, text, status };
	}
	if (typeof body === 'string' && /^\s*</.test(body))
		return { code: LOCAL_CODES.htmlPage, text: titleOf(body), status };
	if (!isObject(body)) return { code: LOCAL_CODES.notAnAnswer, text: '', status };
	if ('error' in body) return parseError(body, status);
	return 'result' in body ? undefined : { code: LOCAL_CODES.notAnAnswer, text: '', status };
}

/**
 * Reads an error in the shape of v1 (`error` is a code, `error_description` the text) or of REST 3.0 (`error` is
 * an object).
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

/** Whether a value is an object that is neither an array nor null. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isId = (text: string) => /^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text));

function recordsIn(value: unknown): unknown {
	return Array.isArray(value) && value.every(isObject) ? value : undefined;
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Longer texts are cut: each item of a batch gets its own copy of them. In characters; and in entries of a list. */
const MAX_TEXT_LENGTH = 1_000;
const MAX_VALIDATIONS = 20;

/** A text for people. */
function truncated(value: unknown): string {
	const text = textOf(value);
	return text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}…` : text;
}

/** A portal that answers with a code of our own must not be taken for us. */
function foreignCode(code: unknown): string {
	const text = truncated(code);
	return Object.values<string>(LOCAL_CODES).includes(text) ? `${text} (Bitrix24)` : text;
}

/** A title stands at the beginning; to look for one in a page of any size could take any time. */
function titleOf(html: string): string {
	return /<title[^>]{0,200}>([^<]{1,200})/i.exec(html.slice(0, 10_000))?.[1]?.trim() ?? '';
}
