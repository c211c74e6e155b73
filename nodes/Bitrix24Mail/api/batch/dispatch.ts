import { packCalls } from './batch';
import { now } from '../clock';
import { MAX_CONCURRENT_REQUESTS } from '../limits';
import type { RequestContext } from '../transport/context';
import { specOf } from '../methods';
import { LOCAL_CODES, errorOf, WITHHELD, type Call, type Outcome } from '../call';
import { resolveRejected } from './rejectedBatch';
import { isRateLimit, retryDelay, retryRule } from '../transport/retryPolicy';
import { accessOf, sendCalls } from './sendCalls';

type Calls = readonly Call[];

/** A call that waits for its outcome. */
export interface Job {
	readonly call: Call;
	readonly settle: (outcome: Outcome) => void;
}

/**
 * Sends calls with as few requests as possible, and settles each of them with its own outcome. Requests that only read
 * go a few at a time, once the portal has answered one of them; with a write among them, one goes after the other, in the given
 * order. What the portal's answers say of calls that have not been sent yet ends those without a request.
 *
 * @param line how to send: the context, the credential and the user's options
 * @param jobs calls of any methods
 */
export async function dispatch(line: RequestContext, jobs: readonly Job[]): Promise<void> {
	const requests = ([1, 3] as const).flatMap((version) =>
		packCalls(jobs.filter(({ call }) => specOf(call.method).version === version)),
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
	const lanes = MAX_CONCURRENT_REQUESTS[accessOf(jobs.map(({ call }) => call))];
	await Promise.all(Array.from({ length: Math.min(lanes, requests.length) }, sendRest));
}

/** Makes one call by a request of its own. */
export async function callSingle(line: RequestContext, call: Call): Promise<Outcome> {
	const [outcome] = await resolveCalls(line, [call]);
	return outcome!;
}

/** The calls of one request, but those whose outcome is known without it. */
async function settleTogether(line: RequestContext, packed: readonly Job[]): Promise<void> {
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

function knownOutcome({ memory: { breaker, listings } }: RequestContext, call: Call): Outcome | undefined {
	const error = breaker.errorFor(call);
	return error ? { ok: false, error } : listings.failureFor(call);
}

/**
 * The outcomes of calls that travel together: one request, and as many more as the policy and the run's budget allow for those
 * that may go again.
 */
async function resolveCalls(line: RequestContext, calls: Calls): Promise<Outcome[]> {
	const outcomes: Outcome[] = calls.map(() => WITHHELD);
	const startedAt = now();
	let open = [...calls.keys()];
	for (let retry = 1; ; retry++) {
		const sent = open.map((index) => calls[index]!);
		const reply = await sendCalls(line, sent);
		const isAnswered = Array.isArray(reply);
		const replies = isAnswered ? reply : await resolveRejected(line, sent, reply);
		open.forEach((index, position) => (outcomes[index] = replies[position]!));
		// A single call and a rejected batch have been tried again already.
		if (!isAnswered || sent.length === 1) return outcomes;

		settleOvertaken(calls, outcomes);
		const [first, ...others] = open.filter((index) => mayGoAgain(calls[index]!, outcomes[index]!));
		if (first === undefined) return outcomes;
		const error = errorOf(outcomes[first]!)!;
		const { access } = specOf(calls[first]!.method);
		const elapsedMs = now() - startedAt;
		const pause = retryDelay(error, { access, retry, elapsedMs, budget: line.memory.budget });
		if (pause === undefined) return outcomes;
		await line.cancellation.delay(pause);
		if (isRateLimit(error)) line.onWaited(pause);
		// Where the portal stopped at the first, those behind it go on with it.
		const behind = open.filter((index) => index > first && isWithheld(outcomes[index]!));
		open = [first, ...others, ...behind].sort((a, b) => a - b);
	}
}

/**
 * A write that was rejected within a batch must not go again behind a later write of the same record: of two items, the later one
 * wins.
 */
function settleOvertaken(calls: Calls, outcomes: Outcome[]): void {
	const written = new Set<unknown>();
	for (const [index, call] of [...calls.entries()].reverse()) {
		const { access, recordParam = '' } = specOf(call.method);
		if (access === 'read') continue;
		const record = JSON.stringify([recordParam, call.params[recordParam]]);
		const outcome = outcomes[index]!;
		if (outcome.ok) written.add(record);
		else if (written.has(record) && mayGoAgain(call, outcome)) outcomes[index] = OVERTAKEN;
	}
}

const OVERTAKEN: Outcome = { ok: false, error: { code: LOCAL_CODES.overtaken, text: '' } };

function mayGoAgain(call: Call, outcome: Outcome): boolean {
	const error = errorOf(outcome);
	return error !== undefined && retryRule(error, specOf(call.method).access) !== undefined;
}

const isWithheld = (outcome: Outcome) => errorOf(outcome)?.code === LOCAL_CODES.withheld;
