import fc from 'fast-check';
import { offsetOf, parseInstant, toIso } from '../../../../nodes/Bitrix24Mail/util/instant';
import { propertyRuns } from '../../../support/property';

const { parameters, timeoutMs } = propertyRuns(1_000);

/** Whole seconds of the years 1971 to 9998, and the offsets that clocks on Earth have. */
const seconds = fc.integer({ min: 31_536_000, max: 253_370_764_800 });
const offsets = fc.integer({ min: -12 * 60, max: 14 * 60 });

describe('The instant of a portal’s date', () => {
	const TEN = Date.UTC(2026, 4, 25, 10);

	it.each([
		['2026-05-25 10:00:00', 0, TEN],
		['2026-05-25 10:00:00', 180, TEN - 3 * 3_600_000],
		['2026-05-25 10:00:00', -570, TEN + 9.5 * 3_600_000],
		['2026-05-25T10:00:00', 60, TEN - 3_600_000],
		['2026-05-25T10:00:00+03:00', 0, TEN - 3 * 3_600_000],
		['2026-05-25T10:00:00+03:00', undefined, TEN - 3 * 3_600_000],
		['2026-05-25T10:00:00-0930', 60, TEN + 9.5 * 3_600_000],
		['2026-05-25T10:00:00+03', 60, TEN - 3 * 3_600_000],
		['2026-05-25T10:00:00Z', 60, TEN],
		['2026-05-25t10:00:00z', 60, TEN],
		['2026-05-25T10:00:00.5Z', 60, TEN + 500],
		['2026-05-25T10:00:00,123456789+00:00', 60, TEN + 123],
		[' 2026-05-25 10:00:00 ', 0, TEN],
		['2024-02-29 00:00:00', 0, Date.UTC(2024, 1, 29)],
		['0001-01-01 00:00:00', 0, -62_135_596_800_000],
	])('%j at offset %j is %j', (text, offset, ms) => expect(parseInstant(text, offset)).toBe(ms));

	it.each([
		'',
		'0000-00-00 00:00:00',
		'2026-05-25',
		'2026-05-25 10:00',
		'2026-02-30 10:00:00',
		'2025-02-29 10:00:00',
		'2026-13-01 10:00:00',
		'2026-05-25 24:00:00',
		'2026-05-25 10:60:00',
		'2026-05-25 10:00:60',
		'2026-05-25T10:00:00+24:00',
		'2026-05-25T10:00:00+03:60',
		'2026-05-25T10:00:00 Europe/Berlin',
		'2026-05-25T10:00:00+',
		'25.05.2026 10:00:00',
		'05/25/2026 10:00:00',
		'Mon, 25 May 2026 10:00:00 +0300',
		'1779703200',
		'tomorrow',
		'2026-05-25 10:00:00\n2026-05-26 10:00:00',
		'٢٠٢٦-٠٥-٢٥ 10:00:00',
		1779703200,
		null,
		undefined,
		new Date(),
		['2026-05-25 10:00:00'],
	])('%j is none', (text) => expect(parseInstant(text, 0)).toBeUndefined());

	it('is not known of a date without an offset, when nobody knows that of the server', () => {
		expect(parseInstant('2026-05-25 10:00:00', undefined)).toBeUndefined();
	});

	it(
		'is what was printed, by any clock and with any fraction of a second',
		() => {
			fc.assert(
				fc.property(seconds, fc.integer({ min: 0, max: 999 }), offsets, offsets, (at, rest, own, other) => {
					const ms = at * 1000 + rest;
					const text = toIso(ms, own);
					expect(parseInstant(text, other)).toBe(at * 1000);
					const fraction = String(rest).padStart(3, '0');
					expect(parseInstant(`${text.slice(0, 19)}.${fraction}${text.slice(19)}`, other)).toBe(ms);
					expect(parseInstant(text.slice(0, 19).replace('T', ' '), own)).toBe(at * 1000);
				}),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it(
		'agrees with JavaScript on every day there is, and on those there are not',
		() => {
			const part = (min: number, max: number) =>
				fc.integer({ min, max }).map((n) => String(n).padStart(2, '0'));
			fc.assert(
				fc.property(part(1970, 2100), part(0, 14), part(0, 33), (year, month, day) => {
					const date = new Date(Number(year), Number(month) - 1, Number(day));
					const exists =
						date.getFullYear() === Number(year) &&
						date.getMonth() === Number(month) - 1 &&
						date.getDate() === Number(day);
					const found = parseInstant(`${year}-${month}-${day} 00:00:00`, 0);
					expect(found).toBe(exists ? Date.UTC(Number(year), Number(month) - 1, Number(day)) : undefined);
				}),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it(
		'is never guessed, and nothing throws',
		() => {
			fc.assert(
				fc.property(fc.oneof(fc.string(), fc.anything(), fc.date().map(String)), (text) => {
					const isDate = typeof text === 'string' && /^\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/i.test(text);
					expect(parseInstant(text, 0) === undefined || isDate).toBe(true);
				}),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it('is none in a text of any length', () => {
		expect(parseInstant(`2026-05-25T10:00:00.${'1'.repeat(50)}Z`, 0)).toBe(TEN + 111);
		for (const long of ['1'.repeat(1e7), ' '.repeat(1e7)]) {
			expect(parseInstant(`2026-05-25T10:00:00.${long}Z`, 0)).toBeUndefined();
		}
	});
});

describe('The offset of a server', () => {
	it.each([
		['2026-05-25T10:00:00+03:00', 180],
		['2026-05-25T10:00:00-09:30', -570],
		['2026-05-25T10:00:00+00:00', 0],
		['2026-05-25T10:00:00-00:00', 0],
		['2026-05-25T10:00:00Z', 0],
		['2026-05-25T10:00:00.123+05:45', 345],
		['2026-05-25T10:00:00', undefined],
		['2026-05-25 10:00:00', undefined],
		['2026-02-30T10:00:00+03:00', undefined],
		['+03:00', undefined],
		[undefined, undefined],
		[{ date_start: '2026-05-25T10:00:00+03:00' }, undefined],
	])('in %j is %j', (text, minutes) => expect(offsetOf(text)).toBe(minutes));
});

describe('An instant as ISO 8601', () => {
	it.each([
		[Date.UTC(2026, 4, 25, 7), 180, '2026-05-25T10:00:00+03:00'],
		[Date.UTC(2026, 4, 25, 7, 0, 0, 999), 0, '2026-05-25T07:00:00+00:00'],
		[Date.UTC(2026, 4, 25, 7), -570, '2026-05-24T21:30:00-09:30'],
		[-1, 0, '1969-12-31T23:59:59+00:00'],
	])('%j at %j is %s', (ms, offset, text) => expect(toIso(ms, offset)).toBe(text));

	it(
		'names the same instant to everyone, by the clock that was asked for',
		() => {
			fc.assert(
				fc.property(seconds, offsets, (at, offset) => {
					const text = toIso(at * 1000, offset);
					expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
					expect(Date.parse(text)).toBe(at * 1000);
					expect(offsetOf(text)).toBe(offset);
				}),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it('is refused of what is no instant', () => expect(() => toIso(NaN, 0)).toThrow(RangeError));
});
