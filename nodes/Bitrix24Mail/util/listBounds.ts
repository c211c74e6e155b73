import { toIso } from './instant';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** How far a clock on Earth can be behind UTC or ahead of it, in minutes. */
const FURTHEST_BEHIND = -12 * 60;
const FURTHEST_AHEAD = 14 * 60;

/** What the server’s database can hold, with room for offsets: the years 1000 to 9999. */
const EARLIEST_MS = Date.parse('1000-01-03T00:00:00Z');
const LATEST_MS = Date.parse('9999-12-29T00:00:00Z');

/**
 * The bounds to send for messages between two instants. No version of the server cuts off one that lies
 * within, and all versions also send some that lie outside: whoever asks checks what comes.
 *
 * Old servers throw the offset and the seconds away and take the wall clock as their own; new ones take the
 * real instant, but compare it with dates that they store by their wall clock. So whole minutes are sent, by
 * the server’s own clock, an hour further than asked: so much that clock may have been changed since. Where
 * it is not known, the lower bound is written by the clock that is furthest behind, the upper by the one
 * furthest ahead: the wall clock is then early or late enough for any server, and the instant is right for
 * those that look at it.
 *
 * @param from milliseconds since 1970; no bound when left out. Must not be after `to`: new servers refuse
 *   that.
 * @param to milliseconds since 1970; no bound when left out
 * @param portalOffsetMinutes how far the server’s clock is ahead of UTC (`time.date_start`), when known
 * @returns texts such as `2026-05-25T10:00:00+03:00`. An instant lies less than 61 minutes outside; the wall
 *   clock of an unknown server less than 27 hours and a minute.
 * @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-list.html
 */
export function listBounds(
	from?: number,
	to?: number,
	portalOffsetMinutes?: number,
): { dateFrom?: string; dateTo?: string } {
	const bounds: { dateFrom?: string; dateTo?: string } = {};
	if (from !== undefined) {
		const minute = Math.floor((from - HOUR_MS) / MINUTE_MS) * MINUTE_MS;
		bounds.dateFrom = toIso(withinLimits(minute), portalOffsetMinutes ?? FURTHEST_BEHIND);
	}
	if (to !== undefined) {
		const minute = Math.ceil((to + HOUR_MS) / MINUTE_MS) * MINUTE_MS;
		bounds.dateTo = toIso(withinLimits(minute), portalOffsetMinutes ?? FURTHEST_AHEAD);
	}
	return bounds;
}

const withinLimits = (ms: number): number => Math.min(Math.max(ms, EARLIEST_MS), LATEST_MS);
