import type { IDataObject } from 'n8n-workflow';
import { readAnswer } from './answer';
import { batchBody, packCalls, readBatch, timesOf } from './batch';
import { bisectBatch } from './bisect';
import { blockEnd, METHOD_BLOCKED, noteBlockEnd } from './blocks';
import { now } from './clock';
import { explain } from './explain';
import { MOST_AT_ONCE } from './limits';
import type { Line } from './line';
import { factsOf, methodUrl, type MethodName } from './methods';
import { OWN_CODES, type Call, type Outcome, type Refusal } from './outcome';
import { readPages } from './pagination';
import { refusalOf, request } from './request';
import { isRateLimit, pauseBeforeRetry, retryRule } from './retryPolicy';

type Calls = readonly Call[];

/** A call that waits for its outcome. */
export interface Job {
	readonly call: Call;
	readonly settle: (outcome: Outcome) => void;
}

/** The outcome of calls that are not sent because another item ends the run. */
export const WITHHELD: Outcome = { ok: false, refusal: { code: OWN_CODES.withheld, text: '' } };

/**
 * Sends calls with as few requests as possible, and settles each of them with its own outcome. Requests that only read
 * go a few at a time, once the portal has answered one of them; with a write among them, one goes after the other, in the given
 * order. What the portal's answers say of calls that have not been sent yet ends those without a request.
 *
 * @param line how to send: the context, the credential and the user's options
 * @param jobs calls of any methods
 */
export async function dispatch(line: Line, jobs: readonly Job[]): Promise<void> {
	const requests = ([1, 3] as const).flatMap((version) =>
		packCalls(jobs.filter(({ call }) => factsOf(call.method).version === version)),
	);
	const waiting = requests.values();
	// The first goes alone: what it meets may concern all of them.
	for (const packed of waiting) {
		await settleTogether(line, packed);
		if (line.memory.breaker.hasAnswered()) break;
	}
	const sendRest = async () => {
		for (const packed of waiting) await settleTogether(line, packed);
	};
	const lanes = MOST_AT_ONCE[accessOf(jobs.map(({ call }) => call))];
	await Promise.all(Array.from({ length: Math.min(lanes, requests.length) }, sendRest));
}

/** Makes one call by a request of its own. */
export async function callOnce(line: Line, call: Call): Promise<Outcome> {
	const [outcome] = await resolveCalls(line, [call]);
	return outcome!;
}

/** The calls of one request, but those whose outcome is known without it. */
async function settleTogether(line: Line, packed: readonly Job[]): Promise<void> {
	const { memory, failFast } = line;
	const open: Job[] = [];
	for (const job of packed) {
		const known = failFast?.hasFailed() ? WITHHELD : knownOutcome(line, job.call);
		if (known) job.settle(known);
		else open.push(job);
	}
	if (open.length === 0) return;
	memory.budget.noteFirstTry();
	const calls = open.map(({ call }) => call);
	const outcomes = await resolveCalls(line, calls);
	memory.breaker.learn(calls, outcomes);
	if (outcomes.some(({ ok }) => !ok)) failFast?.fail();
	open.forEach(({ settle }, index) => settle(outcomes[index]!));
}

function knownOutcome({ memory: { breaker, listings } }: Line, call: Call): Outcome | undefined {
	const refusal = breaker.refusalFor(call);
	return refusal ? { ok: false, refusal } : listings.refusalFor(call);
}

/**
 * The outcomes of calls that travel together: one request, and as many more as the policy and the run's budget allow for those
 * that may go again.
 */
async function resolveCalls(line: Line, calls: Calls): Promise<Outcome[]> {
	const outcomes: Outcome[] = calls.map(() => WITHHELD);
	const startedAt = now();
	let open = [...calls.keys()];
	for (let retry = 1; ; retry++) {
		const sent = open.map((index) => calls[index]!);
		const reply = await send(line, sent);
		const isAnswered = Array.isArray(reply);
		const replies = isAnswered ? reply : await resolveRejected(line, sent, reply);
		open.forEach((index, position) => (outcomes[index] = replies[position]!));
		// A single call and a rejected batch have been tried again already.
		if (!isAnswered || sent.length === 1) return outcomes;

		const [first, ...others] = open.filter((index) => mayGoAgain(calls[index]!, outcomes[index]!));
		if (first === undefined) return outcomes;
		const refusal = refusalIn(outcomes[first]!)!;
		const { access } = factsOf(calls[first]!.method);
		const elapsedMs = now() - startedAt;
		const pause = pauseBeforeRetry(refusal, { access, retry, elapsedMs, budget: line.memory.budget });
		if (pause === undefined) return outcomes;
		await line.halt.wait(pause);
		if (isRateLimit(refusal)) line.onLimited(pause);
		// Where the portal stopped at the first, those behind it go on with it.
		const behind = open.filter((index) => index > first && isWithheld(outcomes[index]!));
		open = [first, ...others, ...behind].sort((a, b) => a - b);
	}
}

