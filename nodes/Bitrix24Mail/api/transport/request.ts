import { parseFailure } from '../response';
import { onThrottled, acquire } from './rateLimiter';
import { now } from '../clock';
import { post, type HttpContent, type Reply } from './http';
import type { RequestContext } from './context';
import { LOCAL_CODES, type CallError } from '../call';
import { withTokenRefresh } from './tokenRefresh';
import { isRateLimit, retryDelay } from './retryPolicy';

const STOPPED: Reply = { error: { code: LOCAL_CODES.stopped, text: '' } };

/** What one request asks for. */
export interface RequestContent extends HttpContent {
	/** Whether all that it asks for only reads. */
	readonly access: 'read' | 'write';
	/** Whether a server's fault is the answer, as the same was tried again before. */
	readonly isFinal?: boolean;
}

/**
 * Sends one request within the portal's limit, and again, with the same key, where the policy says so.
 *
 * @returns the last answer or, where none came, why
 */
export async function request(line: RequestContext, content: RequestContent): Promise<Reply> {
	const { connection, cancellation } = line;
	const { portal, requestLimit } = connection;
	const access = content.idempotencyKey === undefined ? content.access : 'read';
	let firstSentAt: number | undefined;
	let sentAt = 0;
	const send = async (): Promise<Reply> => {
		const waited = await acquire(portal, requestLimit, cancellation, firstSentAt !== undefined);
		if (waited > 0) line.onWaited(waited);
		if (cancellation.isCancelled()) return STOPPED;

		sentAt = now();
		firstSentAt ??= sentAt;
		return await post(line.n8n, connection, content, line.options);
	};
	for (let retry = 1; ; retry++) {
		const reply = await withTokenRefresh(line, send);
		const error = refusalOf(reply);
		if (!error) return reply;
		const isLimited = isRateLimit(error);
		if (isLimited) onThrottled(portal, requestLimit, sentAt);
		else if (content.isFinal) return reply;

		// Nothing may have been sent yet, when there is no access token.
		const elapsedMs = firstSentAt === undefined ? 0 : now() - firstSentAt;
		const pause = retryDelay(error, { access, retry, elapsedMs, budget: line.memory.budget });
		if (pause === undefined) return reply;
		await cancellation.delay(pause);
		if (isLimited) line.onWaited(pause);
	}
}

/** Why a reply has no result for anyone; nothing when it has. */
export function refusalOf(reply: Reply): CallError | undefined {
	return 'error' in reply ? reply.error : parseFailure(reply.answer);
}
