import type { IDataObject } from 'n8n-workflow';
import { readAnswer } from '../response';
import { batchBody, readBatch, timesOf } from './batch';
import { blockEnd, METHOD_BLOCKED, noteBlockEnd } from './methodBlocks';
import type { Line } from '../transport/context';
import { factsOf, methodUrl, type MethodName } from '../methods';
import { refusalIn, type Call, type Outcome, type Refusal } from '../call';
import { refusalOf, request } from '../transport/request';

type Calls = readonly Call[];

/**
 * One request: a plain one for a single call, a batch for several of one version.
 *
 * @param isFinal whether a fault of the server is not to be tried again
 * @returns the outcome of each call, or the one refusal of the whole request
 */
export async function sendCalls(line: Line, calls: Calls, isFinal = false): Promise<Outcome[] | Refusal> {
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
export function accessOf(calls: Calls): 'read' | 'write' {
	return calls.every(({ method }) => factsOf(method).access === 'read') ? 'read' : 'write';
}
