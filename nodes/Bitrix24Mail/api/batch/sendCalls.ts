import { accessOf, type Call } from '../call';
import { methodUrl } from '../methods';
import { request } from '../transport/request';
import type { RunContext } from './context';
import type { RequestOutcome } from './format';
import { formatOf } from './formats';
import { withBlockEnds } from './methodBlocks';

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
	const [{ spec, idempotencyKey }] = calls as [Call];
	const { portal } = context.connection;
	const format = formatOf(calls);
	const stopsAtError = context.failFast !== undefined;
	const reply = await request(context, {
		url: methodUrl(portal, format.method(calls), spec.version),
		body: format.body(calls, stopsAtError),
		access: accessOf(calls),
		// A key is for one call: those that have one travel alone.
		idempotencyKey,
		...options,
	});
	const outcome = format.read(calls, reply, stopsAtError);
	return withBlockEnds(portal, calls, outcome, reply.ok ? format.times(calls, reply.body) : []);
}
