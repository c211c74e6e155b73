import { bisectBatch } from './bisect';
import { explain } from '../errors';
import type { Line } from '../transport/context';
import { factsOf, type MethodName } from '../methods';
import { OWN_CODES, WITHHELD, type Call, type Outcome, type Refusal } from '../call';
import { readPages } from '../pagination';
import { accessOf, sendCalls } from './sendCalls';

type Calls = readonly Call[];

/**
 * The outcomes of calls whose request was rejected as a whole. In REST 3.0, one call can spoil a batch: reads are sent again without
 * those that are to blame, as far as the run's budget goes.
 *
 * @param refusal the answer to all of them
 * @returns one outcome for each call, in their order
 * @see https://apidocs.bitrix24.com/api-reference/rest-v3/batch.html
 */
export async function resolveRejected(line: Line, calls: Calls, refusal: Refusal): Promise<Outcome[]> {
	const canBeTakenApart = factsOf(calls[0]!.method).version === 3 && accessOf(calls) === 'read';
	if (!canBeTakenApart || !mayBeOneOf(refusal, calls)) return refuseAll(calls, refusal);
	return (await resolveByListing(line, calls, refusal)) ?? (await resolveByBisection(line, calls, refusal));
}

/** Fewer calls are found faster by halves than by a list. */
const MIN_WORTH_LISTING = 4;

/**
 * Looks up which records there are, where one list tells, and sends the calls for those again.
 *
 * @returns nothing when the list does not explain why the calls were refused
 */
async function resolveByListing(line: Line, calls: Calls, refusal: Refusal): Promise<Outcome[] | undefined> {
	const [{ method }] = calls as [Call];
	const { listings } = line.memory;
	if (calls.length < MIN_WORTH_LISTING || factsOf(method).listedBy?.missingCode !== refusal.code)
		return undefined;
	if (!(await listings.learn(method, async (list) => await listAll(line, list)))) return undefined;

	const missing = calls.map((call) => listings.refusalFor(call));
	const present = calls.filter((_, index) => !missing[index]);
	if (present.length === calls.length) return undefined;
	// Bitrix24 goes through a batch in order: what it said was about the first.
	missing[missing.findIndex((outcome) => outcome !== undefined)] = { ok: false, refusal };
	const found = (await resolvePresent(line, present, refusal)).values();
	return missing.map((outcome) => outcome ?? found.next().value!);
}

async function resolvePresent(line: Line, calls: Calls, refusal: Refusal): Promise<Outcome[]> {
	if (calls.length === 0) return [];
	if (!line.memory.budget.take()) return calls.map(() => batchRejected(refusal));
	const reply = await sendCalls(line, calls);
	return Array.isArray(reply) ? reply : await resolveRejected(line, calls, reply);
}

/** All records of a list; nothing when it can't be read whole. */
async function listAll(line: Line, method: MethodName): Promise<unknown[] | undefined> {
	const call = { method, params: {} };
	const sendPage = async (page: Call): Promise<Outcome> => {
		if (!line.memory.budget.take()) return WITHHELD;
		const reply = await sendCalls(line, [page]);
		return Array.isArray(reply) ? reply[0]! : { ok: false, refusal: reply };
	};
	const outcome = factsOf(method).paged ? await readPages(sendPage, call, Infinity) : await sendPage(call);
	return outcome.ok ? (outcome.payload as unknown[]) : undefined;
}

async function resolveByBisection(line: Line, calls: Calls, refusal: Refusal): Promise<Outcome[]> {
	return await bisectBatch(calls, refusal, {
		send: async (part) => (line.memory.budget.take() ? await sendCalls(line, part, true) : undefined),
		isWorthSearching: mayBeOneOf,
		mayPass: (latest) => explain(latest, calls[0]!.method).concerns === undefined,
		giveUp: batchRejected,
	});
}

const batchRejected = ({ code, text }: Refusal): Outcome => ({
	ok: false,
	refusal: {
		code: OWN_CODES.batchRejected,
		text: [text, `(${code})`].filter((part) => part !== '').join(' '),
	},
});

/** Whether the refusal of several calls may be that of one of them, so that the others may succeed. */
function mayBeOneOf(refusal: Refusal, calls: Calls): boolean {
	if (calls.length === 1) return false;
	const [{ method, params }] = calls as [Call];
	const { concerns, about = '' } = explain(refusal, method);
	if (concerns === 'value') {
		const value = JSON.stringify(params[about]);
		return calls.some((call) => JSON.stringify(call.params[about]) !== value);
	}
	// A fault of the server may come from one record. So may a code that is not known.
	return concerns === 'call' || (concerns === undefined && (refusal.status ?? 0) >= 400);
}

const refuseAll = (calls: Calls, refusal: Refusal): Outcome[] => calls.map(() => ({ ok: false, refusal }));
