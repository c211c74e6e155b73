import fc from 'fast-check';
import { wallClock, wallClockInstant } from '../../../../nodes/Bitrix24Mail/util/userDate';
import { propertyRuns } from '../../../support/property';

const { parameters, timeoutMs } = propertyRuns(500);

/** With summer time and without, west and east, with half hours, a quarter, and 14 hours ahead. */
const ZONES = [
	'UTC',
	'Europe/Berlin',
	'Europe/Moscow',
	'America/New_York',
	'America/St_Johns',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
	'Pacific/Kiritimati',
	'Pacific/Apia',
	'Etc/GMT+12',
	'Africa/Casablanca',
	'Antarctica/Troll',
] as const;

/** What the clocks of a zone show, as somebody else finds it. */
const shown = (ms: number, timeZone: string) =>
	new Intl.DateTimeFormat('sv-SE', {
		timeZone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
	}).format(ms);

/** A DateTime as luxon makes it, as far as it is used here. */
const luxon = (iso: string | null) => ({
	toISO: () => iso,
	toMillis: () => (iso === null ? NaN : Date.parse(iso)),
});

describe('The instant that a user means', () => {
	it.each([
		['2026-05-25T10:00:00', 'Europe/Berlin', '2026-05-25T08:00:00Z'],
		['2026-01-25T10:00:00', 'Europe/Berlin', '2026-01-25T09:00:00Z'],
		['2026-05-25 10:00', 'America/New_York', '2026-05-25T14:00:00Z'],
		['2026-05-25', 'Asia/Kathmandu', '2026-05-24T18:15:00Z'],
		['2026-05-25T10:00:00.250', 'UTC', '2026-05-25T10:00:00.250Z'],
		['2026-05-25T10:00:00+03:00', 'Europe/Berlin', '2026-05-25T07:00:00Z'],
		['2026-05-25T10:00Z', 'Europe/Berlin', '2026-05-25T10:00:00Z'],
		['0001-01-01', 'Europe/Berlin', '0000-12-31T23:06:32Z'],
		['9999-12-31T23:59:59', 'UTC', '9999-12-31T23:59:59Z'],
		[new Date('2026-05-25T10:00:00Z'), 'Europe/Berlin', '2026-05-25T10:00:00Z'],
		[luxon('2026-05-25T10:00:00.000+03:00'), 'Europe/Berlin', '2026-05-25T07:00:00Z'],
		[Date.UTC(2026, 4, 25, 10), 'Europe/Berlin', '2026-05-25T10:00:00Z'],
	])('by %j in %s is %s', (value, zone, instant) => {
		expect(wallClockInstant(value, zone)).toBe(Date.parse(instant));
	});

	it.each([
		['skipped: as much later', '2026-03-29T02:30:00', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
		['skipped: as much later', '2026-03-08T02:15:00', 'America/New_York', '2026-03-08T07:15:00Z'],
		['skipped for half an hour', '2026-10-04T02:15:00', 'Australia/Lord_Howe', '2026-10-03T15:45:00Z'],
		['skipped for a day', '2011-12-30T12:00:00', 'Pacific/Apia', '2011-12-30T22:00:00Z'],
		['shown twice: the first', '2026-10-25T02:30:00', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
		['shown twice: the first', '2026-11-01T01:15:00', 'America/New_York', '2026-11-01T05:15:00Z'],
	])('%s: %s in %s', (_what, text, zone, instant) => {
		expect(new Date(wallClockInstant(text, zone)!).toISOString().replace('.000', '')).toBe(instant);
	});

	it.each([
		'',
		'25.05.2026',
		'2026-02-30',
		'2026-05-25T25:00:00',
		'now',
		'1779703200000',
		1_779_703_200,
		0,
		-1,
		NaN,
		Infinity,
		1e300,
		true,
		null,
		undefined,
		{},
		[],
		{ toISO: 'no function' },
		luxon(null),
		new Date(NaN),
		new Date(8.64e15),
	])('is not known by %j', (value) => {
		expect(wallClockInstant(value, 'UTC')).toBeUndefined();
		expect(wallClock(value, 'UTC')).toBeUndefined();
	});

	it(
		'is the first one at which the clocks show that',
		() => {
			fc.assert(
				fc.property(
					fc.constantFrom(...ZONES),
					fc.integer({ min: 0, max: Date.UTC(2037, 0) / 1000 }),
					(zone, at) => {
						const text = shown(at * 1000, zone);
						const found = wallClockInstant(text, zone)!;
						expect(shown(found, zone)).toBe(text);
						expect(found).toBeLessThanOrEqual(at * 1000);
						// Clocks are set by these differences, in minutes.
						for (const minutes of [20, 30, 60, 120, 180]) {
							expect(shown(found - minutes * 60_000, zone)).not.toBe(text);
						}
					},
				),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it(
		'grows with what is entered, but for the hour that clocks show twice',
		() => {
			fc.assert(
				fc.property(
					fc.constantFrom(...ZONES),
					fc.integer({ min: 0, max: 35_000_000 }),
					fc.integer({ min: 181, max: 5_000 }),
					(zone, minute, later) => {
						const instant = (at: number) =>
							wallClockInstant(new Date(at * 60_000).toISOString().slice(0, 19), zone)!;
						expect(instant(minute + later)).toBeGreaterThan(instant(minute));
					},
				),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it('needs a time zone that there is, where it needs one', () => {
		expect(() => wallClockInstant('2026-05-25', 'Europe/Nowhere')).toThrow(RangeError);
		expect(wallClockInstant('2026-05-25T10:00:00Z', 'Europe/Nowhere')).toBe(Date.UTC(2026, 4, 25, 10));
	});
});

describe('The wall clock that a user entered', () => {
	it.each([
		['2026-05-25T10:00:00', '2026-05-25 10:00:00'],
		['2026-05-25 10:00', '2026-05-25 10:00:00'],
		['2026-05-25', '2026-05-25 00:00:00'],
		['2026-05-25T10:00:00.999', '2026-05-25 10:00:00'],
		['2026-05-25T10:00:00-07:00', '2026-05-25 10:00:00'],
		['2026-05-25T10:00:00+00:00', '2026-05-25 10:00:00'],
		[luxon('2026-05-25T10:00:00.000-07:00'), '2026-05-25 10:00:00'],
		['2026-05-25T10:00:00Z', '2026-05-25 12:00:00'],
		[luxon('2026-05-25T10:00:00.000Z'), '2026-05-25 12:00:00'],
		[new Date('2026-05-25T10:00:00Z'), '2026-05-25 12:00:00'],
		[Date.UTC(2026, 0, 25, 23), '2026-01-26 00:00:00'],
		// No clock in Berlin shows it, but perhaps those of the person do in whose calendar it goes.
		['2026-03-29T02:30:00', '2026-03-29 02:30:00'],
	])('by %j is %s', (value, text) => expect(wallClock(value, 'Europe/Berlin')).toBe(text));

	it(
		'stays as it was entered, in whatever zone, and whatever offset stands behind it',
		() => {
			const minutes = fc.integer({ min: 0, max: Date.UTC(2100, 0) / 60_000 });
			const offset = fc.constantFrom('', '+03:00', '-0930', '+14', ' +05:45');
			fc.assert(
				fc.property(fc.constantFrom(...ZONES), minutes, offset, (zone, minute, ending) => {
					const entered = new Date(minute * 60_000).toISOString().slice(0, 19);
					expect(wallClock(entered + ending, zone)).toBe(entered.replace('T', ' '));
				}),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it(
		'of an instant is what the clocks of the zone show',
		() => {
			fc.assert(
				fc.property(
					fc.constantFrom(...ZONES),
					fc.integer({ min: 200_000_000, max: Date.UTC(2037, 0) / 1000 }),
					(zone, at) => {
						expect(wallClock(at * 1000, zone)).toBe(shown(at * 1000, zone));
						expect(wallClock(new Date(at * 1000).toISOString(), zone)).toBe(shown(at * 1000, zone));
					},
				),
				parameters as never,
			);
		},
		timeoutMs,
	);
});