/** The outcomes of calls whose request was rejected as a whole. */
async function resolveRejected(line: Line, calls: Calls, refusal: Refusal): Promise<Outcome[]> {
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
	const reply = await send(line, calls);
	return Array.isArray(reply) ? reply : await resolveRejected(line, calls, reply);
}

/** All records of a list; nothing when it can't be read whole. */
async function listAll(line: Line, method: MethodName): Promise<unknown[] | undefined> {
	const call = { method, params: {} };
	const sendPage = async (page: Call): Promise<Outcome> => {
		if (!line.memory.budget.take()) return WITHHELD;
		const reply = await send(line, [page]);
		return Array.isArray(reply) ? reply[0]! : { ok: false, refusal: reply };
	};
	const outcome = factsOf(method).paged ? await readPages(sendPage, call, Infinity) : await sendPage(call);
	return outcome.ok ? (outcome.payload as unknown[]) : undefined;
}

async function resolveByBisection(line: Line, calls: Calls, refusal: Refusal): Promise<Outcome[]> {
	return await bisectBatch(calls, refusal, {
		send: async (part) => (line.memory.budget.take() ? await send(line, part, true) : undefined),
		isWorthSearching: mayBeOneOf,
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

function mayGoAgain(call: Call, outcome: Outcome): boolean {
	const refusal = refusalIn(outcome);
	return refusal !== undefined && retryRule(refusal, factsOf(call.method).access) !== undefined;
}

const refusalIn = (outcome: Outcome) => (outcome.ok ? undefined : outcome.refusal);

const isWithheld = (outcome: Outcome) => refusalIn(outcome)?.code === OWN_CODES.withheld;

const refuseAll = (calls: Calls, refusal: Refusal): Outcome[] => calls.map(() => ({ ok: false, refusal }));

/**
 * One request: a plain one for a single call, a batch for several of one version.
 *
 * @param isFinal whether a fault of the server is not to be tried again
 * @returns the outcome of each call, or the one refusal of the whole request
 */
async function send(line: Line, calls: Calls, isFinal = false): Promise<Outcome[] | Refusal> {
	const [{ method, params }] = calls as [Call];
	const { portal } = line.connection;
	const { version } = factsOf(method);
	const isBatch = calls.length > 1;
	const stopsAtError = line.failFast !== undefined;
	const reply = await request(line, {
		url: methodUrl(portal, isBatch ? 'batch' : method, version),
		body: isBatch ? batchBody(calls, version, stopsAtError) : (params as IDataObject),
		access: accessOf(calls),
		isFinal,
	});
	if ('refusal' in reply) return reply.refusal;
	const { answer } = reply;
	const refusal = isBatch ? refusalOf(reply) : refusalIn(readAnswer(calls[0]!, answer));
	if (refusal) return withBlockEnd(refusal, portal, method);

	const outcomes = isBatch
		? readBatch(calls, version, answer, stopsAtError)
		: [readAnswer(calls[0]!, answer)];
	const times = timesOf(calls, version, answer);
	return outcomes.map((outcome, index): Outcome => {
		const call = calls[index]!;
		if (!outcome.ok) return { ok: false, refusal: withBlockEnd(outcome.refusal, portal, call.method) };
		noteBlockEnd(portal, call.method, times[index]);
		return outcome;
	});
}

/** Adds when a block ends to the refusal of a blocked method. */
function withBlockEnd(refusal: Refusal, portal: string, method: MethodName): Refusal {
	const endsAt = METHOD_BLOCKED.includes(refusal.code) ? blockEnd(portal, method) : undefined;
	return endsAt === undefined ? refusal : { ...refusal, endsAt };
}

/** One write among them makes the whole a write. */
function accessOf(calls: Calls): 'read' | 'write' {
	return calls.every(({ method }) => factsOf(method).access === 'read') ? 'read' : 'write';
}
