import { readDateText } from './dateText';
import { isObject } from './json';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Numbers below are seconds, not milliseconds: as milliseconds they would be dates before March 1973. */
const LEAST_MS = 1e11;

/** The years that texts of four digits can name: 0000 to 9999. */
const START_MS = Date.parse('0000-01-01T00:00:00Z');
const END_MS = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * The instant that a user means by a date. Without an offset it is taken in a time zone. What clocks skip in
 * spring is taken as much later as they skip (02:30 as 03:30), and of the hour that they show twice in autumn
 * the first is taken: so does Temporal (“compatible”).
 *
 * @param value text such as `2026-05-25`, `2026-05-25 10:00` or `2026-05-25T10:00:00.000+03:00`; what
 *   expressions yield: a Date, a DateTime of luxon (`$now`), or milliseconds since 1970
 * @param timeZone an IANA name
 * @returns milliseconds since 1970; undefined when it can’t be read, and for a number that must be seconds
 * @throws RangeError when there is no such time zone and the date needs one
 */
export function wallClockInstant(value: unknown, timeZone: string): number | undefined {
	const given = dateIn(value);
	if (typeof given === 'number') return given;
	const date = readDateText(given);
	if (date === undefined) return undefined;
	if (date.offsetMinutes !== undefined) return date.wallMs - date.offsetMinutes * MINUTE_MS;
	return instantOf(date.wallMs, timeZone);
}

/**
 * A user’s date as Bitrix24 takes dates of events: by the wall clock that was entered, whatever offset stands
 * behind it. A date that has no wall clock of its own (a Date, milliseconds, or text that ends in `Z`) is put
 * on that of a time zone.
 *
 * @param value as for {@link wallClockInstant}
 * @param timeZone an IANA name
 * @returns `2026-05-25 10:00:00`; undefined when it can’t be read
 * @throws RangeError when there is no such time zone and the date needs one
 * @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-createcalendarevent.html
 */
export function wallClock(value: unknown, timeZone: string): string | undefined {
	const given = dateIn(value);
	const date = readDateText(given);
	const instant = typeof given === 'number' ? given : date?.isZulu ? date.wallMs : undefined;
	const wallMs = instant === undefined ? date?.wallMs : instant + offsetAt(instant, formatIn(timeZone));
	if (wallMs === undefined || wallMs < START_MS || wallMs > END_MS) return undefined;
	return new Date(wallMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** What a value says of a date: text, or milliseconds. */
function dateIn(value: unknown): string | number | undefined {
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return value >= LEAST_MS && value <= END_MS ? Math.floor(value) : undefined;
	if (!isObject(value)) return undefined;
	// Known by what they can do: an expression may run where there are other classes of the same names.
	if (typeof value.toISO === 'function') return dateIn(value.toISO());
	if (typeof value.getTime !== 'function') return undefined;
	const ms: unknown = value.getTime();
	return typeof ms === 'number' && ms >= START_MS && ms <= END_MS ? ms : undefined;
}

/**
 * The instant at which the clocks of a time zone show something. No offset is a day or more, so those of a
 * day before and a day after are all that it can have, but where clocks are changed twice within two days.
 */
function instantOf(wallMs: number, timeZone: string): number {
	const format = formatIn(timeZone);
	const before = wallMs - offsetAt(wallMs - DAY_MS, format);
	const after = wallMs - offsetAt(wallMs + DAY_MS, format);
	const shown = [before, after].filter((ms) => ms + offsetAt(ms, format) === wallMs);
	return shown.length > 0 ? Math.min(...shown) : before;
}

const formatIn = (timeZone: string) =>
	new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });

/** How far the clocks are ahead of UTC at an instant, in milliseconds: of `GMT+02:30:17`, say. */
function offsetAt(ms: number, format: Intl.DateTimeFormat): number {
	const name = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
	const [, sign, hours, minutes, seconds = '0'] = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name) ?? [];
	if (sign === undefined) return 0;
	const size = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS + Number(seconds) * 1000;
	return sign === '-' ? -size : size;
}
