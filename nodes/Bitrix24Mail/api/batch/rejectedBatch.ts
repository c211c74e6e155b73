import { accessOf, callOf, LOCAL_CODES, WITHHELD, type Call, type CallError, type Outcome } from '../call';
import { explain } from '../errors';
import type { MethodName } from '../methods';
import { readPages } from '../pagination';
import { bisectBatch } from './bisect';
import type { RunContext } from './context';
import { sendCalls } from './sendCalls';

type Calls = readonly Call[];

/**
 * The outcomes of calls whose request was rejected as a whole. In REST 3.0, one call can spoil a batch: reads are sent again without
 * those that are to blame, as far as the run's budget goes.
 *
 * @param error the answer to all of them
 * @returns one outcome for each call, in their order
 * @see https://apidocs.bitrix24.com/api-reference/rest-v3.html
 */
export async function resolveRejected(
	context: RunContext,
	calls: Calls,
	error: CallError,
): Promise<Outcome[]> {
	const canBeTakenApart = calls[0]?.spec.version === 3 && accessOf(calls) === 'read';
	if (!canBeTakenApart || !mayBeOneOf(error, calls)) return calls.map(() => ({ ok: false, error }));
	return (await resolveByListing(context, calls, error)) ?? (await resolveByBisection(context, calls, error));
}

/** Fewer calls are found faster by halves than by a list. */
const MIN_WORTH_LISTING = 4;

/**
 * Looks up which records there are, where one list tells, and sends the calls for those again.
 *
 * @returns nothing when the list does not explain why the calls were refused
 */
async function resolveByListing(
	context: RunContext,
	calls: Calls,
	error: CallError,
): Promise<Outcome[] | undefined> {
	const [first] = calls as [Call];
	const { listings } = context;
	if (calls.length < MIN_WORTH_LISTING || first.spec.listedBy?.missingCode !== error.code) return undefined;
	if (!(await listings.learn(first, async (list) => await listAll(context, list)))) return undefined;

	const missing = calls.map((call) => listings.failureFor(call));
	const present = calls.filter((_, index) => !missing[index]);
	if (present.length === calls.length) return undefined;
	// Bitrix24 goes through a batch in order: what it said was about the first.
	missing[missing.findIndex((outcome) => outcome !== undefined)] = { ok: false, error };
	const found = (await resolvePresent(context, present, error)).values();
	return missing.map((outcome) => outcome ?? found.next().value!);
}

async function resolvePresent(context: RunContext, calls: Calls, error: CallError): Promise<Outcome[]> {
	if (calls.length === 0) return [];
	if (!context.retryBudget.take()) return calls.map(() => batchRejected(error));
	const reply = await sendCalls(context, calls);
	return reply.status === 'answered' ? reply.outcomes : await resolveRejected(context, calls, reply.error);
}

/** All records of a list; nothing when it can't be read whole. */
async function listAll(context: RunContext, method: MethodName): Promise<unknown[] | undefined> {
	const sendPage = async (page: Call): Promise<Outcome> => {
		if (!context.retryBudget.take()) return WITHHELD;
		const reply = await sendCalls(context, [page]);
		return reply.status === 'answered' ? reply.outcomes[0]! : { ok: false, error: reply.error };
	};
	const outcome = await readPages(sendPage, callOf(method), Infinity);
	return outcome.ok ? (outcome.payload as unknown[]) : undefined;
}

async function resolveByBisection(context: RunContext, calls: Calls, error: CallError): Promise<Outcome[]> {
	const { retryBudget } = context;
	return await bisectBatch(calls, error, {
		send: async (part) =>
			retryBudget.take() ? await sendCalls(context, part, { isFinal: true }) : undefined,
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
