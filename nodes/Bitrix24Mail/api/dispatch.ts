import type { IDataObject } from 'n8n-workflow';
import { readAnswer } from './answer';
import { blockEnd, METHOD_BLOCKED, noteBlockEnd } from './blocks';
import { batchBody, packCalls, readBatch } from './batch';
import { findCulprits } from './culprits';
import { MOST_AT_ONCE } from './limits';
import type { Line } from './line';
import { factsOf, methodUrl, type MethodName } from './methods';
import type { Call, Outcome, Refusal } from './outcome';
import { refusalOf, request } from './request';
import { isRateLimit, retryRule } from './retryPolicy';

type Calls = ReadonlyArray<Call>;

/** A call that waits for its outcome. */
export interface Job {
	readonly call: Call;
	readonly settle: (outcome: Outcome) => void;
}

/**
 * Sends calls with as few requests as possible, and settles each of them with its own outcome. Requests that only read
 * go a few at a time; with a write among them, one goes after the other, in the given order.
 *
 * @param line how to send: the context, the credential and the user's options
 * @param jobs calls of any methods
 */
export async function dispatch(line: Line, jobs: readonly Job[]): Promise<void> {
	const requests = ([1, 3] as const).flatMap((version) =>
		packCalls(jobs.filter(({ call }) => factsOf(call.method).version === version)),
	);
	const waiting = requests.values();
	let givenUp: Refusal | undefined;
	const sendOneAfterTheOther = async () => {
		for (const packed of waiting) {
			const calls = packed.map(({ call }) => call);
			// One request was refused for minutes: the others would only wait as long again, each of them.
			const outcomes = givenUp ? refuseAll(calls, givenUp) : await sendAll(line, calls);
			givenUp ??= outcomes.map(refusalIn).find((refusal) => refusal !== undefined && isRateLimit(refusal));
			packed.forEach(({ settle }, index) => settle(outcomes[index]!));
		}
	};
	const lanes = MOST_AT_ONCE[accessOf(jobs.map(({ call }) => call))];
	await Promise.all(Array.from({ length: Math.min(lanes, requests.length) }, sendOneAfterTheOther));
}

/** Makes one call by a request of its own. */
export async function callOnce(line: Line, call: Call): Promise<Outcome> {
	const [outcome] = await sendAll(line, [call]);
	return outcome!;
}

/** A request, and for a REST 3.0 batch that one of its calls spoils as many as it takes to find that one. */
async function sendAll(line: Line, calls: Calls): Promise<Outcome[]> {
	const answer = await sendTogether(line, calls);
	if (Array.isArray(answer)) return calls.length === 1 ? answer : await sendRefusedAgain(line, calls, answer);
	const { version } = factsOf(calls[0]!.method);
	if (calls.length > 1 && version === 3 && accessOf(calls) === 'read') {
		return await findCulprits(calls, answer, async (part) => await sendTogether(line, part));
	}
	return refuseAll(calls, answer);
}

/**
 * What the policy sends again alone, it sends again in a batch, too: the calls that were refused within an answered
 * batch, each in a request of its own.
 */
async function sendRefusedAgain(line: Line, calls: Calls, outcomes: Outcome[]): Promise<Outcome[]> {
	const settled: Outcome[] = [];
	for (const [index, outcome] of outcomes.entries()) {
		const call = calls[index]!;
		const refusal = refusalIn(outcome);
		const mayGoAgain = refusal && retryRule(refusal, factsOf(call.method).access);
		settled.push(mayGoAgain ? (await sendAll(line, [call]))[0]! : outcome);
	}
	return settled;
}

const refusalIn = (outcome: Outcome) => (outcome.ok ? undefined : outcome.refusal);

const refuseAll = (calls: Calls, refusal: Refusal): Outcome[] => calls.map(() => ({ ok: false, refusal }));

/** One request: a plain one for a single call, a batch for several of one version. */
async function sendTogether(line: Line, calls: Calls): Promise<Outcome[] | Refusal> {
	const [{ method, params }] = calls as [Call];
	const { portal } = line.connection;
	const facts = factsOf(method);
	const isBatch = calls.length > 1;
	const reply = await request(line, {
		url: methodUrl(portal, isBatch ? 'batch' : method, facts.version),
		body: isBatch ? batchBody(calls, facts.version) : (params as IDataObject),
		access: accessOf(calls),
	});
	if ('refusal' in reply) return reply.refusal;
	if (!isBatch) {
		const outcome = readAnswer(calls[0]!, reply.answer);
		if (!outcome.ok) return withBlockEnd(outcome.refusal, portal, method);
		noteBlockEnd(portal, method, reply.answer.body);
		return [outcome];
	}
	const refusal = refusalOf(reply);
	if (refusal) return withBlockEnd(refusal, portal, method);
	noteBlockEnd(portal, method, reply.answer.body);
	return readBatch(calls, facts.version, reply.answer).map((outcome) =>
		outcome.ok ? outcome : { ok: false, refusal: withBlockEnd(outcome.refusal, portal, method) },
	);
}

/** Adds when a block ends to the refusal of a blocked method. */
function withBlockEnd(refusal: Refusal, portal: string, method: MethodName): Refusal {
	const endsAt = refusal.code === METHOD_BLOCKED ? blockEnd(portal, method) : undefined;
	return endsAt === undefined ? refusal : { ...refusal, endsAt };
}

/** One write among them makes the whole a write. */
function accessOf(calls: Calls): 'read' | 'write' {
	return calls.every(({ method }) => factsOf(method).access === 'read') ? 'read' : 'write';
}
