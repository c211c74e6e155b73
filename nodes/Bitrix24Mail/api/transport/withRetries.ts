import { now } from '../../util/clock';
import type { Reply } from '../response';
import type { RequestContent } from './content';
import type { RequestContext } from './context';
import { isRateLimit, retryDelay } from './retryPolicy';
import type { SendTimes } from './withRateLimit';

/**
 * Sends a request, and again as long as the policy says so.
 *
 * @param content what it asks for: a write is not sent twice, unless the portal is known not to have carried it out
 * @param times when it was first sent
 * @param send sends it, once
 * @returns the last reply
 */
export async function withRetries(
	context: RequestContext,
	{ access, isFinal }: RequestContent,
	times: SendTimes,
	send: () => Promise<Reply>,
): Promise<Reply> {
	const { cancellation, retryPolicy: policy, retryBudget: budget } = context;
	for (let retry = 1; ; retry++) {
		const reply = await send();
		if (reply.ok) return reply;
		const isLimited = isRateLimit(reply.error);
		if (isFinal && !isLimited) return reply;

		// Nothing may have been sent yet, when there is no access token.
		const elapsedMs = times.first === undefined ? 0 : now() - times.first;
		const delay = retryDelay(reply.error, { policy, access, retry, elapsedMs, budget });
		if (delay === undefined) return reply;
		await cancellation.delay(delay);
		if (isLimited) context.onWaited(delay);
	}
}
