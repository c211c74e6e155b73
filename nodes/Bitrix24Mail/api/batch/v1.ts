import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../util/json';
import { WITHHELD, type Call, type CallError, type Outcome } from '../call';
import { usualStatusOf } from '../errors';
import { parseError, parseResult, type Envelope } from '../response';
import type { BatchFormat } from './format';

/**
 * Batches of classic REST: commands as query strings, each with a result or an error of its own.
 *
 * @see https://apidocs.bitrix24.com/settings/how-to-call-rest-api/batch.html
 */
export const v1Batch: BatchFormat = {
	// Keys can't look like the indices of a list, which PHP would answer with.
	body: (calls, stopsAtError) => {
		const cmd = Object.fromEntries(calls.map((call, index) => [keyOf(index), commandOf(call)]));
		return { halt: stopsAtError ? 1 : 0, cmd } satisfies IDataObject;
	},
	method: () => 'batch',
	read: (calls, reply, stopsAtError) => {
		if (!reply.ok) return { status: 'rejected', error: reply.error };
		const { result } = reply.body;
		const { result: results, result_error: errors } = isObject(result) ? result : {};
		let hasStopped = false;
		const outcomes = calls.map((call, index): Outcome => {
			const error = entryOf(errors, index);
			const entry = entryOf(results, index);
			if (error === undefined)
				return hasStopped && entry === undefined ? WITHHELD : parseResult(call, entry, 200);
			hasStopped = stopsAtError;
			return { ok: false, error: withUsualStatus(parseError(isObject(error) ? error : { error })) };
		});
		return { status: 'answered', outcomes };
	},
	times: (calls, { result }: Envelope) => {
		const times = isObject(result) ? result.result_time : undefined;
		return calls.map((_, index) => entryOf(times, index));
	},
	textOf: (call) => commandOf(call),
	/**
	 * In any text, in upper or lower case and whatever follows up to the next blank (the vendor's published
	 * server sources).
	 */
	reference: /\$(result|error|total|next|time)/i,
};

/**
 * Bitrix24 answers a fault of its database with the code of a refused call and, alone, with 500; this text is
 * never translated (the vendor's published server sources: RestException, SqlException).
 */
const DATABASE_FAULT = { code: 'ERROR_CORE', text: 'SQL query error!', status: 500 };

/** Within a batch, an error comes without the HTTP status that it has alone. */
function withUsualStatus(error: CallError): CallError {
	const { code, text, status } = DATABASE_FAULT;
	const isDatabaseFault = error.code === code && error.text.startsWith(text);
	return { ...error, status: isDatabaseFault ? status : usualStatusOf(error.code) };
}

const keyOf = (index: number) => `c${index}`;

/** PHP writes an empty map as `[]`. */
function entryOf(map: unknown, index: number): unknown {
	return isObject(map) ? map[keyOf(index)] : undefined;
}

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

/**
 * Half a surrogate pair has no place in a URL: it becomes the replacement character, as in every UTF-8 text.
 */
function encode(text: string): string {
	return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'));
}
