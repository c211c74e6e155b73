import { REST_3, Refusal } from '../refusals';
import { asParams } from '../http/request';
import { say } from '../texts';
import type { Caller, Language, RecordedRequest } from '../types';
import { References } from './references';
import type { Rest } from './rest';

const MAX_CALLS = 50;

interface BatchCall {
	method: string;
	query: object;
	/** The name that references call its result. */
	as?: string;
}

/**
 * The calls of a batch of REST 3.0: an array, or an object with the keys 0, 1, … (Bitrix24 REST: batch 3.0).
 *
 * @throws Refusal; nothing was carried out
 */
export function readBatchV3(body: unknown, language: Language): BatchCall[] {
	const { auth, ...numbered } = asParams(body);
	const calls: unknown[] = Array.isArray(body) ? body : Object.values(numbered);
	const isListed = Array.isArray(body) || Object.keys(numbered).every((key, index) => key === String(index));
	if (!isListed || !calls.every(isCall)) {
		throw invalid("Each request item must have a 'method' and 'query' attribute", language);
	}
	const names = calls.flatMap(({ as }) => as ?? []);
	if (new Set(names).size < names.length) throw invalid('There are two aliases with same name', language);
	if (calls.length > MAX_CALLS) throw new Refusal('ERROR_BATCH_LENGTH_EXCEEDED');
	if (calls.some(({ method }) => method.toLowerCase() === 'batch')) {
		throw new Refusal('ERROR_BATCH_METHOD_NOT_ALLOWED');
	}
	return calls;
}

function isCall(value: unknown): value is BatchCall {
	const { method, query } = asParams(value);
	return typeof method === 'string' && typeof query === 'object' && query !== null;
}

function invalid(SELECT: string, language: Language): Refusal {
	return new Refusal(REST_3.invalidSelect, { text: say('invalidSelect', language, { SELECT }) });
}

/**
 * Carries the calls out in order. The first refusal is the only answer; what was carried out before it stays done.
 *
 * @returns the results in the order of the calls
 * @throws Refusal
 */
export function runBatchV3(
	rest: Rest,
	request: RecordedRequest,
	caller: Caller,
	calls: BatchCall[],
): unknown[] {
	const references = new References((what) => invalid(what, rest.language()));
	return calls.map(({ method, query, as }, index) => {
		const params = asParams(references.resolve(query));
		const { result, beside } = rest.executor.execute({
			version: 'v3',
			method,
			params,
			caller,
			request,
			insideBatch: true,
		});
		references.remember(as ?? String(index), result);
		return beside === undefined ? result : { result, ...beside };
	});
}
