import fc from 'fast-check';
import { listBounds } from '../../../../nodes/Bitrix24Mail/util/listBounds';
import { propertyRuns } from '../../../support/property';

const { parameters, timeoutMs } = propertyRuns(3_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What a server makes of a bound: the moment before or after which it cuts, on the axis that it compares dates by. */
interface Dialect {
	/**
	 * @param text as it is sent
	 * @param offsetAt how far the server’s clock is ahead of UTC at an instant, in minutes
	 */
	readBound: (text: string, offsetAt: (ms: number) => number) => number;
	/** Where the message stands on that axis. */
	place: (ms: number, offsetAt: (ms: number) => number) => number;
}

const onTheServersClock = (ms: number, offsetAt: (ms: number) => number) => ms + offsetAt(ms) * MINUTE;

const DIALECTS: Record<string, Dialect> = {
	'old: no offset, no seconds, the wall clock is its own': {
		readBound: (text) => Date.parse(`${text.slice(0, 16)}:00Z`),
		place: onTheServersClock,
	},
	'new: instants': { readBound: (text) => Date.parse(text), place: (ms) => ms },
	'new: instants, in a database by the server’s clock': {
		readBound: (text, offsetAt) => onTheServersClock(Date.parse(text), offsetAt),
		place: onTheServersClock,
	},
};

/** Clocks of a server: an offset, and an hour more or less from some instant on. */
const clocks = fc
	.record({
		standard: fc.oneof(fc.constantFrom(-12 * 60, 14 * 60), fc.integer({ min: -12 * 60, max: 14 * 60 })),
		change: fc.constantFrom(-60, -30, 0, 30, 60),
		at: fc.integer({ min: 0, max: 4_000_000 }),
	})
	.map(({ standard, change, at }) => ({
		changesAt: at * HOUR,
		offsetAt: (ms: number) =>
			ms < at * HOUR ? standard : Math.min(Math.max(standard + change, -12 * 60), 14 * 60),
	}));

/** Milliseconds around the change of the clocks, where it is hardest, and anywhere. */
const nearOrFar = (ms: number) =>
	fc.oneof(
		fc.integer({ min: -3 * HOUR, max: 3 * HOUR }).map((difference) => ms + difference),
		fc.integer({ min: 0, max: 4_000_000 * HOUR }),
	);

const cases = clocks.chain((clock) =>
	fc.record({
		clock: fc.constant(clock),
		from: nearOrFar(clock.changesAt),
		to: nearOrFar(clock.changesAt),
		now: fc.integer({ min: 0, max: 4_000_000 * HOUR }),
		isOffsetKnown: fc.boolean(),
		dialect: fc.constantFrom(...Object.keys(DIALECTS)),
		within: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
	}),
);

describe('The bounds of a list', () => {
	it.each([
		[180, '2026-05-25T09:00:00+03:00', '2026-05-25T12:31:00+03:00'],
		[0, '2026-05-25T06:00:00+00:00', '2026-05-25T09:31:00+00:00'],
		[-570, '2026-05-24T20:30:00-09:30', '2026-05-25T00:01:00-09:30'],
		[undefined, '2026-05-24T18:00:00-12:00', '2026-05-25T23:31:00+14:00'],
	])('at offset %j', (offset, dateFrom, dateTo) => {
		const from = Date.UTC(2026, 4, 25, 7, 0, 59, 999);
		const to = Date.UTC(2026, 4, 25, 8, 30, 0, 1);
		expect(listBounds(from, to, offset)).toStrictEqual({ dateFrom, dateTo });
	});

	it('are none where none were asked for', () => {
		expect(listBounds()).toStrictEqual({});
		expect(listBounds(undefined, 0, 0)).toStrictEqual({ dateTo: '1970-01-01T01:00:00+00:00' });
		expect(listBounds(0, undefined, 0)).toStrictEqual({ dateFrom: '1969-12-31T23:00:00+00:00' });
	});

	it(
		'let every message through that lies between the instants, on every server',
		() => {
			fc.assert(
				fc.property(cases, ({ clock: { offsetAt }, now, isOffsetKnown, dialect, within, ...bounds }) => {
					const [from, to] = [Math.min(bounds.from, bounds.to), Math.max(bounds.from, bounds.to)];
					const message = from + Math.floor(within * (to - from));
					const { readBound, place } = DIALECTS[dialect]!;
					const { dateFrom, dateTo } = listBounds(from, to, isOffsetKnown ? offsetAt(now) : undefined);
					expect(readBound(dateFrom!, offsetAt)).toBeLessThanOrEqual(place(message, offsetAt));
					expect(readBound(dateTo!, offsetAt)).toBeGreaterThanOrEqual(place(message, offsetAt));
				}),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it(
		'have the form that every server reads, are in order, and let little more through',
		() => {
			fc.assert(
				fc.property(cases, ({ clock: { offsetAt }, now, isOffsetKnown, dialect, ...bounds }) => {
					const [from, to] = [Math.min(bounds.from, bounds.to), Math.max(bounds.from, bounds.to)];
					const { dateFrom, dateTo } = listBounds(from, to, isOffsetKnown ? offsetAt(now) : undefined);
					for (const text of [dateFrom!, dateTo!]) {
						expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00[+-]\d\d:\d\d$/);
					}
					expect(Date.parse(dateFrom!)).toBeLessThanOrEqual(Date.parse(dateTo!));
					const { readBound, place } = DIALECTS[dialect]!;
					// By instants an hour and a minute; by a wall clock, whose changes count, two; by an unknown one, a day more.
					const most =
						dialect === 'new: instants' ? 61 : dialect.startsWith('new') || isOffsetKnown ? 121 : 27 * 60 + 1;
					expect(place(from, offsetAt) - readBound(dateFrom!, offsetAt)).toBeLessThanOrEqual(most * MINUTE);
					expect(readBound(dateTo!, offsetAt) - place(to, offsetAt)).toBeLessThanOrEqual(most * MINUTE);
				}),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it.each([
		['no limit', Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59Z')],
		['the ends of what a Date holds', -8.64e15, 8.64e15],
	])('stay in the years that a database holds: %s', (_what, from, to) => {
		for (const offset of [undefined, -720, 0, 840]) {
			const { dateFrom, dateTo } = listBounds(from, to, offset);
			expect(dateFrom).toMatch(/^1000-01-0\dT/);
			expect(dateTo).toMatch(/^9999-12-\d\dT/);
		}
	});
});
