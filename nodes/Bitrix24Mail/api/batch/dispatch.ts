import { now } from '../../util/clock';
import {
	accessOf,
	endsRun,
	errorOf,
	isWithheld,
	LOCAL_CODES,
	WITHHELD,
	type Call,
	type Outcome,
} from '../call';
import { MAX_CONCURRENT_REQUESTS } from '../limits';
import { isRateLimit, retryDelay, retryRule } from '../transport/retryPolicy';
import type { RunContext } from './context';
import { packCalls } from './pack';
import { resolveRejected } from './rejectedBatch';
import { sendCalls } from './sendCalls';

type Calls = readonly Call[];

/** A call that waits for its outcome. */
export interface Job {
	readonly call: Call;
	readonly settle: (outcome: Outcome) => void;
}

/**
 * Sends calls with as few requests as possible, and settles each of them with its own outcome. Requests that
 * only read go a few at a time, once the portal has answered one of them; with a write among them, one goes
 * after the other, in the given order. What the portal's answers say of calls that have not been sent yet
 * ends those without a request.
 *
 * @param context how to send: n8n, the credential, the user's options, and what the run has learned
 * @param jobs calls of any methods
 */
export async function dispatch(context: RunContext, jobs: readonly Job[]): Promise<void> {
	const requests = ([1, 3] as const).flatMap((version) =>
		packCalls(jobs.filter(({ call }) => call.spec.version === version)),
	);
	const waiting = requests.values();
	// The first goes alone: what it meets may concern all of them.
	for (const packed of waiting) {
		await settleTogether(context, packed);
		if (context.breaker.hasAnswered()) break;
	}
	const worker = async () => {
		for (const packed of waiting) await settleTogether(context, packed);
	};
	const workers = MAX_CONCURRENT_REQUESTS[accessOf(jobs.map(({ call }) => call))];
	await Promise.all(Array.from({ length: Math.min(workers, requests.length) }, worker));
}

/** The calls of one request, but those whose outcome is known without it. */
async function settleTogether(context: RunContext, packed: readonly Job[]): Promise<void> {
	const { breaker, retryBudget, failFast } = context;
	const open: Job[] = [];
	for (const job of packed) {
		const known = failFast?.hasFailed() ? WITHHELD : knownOutcome(context, job.call);
		if (known) job.settle(known);
		else open.push(job);
	}
	if (open.length === 0) return;
	retryBudget.noteFirstTry();
	const calls = open.map(({ call }) => call);
	const outcomes = await resolveCalls(context, calls);
	breaker.learn(calls, outcomes);
	if (outcomes.some((outcome, index) => endsRun(calls[index]!, outcome))) failFast?.fail();
	open.forEach(({ settle }, index) => settle(outcomes[index]!));
}

function knownOutcome({ breaker, listings }: RunContext, call: Call): Outcome | undefined {
	const error = breaker.errorFor(call);
	return error ? { ok: false, error } : listings.failureFor(call);
}

/**
 * The outcomes of calls that travel together: one request, and as many more as the policy and the run's
 * budget allow for those that may go again.
 *
 * @param calls all of the same version, as many as one request takes
 * @returns one outcome for each of them, in their order
 */
export async function resolveCalls(context: RunContext, calls: Calls): Promise<Outcome[]> {
	const { retryPolicy: policy, retryBudget: budget, cancellation } = context;
	const outcomes: Outcome[] = calls.map(() => WITHHELD);
	const startedAt = now();
	const mayGoAgain = (index: number) => retriesOf(context, calls[index]!, outcomes[index]!) !== undefined;
	let open = [...calls.keys()];
	for (let retry = 1; ; retry++) {
		const sent = open.map((index) => calls[index]!);
		const reply = await sendCalls(context, sent);
		const isAnswered = reply.status === 'answered';
		const replies = isAnswered ? reply.outcomes : await resolveRejected(context, sent, reply.error);
		open.forEach((index, position) => (outcomes[index] = replies[position]!));
		// What was rejected as a whole has been tried again already.
		if (!isAnswered) return outcomes;

		settleOvertaken(context, calls, outcomes);
		const [first, ...others] = open.filter(mayGoAgain);
		if (first === undefined) return outcomes;
		const error = errorOf(outcomes[first]!)!;
		const { access } = calls[first]!.spec;
		const delay = retryDelay(error, { policy, access, retry, elapsedMs: now() - startedAt, budget });
		if (delay === undefined) return outcomes;
		await cancellation.delay(delay);
		if (isRateLimit(error)) context.onWaited(delay);
		// Where the portal stopped at the first, those behind it go on with it.
		const behind = open.filter((index) => index > first && isWithheld(outcomes[index]!));
		open = [first, ...others, ...behind].sort((a, b) => a - b);
	}
}

/**
 * A write that was rejected within a batch must not go again behind a later write of the same record: of two
 * items, the later one wins.
 */
function settleOvertaken(context: RunContext, calls: Calls, outcomes: Outcome[]): void {
	const written = new Set<unknown>();
	for (const [index, call] of [...calls.entries()].reverse()) {
		const { access, recordParam = '' } = call.spec;
		if (access === 'read') continue;
		const record = JSON.stringify([recordParam, call.params[recordParam]]);
		const outcome = outcomes[index]!;
		if (outcome.ok) written.add(record);
		else if (written.has(record) && retriesOf(context, call, outcome)) outcomes[index] = OVERTAKEN;
	}
}

const OVERTAKEN: Outcome = { ok: false, error: { code: LOCAL_CODES.overtaken, text: '' } };

/** The rule by which a call goes again; nothing when it must not. */
function retriesOf({ retryPolicy }: RunContext, { spec }: Call, outcome: Outcome) {
	return outcome.ok ? undefined : retryRule(retryPolicy, outcome.error, spec.access);
}
