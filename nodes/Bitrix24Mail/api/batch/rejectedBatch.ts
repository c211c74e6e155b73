import { bisectBatch } from './bisect';
import { explain } from '../errors';
import type { RequestContext } from '../transport/context';
import { specOf, type MethodName } from '../methods';
import { LOCAL_CODES, WITHHELD, type Call, type Outcome, type CallError } from '../call';
import { readPages } from '../pagination';
import { accessOf, sendCalls } from './sendCalls';

type Calls = readonly Call[];

/**
 * The outcomes of calls whose request was rejected as a whole. In REST 3.0, one call can spoil a batch: reads are sent again without
 * those that are to blame, as far as the run's budget goes.
 *
 * @param error the answer to all of them
 * @returns one outcome for each call, in their order
 * @see https://apidocs.bitrix24.com/api-reference/rest-v3/batch.html
 */
export async function resolveRejected(
	line: RequestContext,
	calls: Calls,
	error: CallError,
): Promise<Outcome[]> {
	const canBeTakenApart = specOf(calls[0]!.method).version === 3 && accessOf(calls) === 'read';
	if (!canBeTakenApart || !mayBeOneOf(error, calls)) return refuseAll(calls, error);
	return (await resolveByListing(line, calls, error)) ?? (await resolveByBisection(line, calls, error));
}

/** Fewer calls are found faster by halves than by a list. */
const MIN_WORTH_LISTING = 4;

/**
 * Looks up which records there are, where one list tells, and sends the calls for those again.
 *
 * @returns nothing when the list does not explain why the calls were refused
 */
async function resolveByListing(
	line: RequestContext,
	calls: Calls,
	error: CallError,
): Promise<Outcome[] | undefined> {
	const [{ method }] = calls as [Call];
	const { listings } = line.memory;
	if (calls.length < MIN_WORTH_LISTING || specOf(method).listedBy?.missingCode !== error.code)
		return undefined;
	if (!(await listings.learn(method, async (list) => await listAll(line, list)))) return undefined;

	const missing = calls.map((call) => listings.failureFor(call));
	const present = calls.filter((_, index) => !missing[index]);
	if (present.length === calls.length) return undefined;
	// Bitrix24 goes through a batch in order: what it said was about the first.
	missing[missing.findIndex((outcome) => outcome !== undefined)] = { ok: false, error };
	const found = (await resolvePresent(line, present, error)).values();
	return missing.map((outcome) => outcome ?? found.next().value!);
}

async function resolvePresent(line: RequestContext, calls: Calls, error: CallError): Promise<Outcome[]> {
	if (calls.length === 0) return [];
	if (!line.memory.budget.take()) return calls.map(() => batchRejected(error));
	const reply = await sendCalls(line, calls);
	return Array.isArray(reply) ? reply : await resolveRejected(line, calls, reply);
}

/** All records of a list; nothing when it can't be read whole. */
async function listAll(line: RequestContext, method: MethodName): Promise<unknown[] | undefined> {
	const call = { method, params: {} };
	const sendPage = async (page: Call): Promise<Outcome> => {
		if (!line.memory.budget.take()) return WITHHELD;
		const reply = await sendCalls(line, [page]);
		return Array.isArray(reply) ? reply[0]! : { ok: false, error: reply };
	};
	const outcome = specOf(method).paged ? await readPages(sendPage, call, Infinity) : await sendPage(call);
	return outcome.ok ? (outcome.payload as unknown[]) : undefined;
}

async function resolveByBisection(line: RequestContext, calls: Calls, error: CallError): Promise<Outcome[]> {
	return await bisectBatch(calls, error, {
		send: async (part) => (line.memory.budget.take() ? await sendCalls(line, part, true) : undefined),
		isWorthSearching: mayBeOneOf,
		mayPass: (latest) => explain(latest, calls[0]!.method).concerns === undefined,
		giveUp: batchRejected,
	});
}

const batchRejected = ({ code, text }: CallError): Outcome => ({
	ok: false,
	error: {
		code: LOCAL_CODES.batchRejected,
		text: [text, `(${code})`].filter((part) => part !== '').join(' '),
	},
});

/** Whether the error of several calls may be that of one of them, so that the others may succeed. */
function mayBeOneOf(error: CallError, calls: Calls): boolean {
	if (calls.length === 1) return false;
	const [{ method, params }] = calls as [Call];
	const { concerns, parameter = '' } = explain(error, method);
	if (concerns === 'value') {
		const value = JSON.stringify(params[parameter]);
		return calls.some((call) => JSON.stringify(call.params[parameter]) !== value);
	}
	// A fault of the server may come from one record. So may a code that is not known.
	return concerns === 'call' || (concerns === undefined && (error.status ?? 0) >= 400);
}

const refuseAll = (calls: Calls, error: CallError): Outcome[] => calls.map(() => ({ ok: false, error }));
