/** What a date says that is written as ISO 8601 writes it, or as databases do. */
export interface DateText {
	/** Its wall clock, in milliseconds since 1970-01-01T00:00 by that clock. */
	wallMs: number;
	/** How far that clock is ahead of UTC, in minutes; none where the text doesn’t say. */
	offsetMinutes?: number;
	/** `Z`: the instant is known, the sender’s own clock is not (RFC 9557, section 2). */
	isZulu: boolean;
	/** Whether it has a time with seconds. */
	isFull: boolean;
}

const DATE =
	/^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?: ?(Z|[+-]\d\d(?::?\d\d)?))?)?$/i;

/** No date is longer, in characters; a pattern could fail over a text of any length. */
const MAX_LENGTH = 100;

/**
 * Reads `2026-05-25`, `2026-05-25 10:00`, `2026-05-25 10:00:00` and the forms of ISO 8601 with a time,
 * fractions and an offset. Nothing is guessed: `new Date(text)` takes nearly any text for some date.
 *
 * @param text anything
 * @returns undefined for what is no such text, and for days and times that don’t exist
 */
export function readDateText(text: unknown): DateText | undefined {
	const match = typeof text === 'string' && text.length <= MAX_LENGTH ? DATE.exec(text.trim()) : null;
	if (!match) return undefined;
	const [, day, minutes = '00:00', seconds, fraction = '', offset] = match;
	const written = `${day}T${minutes}:${seconds ?? '00'}`;
	const ms = Date.parse(`${written}Z`);
	// A day such as February 30 comes back as another one, or not at all.
	if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(written)) return undefined;
	const offsetMinutes = offset === undefined ? undefined : minutesOf(offset);
	if (Number.isNaN(offsetMinutes)) return undefined;
	return {
		wallMs: ms + Number(fraction.slice(0, 3).padEnd(3, '0')),
		offsetMinutes,
		isZulu: offset?.toUpperCase() === 'Z',
		isFull: seconds !== undefined,
	};
}

/** The minutes of `+03:00`, `+0300`, `+03` or `Z`; NaN for an offset of a day or more. */
function minutesOf(offset: string): number {
	if (offset.toUpperCase() === 'Z') return 0;
	const hours = Number(offset.slice(1, 3));
	const minutes = Number(offset.slice(3).replace(':', ''));
	if (hours > 23 || minutes > 59) return NaN;
	// Adding 0 turns -0 into 0.
	return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) + 0;
}
