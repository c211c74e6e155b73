import { createExpiringMap } from '../../util/expiringMap';
import { isObject } from '../../util/json';
import type { Call, CallError } from '../call';
import type { RequestOutcome } from './format';

/**
 * One method used too much server time, and is blocked for up to ten minutes: the codes of both versions for
 * the same limit (the vendor's published server sources: LoadLimiter, RestApiServer).
 *
 * @see https://apidocs.bitrix24.com/limits.html
 */
const METHOD_BLOCKED: readonly string[] = [
	'OPERATION_TIME_LIMIT',
	'BITRIX_REST_V3_EXCEPTION_RATELIMITEXCEPTION',
];

/**
 * When a block by `OPERATION_TIME_LIMIT` would end, by portal and method: Unix time in seconds. Each good
 * answer names it for its method; the refusal itself does not.
 *
 * @see https://apidocs.bitrix24.com/limits.html
 */
const ends = createExpiringMap<number>({ isExpired: (end) => !isAhead(end) });

/**
 * A block ends within ten minutes; the portal's clock may be wrong, but what lies further ahead is no time.
 * In seconds.
 */
const MAX_AHEAD_SECONDS = 86_400;

/** A time of the portal is a date: it is compared with n8n's date, whoever sets that. */
function isAhead(end: number): boolean {
	const now = Date.now() / 1000;
	return end > now && end < now + MAX_AHEAD_SECONDS;
}

/**
 * Learns from good answers when the block of their method would end, and adds it to the error of a blocked
 * method.
 *
 * @param portal its base address
 * @param calls what was called
 * @param outcome what became of them
 * @param times what the answer says of each of them, in their order
 * @returns the outcome; of a blocked method, with the end of the block where it is known
 */
export function withBlockEnds(
	portal: string,
	calls: readonly Call[],
	outcome: RequestOutcome,
	times: readonly unknown[],
): RequestOutcome {
	if (outcome.status === 'rejected') {
		return { ...outcome, error: withBlockEnd(portal, calls[0]!.method, outcome.error) };
	}
	const outcomes = outcome.outcomes.map((one, index) => {
		const { method } = calls[index]!;
		if (!one.ok) return { ...one, error: withBlockEnd(portal, method, one.error) };
		noteBlockEnd(portal, method, times[index]);
		return one;
	});
	return { status: 'answered', outcomes };
}

/** With the time as people write it, in UTC, where it is known and not over. */
function withBlockEnd(portal: string, method: string, error: CallError): CallError {
	const end = METHOD_BLOCKED.includes(error.code) ? ends.get(`${portal} ${method}`) : undefined;
	if (end === undefined || !isAhead(end)) return error;
	return { ...error, endsAt: `${new Date(end * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC` };
}

function noteBlockEnd(portal: string, method: string, time: unknown): void {
	const end = isObject(time) ? time.operating_reset_at : undefined;
	if (typeof end === 'number' && isAhead(end)) ends.set(`${portal} ${method}`, end);
}
