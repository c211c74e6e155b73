import { instantOf, isoTime, isWallTime, wallTime, zoneOf } from './time';
import { standingClock } from './testing/client';
import { portalStarter } from './testing/portals';

describe('Where the server’s clock hangs', () => {
	const winter = Date.UTC(2026, 0, 15, 12, 0, 5, 999);
	const summer = Date.UTC(2026, 6, 15, 12);

	it.each([
		[undefined, '2026-01-15 12:00:05', '+00:00', '2026-07-15T12:00:00+00:00'],
		[180, '2026-01-15 15:00:05', '+03:00', '2026-07-15T15:00:00+03:00'],
		['180', '2026-01-15 15:00:05', '+03:00', '2026-07-15T15:00:00+03:00'],
		[-210, '2026-01-15 08:30:05', '-03:30', '2026-07-15T08:30:00-03:30'],
		['Europe/Berlin', '2026-01-15 13:00:05', '+01:00', '2026-07-15T14:00:00+02:00'],
		['Asia/Kolkata', '2026-01-15 17:30:05', '+05:30', '2026-07-15T17:30:00+05:30'],
		['America/New_York', '2026-01-15 07:00:05', '-05:00', '2026-07-15T08:00:00-04:00'],
	])('%j', (named, wall, offset, iso) => {
		const zone = zoneOf(named);
		expect(wallTime(winter, zone)).toBe(wall);
		expect(isoTime(winter, zone)).toBe(wall.replace(' ', 'T') + offset);
		expect(isoTime(summer, zone)).toBe(iso);
		for (const instant of [winter, summer]) {
			expect(instantOf(wallTime(instant, zone), zone)).toBe(Math.floor(instant / 1000) * 1000);
		}
	});

	it('an hour that comes twice is the first one, one that is skipped goes on', () => {
		const zone = zoneOf('Europe/Berlin');
		const iso = (wall: string) => isoTime(instantOf(wall, zone), zone);
		expect(iso('2026-10-25 02:30:00')).toBe('2026-10-25T02:30:00+02:00');
		expect(iso('2026-10-25 03:00:00')).toBe('2026-10-25T03:00:00+01:00');
		expect(iso('2026-10-24 03:00:00')).toBe('2026-10-24T03:00:00+02:00');
		expect(iso('2026-03-29 02:30:00')).toBe('2026-03-29T03:30:00+02:00');
		expect(iso('2026-03-29 03:00:00')).toBe('2026-03-29T03:00:00+02:00');
	});

	it('a name that is none is an error', () => expect(() => zoneOf('Europe/Nowhere')).toThrow(RangeError));

	it.each([
		['2026-02-28 23:59:59', true],
		['2026-02-29 00:00:00', false],
		['2026-02-28 24:00:00', false],
		['2026-02-28', false],
		['2026-02-28T23:59:59', false],
		['', false],
	])('%j is a time: %j', (text, expected) => expect(isWallTime(text)).toBe(expected));
});

describe('The time block', () => {
	const start = portalStarter({ now: standingClock(Date.UTC(2026, 6, 15, 12)).now });

	it('is printed by the server’s clock, in both versions and in batches', async () => {
		const { call } = await start({ mailTimeZone: 'Europe/Berlin' });
		const expected = { date_start: '2026-07-15T14:00:00+02:00', date_finish: '2026-07-15T14:00:00+02:00' };
		for (const method of ['mail.mailbox.list', 'profile']) {
			expect((await call(method)).body.time).toMatchObject(expected);
		}
		const { body } = await call('batch', { cmd: { a: 'profile' } });
		expect(body.result.result_time.a).toMatchObject(expected);
	});
});
