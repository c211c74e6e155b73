import type { Reply } from '../response';
import type { RequestContent } from './content';
import type { RequestContext } from './context';
import { post } from './http';
import { withRateLimit, type SendTimes } from './withRateLimit';
import { withRetries } from './withRetries';
import { withTokenRefresh } from './tokenRefresh';

/**
 * Sends one request: within the portal's rate limit, with a token that is refreshed when it has expired, and
 * again, with the same key, where the policy says so.
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
