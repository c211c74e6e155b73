import fc from 'fast-check';
import { manyMessages, newMessage, startPortal, type PortalOptions } from '../../../../../sandbox/portal';
import { runOn } from '../../../../support/node';
import { holdsForAll, propertyRuns } from '../../../../support/property';
import { useVirtualTime } from '../../../../support/virtualTime';

useVirtualTime();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** As the clock of a time zone shows an instant: `2026-05-25 10:00:00`. */
const wallClock = (instant: number, timeZone: string) =>
	new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(instant);

const offsetText = (minutes: number) => {
	const two = (number: number) => String(Math.floor(number)).padStart(2, '0');
	return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
};

/** The ways to write an instant: with an offset, or by the workflow's clock. */
const WRITTEN: Record<string, (instant: number, timeZone: string) => string> = {
	'with Z': (instant) => new Date(instant).toISOString(),
	'with an offset': (instant) => {
		const local = new Date(instant + 330 * MINUTE).toISOString().slice(0, 19);
		return `${local}${offsetText(330)}`;
	},
	'by the workflow’s clock': wallClock,
	'by the workflow’s clock, as n8n’s editor writes it': (instant, zone) =>
		wallClock(instant, zone).replace(' ', 'T'),
	'a DateTime': (instant) => `={{ DateTime.fromMillis(${instant}) }}`,
	'a Date': (instant) => `={{ new Date(${instant}) }}`,
	milliseconds: (instant) => `={{ ${instant} }}`,
};

/** Where no clock was changed the day before, and none will be the day after. */
const isQuiet = (instant: number, timeZone: string) =>
	[instant - DAY, instant + DAY].every(
		(other) => wallClock(other, timeZone).slice(11) === wallClock(instant, timeZone).slice(11),
	);

const ZONES = [
	'UTC',
	'Europe/Berlin',
	'America/New_York',
	'Asia/Kolkata',
	'Pacific/Chatham',
	'America/St_Johns',
];

const anyCase = fc
	.record({
		// −12 to +14 hours, in half hours. A clock that is changed only where the portal writes offsets.
		server: fc.oneof(
			fc.record({
				mailTimeZone: fc.integer({ min: -24, max: 28 }).map((halves) => halves * 30),
				dateFormat: fc.constantFrom('sources' as const, 'pages' as const),
			}),
			fc.record({ mailTimeZone: fc.constantFrom(...ZONES), dateFormat: fc.constant('pages' as const) }),
		),
		mailDialect: fc.constantFrom('S1' as const, 'S4' as const),
		timezone: fc.constantFrom(...ZONES),
		after: fc.integer({ min: Date.UTC(2025, 0, 10) / 1000, max: Date.UTC(2026, 5, 1) / 1000 }),
		/** In seconds. */
		span: fc.oneof(fc.constantFrom(0, 1, 59, 60, 3_600), fc.nat(200_000)),
		written: fc.constantFrom(...Object.keys(WRITTEN)),
		bounds: fc.constantFrom<Array<'receivedAfter' | 'receivedBefore'>>(
			['receivedAfter'],
			['receivedBefore'],
			['receivedAfter', 'receivedBefore'],
		),
		/** Messages so many seconds from a bound. */
		near: fc.array(fc.oneof(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -100_000, max: 100_000 })), {
			minLength: 4,
			maxLength: 12,
		}),
	})
	.map(({ after, span, ...rest }) => ({ ...rest, after: after * 1000, before: (after + span) * 1000 }))
	.filter(({ after, before, timezone }) => isQuiet(after, timezone) && isQuiet(before, timezone));

type Case = typeof anyCase extends fc.Arbitrary<infer T> ? T : never;

describe('Received After and Received Before', () => {
	const RUNS = propertyRuns(60);

	async function holds({ server, mailDialect, timezone, after, before, written, bounds, near }: Case) {
		const instants = near.flatMap((seconds) => [after + seconds * 1000, before + seconds * 1000]);
		const messages = [after, before, ...instants].map((receivedAt, index) =>
			newMessage({ id: index + 1, receivedAt }),
		);
		const portal = await startPortal({ ...server, mailDialect, messages });
		try {
			const write = WRITTEN[written]!;
			const times = { receivedAfter: write(after, timezone), receivedBefore: write(before, timezone) };
			const filters = Object.fromEntries(bounds.map((name) => [name, times[name]]));
			const parameters = { resource: 'message', operation: 'getAll', returnAll: true, includeBody: false };
			const { items, error } = await runOn(portal, { ...parameters, filters }, { timezone });
			expect(error).toBeUndefined();
			const wanted = messages
				.filter(({ receivedAt }) => !bounds.includes('receivedAfter') || receivedAt >= after)
				.filter(({ receivedAt }) => !bounds.includes('receivedBefore') || receivedAt <= before)
				.sort((a, b) => b.receivedAt - a.receivedAt || b.id - a.id);
			expect(items.map(({ json }) => [json.id, new Date(String(json.date)).toISOString()])).toEqual(
				wanted.map(({ id, receivedAt }) => [id, new Date(receivedAt).toISOString()]),
			);
		} finally {
			await portal.close();
		}
	}

	it(
		'are exact to the second, and dates are the right instants, wherever the portal’s and the workflow’s clocks hang',
		async () => await holdsForAll(anyCase, holds, RUNS.parameters),
		RUNS.timeoutMs,
	);
});

describe('The date of a message', () => {
	/** The half hour east of New Zealand, and the other end of the world. */
	const SERVERS: PortalOptions[] = [
		{ mailTimeZone: 12 * 60 + 45 },
		{ mailTimeZone: -9 * 60 - 30, dateFormat: 'pages' },
		{ mailTimeZone: 'Asia/Kolkata', mailDialect: 'S4' },
	];

	it.each(SERVERS)('is the same instant from Get, Get Many and Get Thread: %j', async (options) => {
		const portal = await startPortal({ ...options, messages: manyMessages(1) });
		try {
			const messageId = { __rl: true, mode: 'id', value: '1' };
			const dates = [];
			for (const operation of ['get', 'getAll', 'getThread']) {
				const { items } = await runOn(portal, { resource: 'message', operation, messageId, returnAll: true });
				dates.push(Date.parse(String(items[0]!.json.date)));
			}
			expect(dates).toEqual(Array(3).fill(portal.messages[0]!.receivedAt));
		} finally {
			await portal.close();
		}
	});
});
