import { manyContacts, manyMessages } from '..';
import { codeOf, complaintOf, idsOf, portalStarter } from '../testing/portals';

const start = portalStarter();
const COUNT = 1300;

describe.each([
	['mail.message.list', 25],
	['mail.recipient.listcontacts', 50],
])('The rows of %s', (method, usual) => {
	/** The first and the last of the rows, counted from 0; both lists begin with the highest ID. */
	const rows = async (pagination: unknown) => {
		const { call } = await start({ messages: manyMessages(COUNT), contacts: manyContacts(COUNT) });
		const seen = idsOf(await call(method, { pagination })).map((id) => COUNT - id);
		expect(seen).toEqual(seen.map((_, index) => seen[0]! + index));
		return seen.length === 0 ? [] : [seen[0], seen.at(-1)];
	};

	it.each([
		[undefined, [0, usual - 1]],
		[null, [0, usual - 1]],
		// without a limit it is the framework's, for messages, too
		[{}, [0, 49]],
		[{ page: 2 }, [50, 99]],
		[{ offset: 7 }, [7, 56]],
		[{ limit: null }, [0, 49]],
		[{ limit: 10 }, [0, 9]],
		[{ limit: '10', page: '3' }, [20, 29]],
		[{ limit: 1.9 }, [0, 0]],
		[{ limit: 200 }, [0, 199]],
		// the rows are cut, the offset is not
		[{ limit: 201 }, [0, 199]],
		[{ limit: 500, page: 2 }, [500, 699]],
		[{ limit: 5000, page: 2 }, [1000, 1199]],
		[{ limit: 10, page: 3, offset: 5 }, [20, 29]],
		[{ limit: 10, page: 0 }, [0, 9]],
		[{ limit: 10, page: -4 }, [0, 9]],
		[{ limit: 10, offset: -4 }, [0, 9]],
		[{ limit: 10, offset: COUNT - 3 }, [COUNT - 3, COUNT - 1]],
		[{ limit: 10, offset: COUNT }, []],
	])('with %j', async (pagination, expected) => expect(await rows(pagination)).toEqual(expected));

	it.each([{ limit: 0 }, { limit: '0' }, { limit: 'ten' }, { limit: true }, { offset: 'x' }, { page: [] }])(
		'%j is refused',
		async (pagination) => {
			const { call } = await start();
			const seen = await call(method, { pagination });
			expect(codeOf(seen)).toEqual([400, 'INVALIDPAGINATIONEXCEPTION']);
			expect(seen.body.error.message).toContain(JSON.stringify(pagination));
		},
	);

	it.each([
		[{ filter: [['id', '>', 5]] }, 'VALIDATION_REQUESTVALIDATIONEXCEPTION'],
		[{ filter: [['id', 5]] }, 'VALIDATION_REQUESTVALIDATIONEXCEPTION'],
		[{ filter: { id: 5 } }, 'VALIDATION_REQUESTVALIDATIONEXCEPTION'],
		[{ filter: [{ logic: 'or', conditions: [['id', 5]] }] }, 'VALIDATION_REQUESTVALIDATIONEXCEPTION'],
		[{ order: { id: 'ASC' } }, 'VALIDATION_REQUESTVALIDATIONEXCEPTION'],
		[{ filter: [['colour', 'red']] }, 'UNKNOWNDTOPROPERTYEXCEPTION'],
		[{ order: { colour: 'ASC' } }, 'UNKNOWNDTOPROPERTYEXCEPTION'],
		[{ filter: [['id', 'like', 5]] }, 'UNKNOWNFILTEROPERATOREXCEPTION'],
		[{ order: ['id'] }, 'INVALIDORDEREXCEPTION'],
		[{ select: ['colour'] }, 'UNKNOWNDTOPROPERTYEXCEPTION'],
		[{ select: [5] }, 'INVALIDSELECTEXCEPTION'],
	])('%j is refused', async (params, code) => {
		const { call } = await start();
		const seen = await call(method, params);
		expect(codeOf(seen)).toEqual([400, code]);
		if (code.startsWith('VALIDATION')) expect(complaintOf(seen)[1]).toBe('id');
	});

	it.each([{ filter: [] }, { order: [] }, { order: {} }, { filter: null }, { select: ['id'] }])(
		'%j has no effect',
		async (params) => {
			const { call } = await start();
			expect((await call(method, params)).body.result).toEqual((await call(method)).body.result);
		},
	);
});
