import { now } from '../../util/clock';
import { LOCAL_CODES } from '../call';
import type { Reply } from '../response';
import type { RequestContext } from './context';
import { post, type HttpContent } from './http';
import { acquire, onThrottled } from './rateLimiter';
import { isRateLimit, retryDelay } from './retryPolicy';
import { withTokenRefresh } from './tokenRefresh';

/** What one request asks for. */
export interface RequestContent extends HttpContent {
	/** Whether all that it asks for only reads. */
	readonly access: 'read' | 'write';
	/** Whether a server's fault is the answer, as the same was tried again before. */
	readonly isFinal?: boolean;
}

/** Sends the request once more. */
type Send = () => Promise<Reply>;

/** When a request was first sent, by the clock of {@link now}: undefined before. */
interface SendTimes {
	first?: number;
}

/**
 * Sends one request: within the portal's rate limit, with a token that is refreshed when it has expired, and again, with the same
 * key, where the policy says so.
 *
 * @returns the last answer or, where none came, why
 */
export async function request(context: RequestContext, content: RequestContent): Promise<Reply> {
	const times: SendTimes = {};
	const sendOnce = async () => await post(context, content);
	const sendInTime = async () => await withRateLimit(context, times, sendOnce);
	const sendSigned = async () => await withTokenRefresh(context, sendInTime);
	return await withRetries(context, content, times, sendSigned);
}

/** Waits until the portal takes one more request, where requests do, and tells the rate limiter when it does not. */
async function withRateLimit(context: RequestContext, times: SendTimes, send: Send): Promise<Reply> {
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

/** Sends again as long as the policy says so. */
async function withRetries(
	context: RequestContext,
	{ access, idempotencyKey, isFinal }: RequestContent,
	times: SendTimes,
	send: Send,
): Promise<Reply> {
	const { cancellation, retryPolicy: policy, retryBudget: budget } = context;
	// Whoever sends it twice with the same key has it carried out once.
	const effect = idempotencyKey === undefined ? access : 'read';
	for (let retry = 1; ; retry++) {
		const reply = await send();
		if (reply.ok) return reply;
		const isLimited = isRateLimit(reply.error);
		if (isFinal && !isLimited) return reply;

		// Nothing may have been sent yet, when there is no access token.
		const elapsedMs = times.first === undefined ? 0 : now() - times.first;
		const delay = retryDelay(reply.error, { policy, access: effect, retry, elapsedMs, budget });
		if (delay === undefined) return reply;
		await cancellation.delay(delay);
		if (isLimited) context.onWaited(delay);
	}
}
