import type { IDataObject } from 'n8n-workflow';
import { isObject, parseError, readResultOf, type HttpResponse } from '../response';
import { MAX_BATCH_BYTES, MAX_BATCH_SIZE } from '../limits';
import { specOf } from '../methods';
import { WITHHELD, type Call, type Outcome, type CallError } from '../call';
import { usualStatus } from '../errors';

/**
 * Groups calls of one version into requests: one array for each, in the given order. A call that must travel alone is
 * an array of its own.
 *
 * @param calls all of the same version
 */
export function packCalls<T extends { call: Call }>(calls: readonly T[]): T[][] {
	const requests: T[][] = [];
	let open: T[] = [];
	let bytes = 0;
	const close = () => {
		if (open.length > 0) requests.push(open);
		open = [];
		bytes = 0;
	};
	for (const entry of calls) {
		const size = sizeInBatch(entry.call);
		if (size > MAX_BATCH_BYTES || holdsReference(entry.call) || endsBatch(entry.call)) {
			// The order of the items is kept: what came before goes first.
			close();
			requests.push([entry]);
			continue;
		}
		if (open.length === MAX_BATCH_SIZE || bytes + size > MAX_BATCH_BYTES) close();
		open.push(entry);
		bytes += size;
	}
	close();
	return requests;
}

/**
 * The body of a batch.
 *
 * v1: commands as query strings. Their keys can't look like the indices of a list, which PHP would answer with.
 * REST 3.0: an array of calls, which always ends with the first that fails.
 *
 * @param stopsAtError whether the portal carries nothing out after the first call that fails
 * @see https://apidocs.bitrix24.com/settings/how-to-call-rest-api/batch.html
 */
export function batchBody(
	calls: readonly Call[],
	version: 1 | 3,
	stopsAtError: boolean,
): IDataObject | IDataObject[] {
	if (version === 3) return calls.map(({ method, params }) => ({ method, query: params as IDataObject }));
	const cmd = Object.fromEntries(calls.map((call, index) => [keyOf(index), commandOf(call)]));
	return { halt: stopsAtError ? 1 : 0, cmd };
}

/**
 * Takes the answer to a batch apart: in v1, each call has its own result or its own error; a REST 3.0 batch that
 * was answered at all has a result for each of them.
 *
 * @param answer one that is no error
 * @param stopsAtError as it was for {@link batchBody}
 * @returns one outcome for each call, in their order; `withheld` for those that the portal did not come to
 */
export function readBatch(
	calls: readonly Call[],
	version: 1 | 3,
	{ body }: HttpResponse,
	stopsAtError: boolean,
): Outcome[] {
	const result = isObject(body) ? body.result : undefined;
	return version === 1 ? readV1(calls, result, stopsAtError) : readV3(calls, result);
}

/**
 * The times that an answer gives: in a v1 batch one for each call, otherwise one for the whole request, which says nothing when that
 * calls several methods.
 *
 * @param answer one that is no error
 * @returns one for each call, in their order; undefined where it is not known
 * @see https://apidocs.bitrix24.com/limits.html
 */
export function timesOf(calls: readonly Call[], version: 1 | 3, { body }: HttpResponse): unknown[] {
	const { result, time } = isObject(body) ? body : {};
	if (version === 1 && calls.length > 1) {
		const times = isObject(result) ? result.result_time : undefined;
		return calls.map((_, index) => entryOf(times, index));
	}
	const isOneMethod = calls.every(({ method }) => method === calls[0]!.method);
	return calls.map(() => (isOneMethod ? time : undefined));
}

function readV1(calls: readonly Call[], result: unknown, stopsAtError: boolean): Outcome[] {
	const { result: results, result_error: errors } = isObject(result) ? result : {};
	let hasStopped = false;
	return calls.map((call, index) => {
		const refused = entryOf(errors, index);
		const result = entryOf(results, index);
		if (refused === undefined) {
			return hasStopped && result === undefined ? WITHHELD : readResultOf(call, result, 200);
		}
		hasStopped = stopsAtError;
		const error = withUsualStatus(parseError(isObject(refused) ? refused : { error: refused }));
		return { ok: false, error };
	});
}

function readV3(calls: readonly Call[], result: unknown): Outcome[] {
	// An object with the keys 0, 1, 2, … is the same as a list.
	const answers = Array.isArray(result) || isObject(result) ? Object.entries(result) : [];
	const isWhole = answers.length === calls.length && answers.every(([key], index) => key === String(index));
	return calls.map((call, index) => readResultOf(call, isWhole ? answers[index]![1] : undefined, 200));
}

/**
 * Bitrix24 answers a fault of its database with the code of a refused call and, alone, with 500; this text is never
 * translated (the vendor's published server sources: RestException, SqlException).
 */
const DATABASE_FAULT = { code: 'ERROR_CORE', text: 'SQL query error!', status: 500 };

/** Within a batch, an error comes without the HTTP status that it has alone. */
function withUsualStatus(error: CallError): CallError {
	const { code, text, status } = DATABASE_FAULT;
	const isDatabaseFault = error.code === code && error.text.startsWith(text);
	return { ...error, status: isDatabaseFault ? status : usualStatus(error.code) };
}

/** PHP writes an empty map as `[]`. */
function entryOf(map: unknown, index: number): unknown {
	return isObject(map) && Object.hasOwn(map, keyOf(index)) ? map[keyOf(index)] : undefined;
}

const keyOf = (index: number) => `c${index}`;

function commandOf({ method, params }: Call): string {
	const pairs = Object.entries(params).flatMap(([name, value]) => queryPairs(name, value));
	return pairs.length === 0 ? method : `${method}?${pairs.join('&')}`;
}

/** Query parameters as PHP reads them: lists and objects with brackets. */
function queryPairs(name: string, value: unknown): string[] {
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value).flatMap(([key, inner]) => queryPairs(`${name}[${key}]`, inner));
	}
	return [`${encode(name)}=${encode(String(value ?? ''))}`];
}

/** Half a surrogate pair has no place in a URL: it becomes the replacement character, as in every UTF-8 text. */
function encode(text: string): string {
	return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'));
}

/**
 * What a v1 batch replaces in any text, in upper or lower case and whatever follows up to the next blank (the vendor's
 * published server sources).
 */
const V1_REFERENCE = /\$(result|error|total|next|time)/i;

/** What a REST 3.0 batch replaces: objects with one of these keys. */
const V3_REFERENCE = /"\$ref(Array)?":/;

/** Whether a call holds what the portal would take for a reference to another call's result, and replace. */
function holdsReference({ method, params }: Call): boolean {
	return (specOf(method).version === 1 ? V1_REFERENCE : V3_REFERENCE).test(JSON.stringify(params));
}

/** A method that says “there are none” with an error could end a batch without anything being wrong. */
const endsBatch = ({ method }: Call) => specOf(method).emptyCode !== undefined;

/** The bytes that a call adds to a batch's body. */
function sizeInBatch(call: Call): number {
	const text = specOf(call.method).version === 1 ? commandOf(call) : JSON.stringify(call.params);
	// Around it: key or method name, quotes and separators.
	return Buffer.byteLength(JSON.stringify(text)) + call.method.length + 40;
}
