import type { IDataObject } from 'n8n-workflow';
import { parseResponse } from '../response';
import { batchBody, readBatch, timesOf } from './batch';
import { blockEnd, METHOD_BLOCKED, noteBlockEnd } from './methodBlocks';
import type { RequestContext } from '../transport/context';
import { specOf, methodUrl, type MethodName } from '../methods';
import { errorOf, type Call, type Outcome, type CallError } from '../call';
import { refusalOf, request } from '../transport/request';

type Calls = readonly Call[];

/**
 * One request: a plain one for a single call, a batch for several of one version.
 *
 * @param isFinal whether a fault of the server is not to be tried again
 * @returns the outcome of each call, or the one error of the whole request
 */
export async function sendCalls(
	line: RequestContext,
	calls: Calls,
	isFinal = false,
): Promise<Outcome[] | CallError> {
	const [{ method, params }] = calls as [Call];
	const { portal } = line.connection;
	const { version } = specOf(method);
	const isBatch = calls.length > 1;
	const stopsAtError = line.failFast !== undefined;
	const reply = await request(line, {
		url: methodUrl(portal, isBatch ? 'batch' : method, version),
		body: isBatch ? batchBody(calls, version, stopsAtError) : (params as IDataObject),
		access: accessOf(calls),
		isFinal,
	});
	if ('error' in reply) return reply.error;
	const { answer } = reply;
	const error = isBatch ? refusalOf(reply) : errorOf(parseResponse(calls[0]!, answer));
	if (error) return withBlockEnd(error, portal, method);

	const outcomes = isBatch
		? readBatch(calls, version, answer, stopsAtError)
		: [parseResponse(calls[0]!, answer)];
	const times = timesOf(calls, version, answer);
	return outcomes.map((outcome, index): Outcome => {
		const call = calls[index]!;
		if (!outcome.ok) return { ok: false, error: withBlockEnd(outcome.error, portal, call.method) };
		noteBlockEnd(portal, call.method, times[index]);
		return outcome;
	});
}

/** Adds when a block ends to the error of a blocked method. */
function withBlockEnd(error: CallError, portal: string, method: MethodName): CallError {
	const endsAt = METHOD_BLOCKED.includes(error.code) ? blockEnd(portal, method) : undefined;
	return endsAt === undefined ? error : { ...error, endsAt };
}

/** One write among them makes the whole a write. */
export function accessOf(calls: Calls): 'read' | 'write' {
	return calls.every(({ method }) => specOf(method).access === 'read') ? 'read' : 'write';
}
