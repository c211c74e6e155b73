import { isObject } from '../response';
import { createExpiringMap } from '../expiringMap';

/**
 * One method used too much server time, and is blocked for up to ten minutes: the codes of both versions for the same limit
 * (the vendor's published server sources: LoadLimiter, RestApiServer).
 *
 * @see https://apidocs.bitrix24.com/limits.html
 */
export const METHOD_BLOCKED: readonly string[] = [
	'OPERATION_TIME_LIMIT',
	'BITRIX_REST_V3_EXCEPTION_RATELIMITEXCEPTION',
];

/**
 * When a block by `OPERATION_TIME_LIMIT` would end, by portal and method: Unix time in seconds. Each good answer names it
 * for its method; the error itself does not (Bitrix24 REST: limits).
 */
const ends = createExpiringMap<number>((end) => !isAhead(end));

/** A block ends within ten minutes; the portal's clock may be wrong, but what lies further ahead is no time. In seconds. */
const MAX_AHEAD_SECONDS = 86_400;

/** A time of the portal is a date: it is compared with n8n's date, whoever sets that. */
function isAhead(end: number): boolean {
	const now = Date.now() / 1000;
	return end > now && end < now + MAX_AHEAD_SECONDS;
}

/**
 * Takes note of what a good answer says of its method's block.
 *
 * @param time that the answer gives for a call of the method
 */
export function noteBlockEnd(portal: string, method: string, time: unknown): void {
	const end = isObject(time) ? time.operating_reset_at : undefined;
	if (typeof end === 'number' && isAhead(end)) ends.set(`${portal} ${method}`, end);
}

/**
 * When the block of a method ends.
 *
 * @returns the time as people write it, in UTC; nothing when it is not known or over
 */
export function blockEnd(portal: string, method: string): string | undefined {
	const end = ends.get(`${portal} ${method}`);
	if (end === undefined || !isAhead(end)) return undefined;
	return `${new Date(end * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
