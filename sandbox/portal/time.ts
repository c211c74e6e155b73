/** Where a server's clock hangs: by how many minutes its face differs from UTC at an instant (milliseconds). */
export type Zone = (instant: number) => number;

const MINUTE = 60_000;

/**
 * The zone that an option names.
 *
 * @param named minutes east of UTC, also as a text, or an IANA name such as `Europe/Berlin`; UTC when left out
 * @throws RangeError for a name that is none
 */
export function zoneOf(named: number | string = 0): Zone {
	if (Number.isInteger(Number(named))) return () => Number(named);
	const format = new Intl.DateTimeFormat('en-US', { timeZone: String(named), timeZoneName: 'longOffset' });
	return (instant) => {
		const { value = '' } = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName') ?? {};
		const [, sign, hours, minutes] = /([+-])(\d+):(\d+)/.exec(value) ?? [];
		return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
	};
}

/** An instant as the clock shows it: `2026-05-25 10:00:00`. */
export function wallTime(instant: number, zone: Zone): string {
	return new Date(instant + zone(instant) * MINUTE).toISOString().slice(0, 19).replace('T', ' ');
}

/** An instant with the clock's offset: `2026-05-25T10:00:00+03:00`. */
export function isoTime(instant: number, zone: Zone): string {
	return wallTime(instant, zone).replace(' ', 'T') + offsetText(zone(instant));
}

function offsetText(minutes: number): string {
	const two = (number: number) => String(Math.trunc(number)).padStart(2, '0');
	const size = Math.abs(minutes);
	return `${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}

/**
 * The instant at which the clock shows a time. An hour that the clock shows twice is its first one; one that it skips is
 * taken as if it had not been put forward.
 *
 * @param wall `2026-05-25 10:00:00`
 */
export function instantOf(wall: string, zone: Zone): number {
	const face = Date.parse(`${wall.replace(' ', 'T')}Z`);
	const [before, after] = [zone(face - 1440 * MINUTE), zone(face + 1440 * MINUTE)];
	const first = face - before * MINUTE;
	const second = face - after * MINUTE;
	return zone(first) !== before && zone(second) === after ? second : first;
}

/** Whether a calendar has this day and a clock this time: `2026-02-30 …` is none. */
export function isWallTime(wall: string): boolean {
	const face = new Date(`${wall.replace(' ', 'T')}Z`);
	return !Number.isNaN(face.getTime()) && wallTime(face.getTime(), () => 0) === wall;
}
