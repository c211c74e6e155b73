import type { IDataObject } from 'n8n-workflow';
import { accessOf, type Call, type CallError, type Outcome } from '../call';
import { methodUrl } from '../methods';
import { outcomeOf } from '../response';
import { request } from '../transport/request';
import type { RunContext } from './context';
import { formatOf } from './formats';
import { withBlockEnd, withBlockEnds } from './methodBlocks';

/** What came of one request: an outcome for each of its calls; or the one error of them all. */
export type RequestOutcome =
	| { readonly status: 'answered'; readonly outcomes: Outcome[] }
	| { readonly status: 'rejected'; readonly error: CallError };

/** How a request is sent. */
export interface SendOptions {
	/** A fault of the server is the answer, as the same was tried again before. */
	readonly isFinal?: boolean;
}

/**
 * One request: a plain one for a single call, a batch for several of one version.
 *
 * @param calls at least one
 */
export async function sendCalls(
	context: RunContext,
	calls: readonly Call[],
	options: SendOptions = {},
): Promise<RequestOutcome> {
	const [call] = calls as [Call];
	return calls.length === 1
		? await sendSingle(context, call, options)
		: await sendBatch(context, calls, options);
}

async function sendSingle(context: RunContext, call: Call, options: SendOptions): Promise<RequestOutcome> {
	const { portal } = context.connection;
	const reply = await request(context, {
		url: methodUrl(portal, call.method, call.spec.version),
		body: call.params as IDataObject,
		access: call.spec.access,
		idempotencyKey: call.idempotencyKey,
		...options,
	});
	const outcome = outcomeOf(call, reply);
	if (!outcome.ok) return { status: 'rejected', error: withBlockEnd(portal, call.method, outcome.error) };
	const time = reply.ok ? reply.body.time : undefined;
	return { status: 'answered', outcomes: withBlockEnds(portal, [call], [outcome], [time]) };
}

async function sendBatch(
	context: RunContext,
	calls: readonly Call[],
	options: SendOptions,
): Promise<RequestOutcome> {
	const { portal } = context.connection;
	const [first] = calls as [Call];
	const format = formatOf(first);
	const stopsAtError = context.failFast !== undefined;
	const reply = await request(context, {
		url: methodUrl(portal, 'batch', first.spec.version),
		body: format.body(calls, stopsAtError),
		access: accessOf(calls),
		...options,
	});
	if (!reply.ok) return { status: 'rejected', error: withBlockEnd(portal, first.method, reply.error) };
	const outcomes = format.outcomes(calls, reply.body, stopsAtError);
	return {
		status: 'answered',
		outcomes: withBlockEnds(portal, calls, outcomes, format.times(calls, reply.body)),
	};
}
