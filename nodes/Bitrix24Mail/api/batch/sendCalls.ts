import { isObject, toText } from '../../util/json';
import { accessOf, type Call } from '../call';
import { methodUrl } from '../methods';
import type { Reply } from '../response';
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
	const outcome = withTime(calls, format.read(calls, reply, stopsAtError), reply);
	return withBlockEnds(portal, calls, outcome, reply.ok ? format.times(calls, reply.body) : []);
}

/** Dates without an offset are those of the portal’s clock: the answer that they came with tells its offset. */
function withTime(calls: readonly Call[], outcome: RequestOutcome, reply: Reply): RequestOutcome {
	const answeredAt = reply.ok && isObject(reply.body.time) ? toText(reply.body.time.date_start) : '';
	if (outcome.status === 'rejected' || answeredAt === '') return outcome;
	const outcomes = outcome.outcomes.map((one, index) =>
		one.ok && calls[index]!.spec.dated ? { ...one, answeredAt } : one,
	);
	return { ...outcome, outcomes };
}
