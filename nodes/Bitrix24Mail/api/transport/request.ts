import { readRefusal } from '../response';
import { noteRefused, takeRoom } from './rateLimiter';
import { now } from '../clock';
import { post, type HttpContent, type Reply } from './http';
import type { Line } from './context';
import { OWN_CODES, type Refusal } from '../call';
import { withLiveToken } from './tokenRefresh';
import { isRateLimit, pauseBeforeRetry } from './retryPolicy';

const STOPPED: Reply = { refusal: { code: OWN_CODES.stopped, text: '' } };

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
export async function request(line: Line, content: RequestContent): Promise<Reply> {
	const { connection, halt } = line;
	const { portal, requestLimit } = connection;
	const access = content.idempotencyKey === undefined ? content.access : 'read';
	let firstSentAt: number | undefined;
	let sentAt = 0;
	const send = async (): Promise<Reply> => {
		const waited = await takeRoom(portal, requestLimit, halt, firstSentAt !== undefined);
		if (waited > 0) line.onLimited(waited);
		if (halt.isStopped()) return STOPPED;

		sentAt = now();
		firstSentAt ??= sentAt;
		return await post(line.sender, connection, content, line.options);
	};
	for (let retry = 1; ; retry++) {
		const reply = await withLiveToken(line, send);
		const refusal = refusalOf(reply);
		if (!refusal) return reply;
		const isLimited = isRateLimit(refusal);
		if (isLimited) noteRefused(portal, requestLimit, sentAt);
		else if (content.isFinal) return reply;

		// Nothing may have been sent yet, when there is no access token.
		const elapsedMs = firstSentAt === undefined ? 0 : now() - firstSentAt;
		const pause = pauseBeforeRetry(refusal, { access, retry, elapsedMs, budget: line.memory.budget });
		if (pause === undefined) return reply;
		await halt.wait(pause);
		if (isLimited) line.onLimited(pause);
	}
}

/** Why a reply has no result for anyone; nothing when it has. */
export function refusalOf(reply: Reply): Refusal | undefined {
	return 'refusal' in reply ? reply.refusal : readRefusal(reply.answer);
}
