import { readDateText } from './dateText';

const MINUTE_MS = 60_000;

/**
 * The instant of a date that a portal sends: `2026-05-25 10:00:00`, by the clock of the server, or ISO 8601
 * with an offset. Which of them comes depends on the method and on the version of the server.
 *
 * @param text anything; a portal also sends '' where it knows no date
 * @param offsetMinutes how far the server’s clock is ahead of UTC; undefined when that is not known
 * @returns milliseconds since 1970; undefined for anything else, and for a date without an offset when the
 *   server’s is not known
 * @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-list.html
 */
export function parseInstant(text: unknown, offsetMinutes?: number): number | undefined {
	const date = readDateText(text);
	const offset = date?.offsetMinutes ?? offsetMinutes;
	if (date === undefined || !date.isFull || offset === undefined) return undefined;
	return date.wallMs - offset * MINUTE_MS;
}

/**
 * How far the clock is ahead of UTC by which a date was written: that of `time.date_start` in an answer is
 * the server’s.
 *
 * @param isoText anything
 * @returns minutes; undefined for a date without an offset, and for anything else
 * @see https://apidocs.bitrix24.com/settings/how-to-call-rest-api/data-types.html
 */
export function offsetOf(isoText: unknown): number | undefined {
	return readDateText(isoText)?.offsetMinutes;
}

/**
 * An instant as ISO 8601 writes it, in whole seconds: `2026-05-25T10:00:00+03:00`.
 *
 * @param ms since 1970; fractions of a second are dropped
 * @param offsetMinutes of the clock to print it by: whole minutes ahead of UTC
 * @throws RangeError for what no Date can hold
 */
export function toIso(ms: number, offsetMinutes: number): string {
	const seconds = Math.floor(ms / 1000) * 1000;
	const wallClock = new Date(seconds + offsetMinutes * MINUTE_MS).toISOString().replace('.000Z', '');
	const size = Math.abs(offsetMinutes);
	const sign = offsetMinutes < 0 ? '-' : '+';
	return `${wallClock}${sign}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');
