import { REST_3, Refusal } from '../refusals';
import { asParams } from '../request';
import { say } from '../texts';
import type { Caller, RecordedRequest } from '../types';
import type { Rest } from './rest';

const MAX_CALLS = 50;

interface BatchCall {
	method: string;
	query: unknown;
	/** The name that references call its result. */
	as?: string;
}

/**
 * The calls of a batch of REST 3.0: an array, or an object with the keys 0, 1, … (Bitrix24 REST: batch 3.0).
 *
 * @throws Refusal; nothing was carried out
 */
export function readBatchV3(body: unknown): BatchCall[] {
	const { auth, ...numbered } = asParams(body);
	const calls = (Array.isArray(body) ? body : Object.values(numbered)) as BatchCall[];
	const isListed = Array.isArray(body) || Object.keys(numbered).every((key, index) => key === String(index));
	if (
		!isListed ||
		!calls.every((call) => typeof call?.method === 'string' && typeof call.query === 'object')
	) {
		throw invalid("Each request item must have a 'method' and 'query' attribute");
	}
	const names = calls.flatMap(({ as }) => as ?? []);
	if (new Set(names).size < names.length) throw invalid('There are two aliases with same name');
	if (calls.length > MAX_CALLS) throw new Refusal('ERROR_BATCH_LENGTH_EXCEEDED');
	if (calls.some(({ method }) => method.toLowerCase() === 'batch')) {
		throw new Refusal('ERROR_BATCH_METHOD_NOT_ALLOWED');
	}
	return calls;
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
	const context: Record<string, unknown> = {};
	return calls.map(({ method, query, as }, index) => {
		const params = resolve(query, context, rest) as Record<string, unknown>;
		const call = {
			version: 'v3',
			method,
			params: asParams(params),
			caller,
			request,
			insideBatch: true,
		} as const;
		const { result } = rest.executor.execute(call);
		const { item, items } = asParams(result);
		context[as ?? String(index)] = item ?? items;
		return result;
	});
}

/** Replaces `{ "$ref": … }` and `{ "$refArray": … }`, however deep. */
function resolve(value: unknown, context: Record<string, unknown>, rest: Rest): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((child) => resolve(child, context, rest));
	const { $ref, $refArray } = value as Record<string, unknown>;
	if (typeof $ref === 'string') return follow($ref.split('.'), $ref, context);
	if (typeof $refArray === 'string') return collect($refArray, context);
	return Object.fromEntries(
		Object.entries(value).map(([key, child]) => [key, resolve(child, context, rest)]),
	);
}

/**
 * What a path leads to. The result of a call stands for its `item` or `items` already, as the server has it; naming
 * them in the path, as in `0.item.id`, is understood, too.
 */
function follow([name = '', ...keys]: string[], path: string, context: Record<string, unknown>): unknown {
	const named = keys[0] === 'item' || keys[0] === 'items' ? keys.slice(1) : keys;
	return named.reduce(
		(reached, key) => {
			const next =
				typeof reached === 'object' && reached !== null
					? (reached as Record<string, unknown>)[key]
					: undefined;
			if (next === undefined) throw invalid(`Path '${path}' not found in context`);
			return next;
		},
		startOf(name, path, context),
	);
}

function startOf(name: string, path: string, context: Record<string, unknown>): unknown {
	if (context[name] === undefined) throw invalid(`Path '${path}' not found in context`);
	return context[name];
}

/** One field of every element of a list. */
function collect(path: string, context: Record<string, unknown>): unknown[] {
	const keys = path.split('.');
	const field = keys.pop()!;
	if (keys.length === 0) throw invalid("Invalid $refArray format - expected 'path.to.array.field'");
	const list = follow(keys, keys.join('.'), context);
	if (!Array.isArray(list)) throw invalid(`Path '${keys.join('.')}' must point to an array or iterable`);
	return list.map((element: Record<string, unknown>) => {
		if (element[field] === undefined) throw invalid(`Field '${field}' not found in items`);
		return element[field];
	});
}

function invalid(what: string): Refusal {
	return new Refusal(REST_3.invalidSelect, { text: say('invalidSelect', 'en', { SELECT: what }) });
}
