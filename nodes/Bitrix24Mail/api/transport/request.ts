import type { Reply } from '../response';
import type { RequestContext } from './context';
import { post, type HttpContent } from './http';
import { withRateLimit, type SendTimes } from './withRateLimit';
import { withRetries } from './withRetries';
import { withTokenRefresh } from './tokenRefresh';

/** What one request asks for. */
export interface RequestContent extends HttpContent {
	/** Whether all that it asks for only reads. */
	readonly access: 'read' | 'write';
	/** Whether a server's fault is the answer, as the same was tried again before. */
	readonly isFinal?: boolean;
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
