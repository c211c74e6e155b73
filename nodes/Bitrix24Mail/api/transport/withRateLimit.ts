import { now } from '../../util/clock';
import { LOCAL_CODES } from '../call';
import type { Reply } from '../response';
import type { RequestContext } from './context';
import { acquire, onThrottled } from './rateLimiter';
import { isRateLimit } from './retryPolicy';

/** When a request was first sent, by the clock of {@link now}: undefined before. */
export interface SendTimes {
	first?: number;
}

/**
 * Waits until the portal takes one more request, where requests do, sends it, and tells the rate limiter when
 * it was refused all the same.
 *
 * @param times notes when it was first sent: a request that goes again does not stand at the end of the queue
 * @param send sends it, once
 */
export async function withRateLimit(
	context: RequestContext,
	times: SendTimes,
	send: () => Promise<Reply>,
): Promise<Reply> {
	const { connection, cancellation, isRateLimited } = context;
	if (!isRateLimited) return await send();
	const { portal, rateLimit } = connection;
	const waited = await acquire(portal, rateLimit, cancellation, times.first !== undefined);
	if (waited > 0) context.onWaited(waited);
	if (cancellation.isCancelled()) return { ok: false, error: { code: LOCAL_CODES.stopped, text: '' } };

	const sentAt = now();
	times.first ??= sentAt;
	const reply = await send();
	if (!reply.ok && isRateLimit(reply.error)) onThrottled(portal, rateLimit, sentAt);
	return reply;
}
