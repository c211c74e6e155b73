import { complaintOf, idsOf, portalStarter } from '../../testing/portals';

const LIST = 'mail.message.list';

describe('Dates in lists', () => {
	/** Received at 10:00:00, 10:00:30 and 10:01:00 by the server's clock, which is three hours ahead of UTC. */
	const times = ['07:00:00', '07:00:30', '07:01:00'].map((time) => Date.parse(`2026-01-14T${time}.700Z`));
	const start = portalStarter({
		mailTimeZone: 180,
		messages: times.map((receivedAt) => ({ receivedAt })),
	});

	it.each([
		[{ dateFrom: '2026-01-14T10:00:00+03:00' }, [3, 2, 1]],
		[{ dateFrom: '2026-01-14T10:01:00+03:00' }, [3]],
		// seconds are thrown away
		[{ dateFrom: '2026-01-14T10:00:59+03:00' }, [3, 2, 1]],
		[{ dateTo: '2026-01-14T10:00:59+03:00' }, [1]],
		// and so is the offset: the same instants
		[{ dateFrom: '2026-01-14T07:01:00Z' }, [3, 2, 1]],
		[{ dateTo: '2026-01-14T07:01:00+00:00' }, []],
		[{ dateTo: '2026-01-14T10:00:00-11:00' }, [1]],
		[{ dateFrom: '2026-01-14T10:01:00+03:00', dateTo: '2026-01-14T10:00:00+03:00' }, []],
		[{ dateFrom: '', dateTo: null }, [3, 2, 1]],
	])('S1 takes %j for the time on its own clock, in minutes', async (params, expected) => {
		const { call } = await start();
		expect(idsOf(await call(LIST, params))).toEqual(expected);
	});

	it.each([
		'2026-01-14T10:00:00.000+03:00',
		'2026-01-14T07:00:00.000Z',
		'2026-01-14',
		'2026-01-14 10:00:00',
		'2026-01-14T10:00+03:00',
		'2026-01-14T10:00:00',
		'2026-02-30T10:00:00Z',
		'yesterday',
		5,
		' ',
	])('S1 refuses %j', async (text) => {
		const { call } = await start();
		for (const name of ['dateFrom', 'dateTo']) {
			expect(complaintOf(await call(LIST, { [name]: text }))).toEqual([
				400,
				`INVALID_${name.toUpperCase()}`,
				`Parameter "${name}" must be in ISO 8601 (DATE_ATOM) format, e.g. "2026-01-01T00:00:00+00:00".`,
			]);
		}
	});

	it.each([
		[{ dateFrom: '2026-01-14T10:00:30+03:00' }, [3, 2]],
		[{ dateFrom: '2026-01-14T07:00:30Z' }, [3, 2]],
		[{ dateFrom: '2026-01-14T07:00:30.999Z' }, [3, 2]],
		[{ dateFrom: '2026-01-14T07:00:30.999999Z' }, [3, 2]],
		[{ dateTo: '2026-01-14T02:00:30-05:00' }, [2, 1]],
		[{ dateFrom: ' 2026-01-14T07:01:00Z ' }, [3]],
		[{ dateFrom: '2026-01-14', dateTo: '2026-01-14' }, [3, 2, 1]],
		[{ dateFrom: '2026-01-15' }, []],
		[{ dateTo: '2026-01-13' }, []],
		[{ dateFrom: '', dateTo: ' ' }, [3, 2, 1]],
	])('S4 takes %j for an instant or a day', async (params, expected) => {
		const { call } = await start({ mailDialect: 'S4' });
		expect(idsOf(await call(LIST, params))).toEqual(expected);
	});

	it('a day of S4 ends with its last second', async () => {
		const dayEnds = Date.parse('2026-01-14T20:59:59Z');
		const { call } = await start({
			mailDialect: 'S4',
			messages: [{ receivedAt: dayEnds + 999 }, { receivedAt: dayEnds + 1000 }],
		});
		expect(idsOf(await call(LIST, { dateTo: '2026-01-14' }))).toEqual([1]);
		expect(idsOf(await call(LIST, { dateFrom: '2026-01-15' }))).toEqual([2]);
	});

	it.each([
		'2026-01-14T10:00:00',
		'2026-1-14',
		'2026-02-30',
		'2026-01-14T07:00:00.1Z',
		'2026-01-14T10:00:00+0300',
		5,
	])('S4 refuses %j', async (text) => {
		const { call } = await start({ mailDialect: 'S4' });
		expect(complaintOf(await call(LIST, { dateTo: text }))).toEqual([
			400,
			'MESSAGE_LIST_FAILED',
			"Invalid dateTo. Use an ISO 8601 date like 'YYYY-MM-DD' or a full date-time.",
		]);
	});

	it('S4 refuses dates the wrong way round', async () => {
		const { call } = await start({ mailDialect: 'S4' });
		const turned = { dateFrom: '2026-01-14T07:00:01Z', dateTo: '2026-01-14T07:00:00Z' };
		expect(complaintOf(await call(LIST, turned))).toEqual([
			400,
			'MESSAGE_LIST_FAILED',
			'dateFrom must be earlier than or equal to dateTo.',
		]);
	});
});
