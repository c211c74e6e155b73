import fc from 'fast-check';
import { callOf, type Call, type Outcome } from '../../../../nodes/Bitrix24Mail/api/call';
import type { Paging } from '../../../../nodes/Bitrix24Mail/api/methods';
import { readPages } from '../../../../nodes/Bitrix24Mail/api/pagination';

type Page = { limit: number; offset: number };

const listOf = (paging?: Paging): Call => {
	const call = callOf('mail.mailbox.list', { email: 'a' });
	return { ...call, spec: { ...call.spec, paging } };
};
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

/** Reads a list of so many records, and tells which pages were asked for. */
async function read(has: number, wanted: number, paging: Paging) {
	const pages: Page[] = [];
	const send = async ({ params }: Call): Promise<Outcome> => {
		const page = params.pagination as Page;
		pages.push(page);
		expect(params.email).toBe('a');
		return { ok: true, payload: numbers(page.offset, Math.min(has, page.offset + page.limit)) };
	};
	const outcome = await readPages(send, listOf(paging), { count: wanted });
	return { outcome, pages: pages.map(({ limit, offset }) => [limit, offset]) };
}

describe('Reading a list page by page', () => {
	it.each([
		[
			'shortPage',
			5,
			Infinity,
			5,
			[
				[2, 0],
				[2, 2],
				[2, 4],
			],
		],
		[
			'shortPage',
			4,
			Infinity,
			4,
			[
				[2, 0],
				[2, 2],
				[2, 4],
			],
		],
		['shortPage', 0, Infinity, 0, [[2, 0]]],
		[
			'shortPage',
			9,
			3,
			3,
			[
				[2, 0],
				[1, 2],
			],
		],
		['shortPage', 9, 2, 2, [[2, 0]]],
		['shortPage', 9, 0, 0, []],
		[
			'emptyPage',
			5,
			Infinity,
			5,
			[
				[2, 0],
				[2, 2],
				[2, 4],
				[2, 6],
			],
		],
		[
			'emptyPage',
			4,
			Infinity,
			4,
			[
				[2, 0],
				[2, 2],
				[2, 4],
			],
		],
		[
			'emptyPage',
			1,
			2,
			1,
			[
				[2, 0],
				[2, 2],
			],
		],
		['emptyPage', 0, Infinity, 0, [[2, 0]]],
	] as const)('%s, %i records, %d wanted: %i come', async (endsAt, has, wanted, gets, pages) => {
		const { outcome, pages: asked } = await read(has, wanted, { maxSize: 2, endsAt });
		expect(outcome).toEqual({ ok: true, payload: numbers(0, gets) });
		expect(asked).toEqual(pages);
	});

	it('no page is larger than the method’s', async () => {
		const { pages } = await read(120, 110, { maxSize: 100, endsAt: 'shortPage' });
		expect(pages).toEqual([
			[100, 0],
			[10, 100],
		]);
	});

	it('a list without pages is one call, as it is', async () => {
		const send = jest.fn(async (): Promise<Outcome> => ({ ok: true, payload: [1, 2, 3] }));
		const call = listOf();
		expect(await readPages(send, call, { count: 2 })).toEqual({ ok: true, payload: [1, 2, 3] });
		expect(send.mock.calls).toEqual([[call]]);
	});

	it('more than was asked for is cut', async () => {
		const send = async (): Promise<Outcome> => ({ ok: true, payload: [1, 2, 3, 4] });
		const outcome = await readPages(send, listOf({ maxSize: 3, endsAt: 'shortPage' }), { count: 3 });
		expect(outcome).toEqual({ ok: true, payload: [1, 2, 3] });
	});

	it('an error on any page is that of the list', async () => {
		const error: Outcome = { ok: false, error: { code: 'ACCESS_DENIED', text: '', status: 403 } };
		const answers: Outcome[] = [{ ok: true, payload: [1, 2] }, error];
		const outcome = await readPages(
			async () => answers.shift()!,
			listOf({ maxSize: 2, endsAt: 'shortPage' }),
			{ count: Infinity },
		);
		expect(outcome).toBe(error);
	});

	it('the same page twice is no list', async () => {
		const send = jest.fn(async (): Promise<Outcome> => ({ ok: true, payload: [1, 2] }));
		const outcome = await readPages(send, listOf({ maxSize: 2, endsAt: 'shortPage' }), { count: Infinity });
		expect(outcome).toEqual({
			ok: false,
			error: { code: 'not-an-answer', text: 'The same page came twice.' },
		});
		expect(send).toHaveBeenCalledTimes(2);
	});

	it('a list of a thousand pages is read, and no longer one', async () => {
		let page = 0;
		const send = async (): Promise<Outcome> => ({ ok: true, payload: [page++] });
		const paging: Paging = { maxSize: 1, endsAt: 'shortPage' };
		const whole = await readPages(send, listOf(paging), { count: 1_000 });
		expect(whole).toEqual({ ok: true, payload: numbers(0, 1_000) });
		page = 0;
		expect(await readPages(send, listOf(paging), { count: Infinity })).toEqual({
			ok: false,
			error: { code: 'not-an-answer', text: 'The list did not end after 1000 pages.' },
		});
		expect(page).toBe(1_000);
	});

	describe('of records that have a key', () => {
		const paging: Paging = { maxSize: 4, endsAt: 'emptyPage', key: 'id', overlap: 1 };

		/** Reads a list that changes before each page. */
		async function readChanging(
			start: number[],
			change: (ids: number[], page: number) => number[],
			count = Infinity,
		) {
			let ids = start;
			let pages = 0;
			const send = async ({ params }: Call): Promise<Outcome> => {
				const { limit, offset } = params.pagination as Page;
				ids = change(ids, pages++);
				return { ok: true, payload: ids.slice(offset, offset + limit).map((id) => ({ id })) };
			};
			const outcome = await readPages(send, listOf(paging), { count });
			if (!outcome.ok) throw new Error(outcome.error.text);
			return (outcome.payload as Array<{ id: number }>).map(({ id }) => id);
		}

		it('what moves down, because others came, comes once, and nothing is missed', () =>
			fc.assert(
				fc.asyncProperty(fc.nat(30), fc.array(fc.nat(2), { maxLength: 12 }), async (size, arriving) => {
					const start = numbers(1, size + 1).reverse();
					let newest = size;
					const ids = await readChanging(start, (now, page) => {
						const fresh = Array.from({ length: page === 0 ? 0 : (arriving[page - 1] ?? 0) }, () => ++newest);
						return [...fresh.reverse(), ...now];
					});
					expect(new Set(ids).size).toBe(ids.length);
					expect(ids).toEqual(expect.arrayContaining(start));
				}),
			));

		it('what moves up, because others left, is not missed', () =>
			fc.assert(
				fc.asyncProperty(
					fc.integer({ min: 5, max: 30 }),
					fc.nat(20),
					fc.integer({ min: 1, max: 3 }),
					async (size, at, left) => {
						const start = numbers(1, size + 1).reverse();
						const gone = start.slice(at % size, (at % size) + left);
						const ids = await readChanging(start, (now, page) =>
							page === 1 ? now.filter((id) => !gone.includes(id)) : now,
						);
						expect(new Set(ids).size).toBe(ids.length);
						expect(ids).toEqual(expect.arrayContaining(start.filter((id) => !gone.includes(id))));
					},
				),
			));

		it('a short page, and one with nothing new, is not the end', async () => {
			const rows = [9, 8, 0, 0, 0, 0, 7, 6, 5];
			const send = async ({ params }: Call): Promise<Outcome> => {
				const { limit, offset } = params.pagination as Page;
				const page = rows.slice(offset, offset + limit).filter((id) => id > 0);
				return { ok: true, payload: page.map((id) => ({ id })) };
			};
			const outcome = await readPages(send, listOf({ ...paging, overlap: 0 }), { count: Infinity });
			expect(outcome).toMatchObject({ payload: [9, 8, 7, 6, 5].map((id) => ({ id })) });
		});

		it('a portal that ignores the offset is not read for ever', async () => {
			const send = jest.fn(async (): Promise<Outcome> => ({
				ok: true,
				payload: [1, 2, 3, 4].map((id) => ({ id })),
			}));
			const outcome = await readPages(send, listOf(paging), { count: Infinity });
			expect(outcome).toMatchObject({ error: { code: 'not-an-answer' } });
			expect(send.mock.calls.length).toBeLessThan(6);
		});

		it('only those that are accepted count', async () => {
			const pages: Page[] = [];
			const send = async ({ params }: Call): Promise<Outcome> => {
				const { limit, offset } = params.pagination as Page;
				pages.push({ limit, offset });
				const page = numbers(offset, Math.min(20, offset + limit)).map((id) => ({ id }));
				return { ok: true, payload: page, answeredAt: 'now' };
			};
			const accepts = jest.fn(({ id }: Record<string, unknown>) => Number(id) % 3 === 2);
			const outcome = await readPages(send, listOf(paging), { count: 3, accepts });
			expect(outcome).toEqual({ ok: true, payload: [{ id: 2 }, { id: 5 }, { id: 8 }], answeredAt: 'now' });
			expect(accepts).toHaveBeenCalledWith({ id: 0 }, 'now');
			expect(pages.every(({ limit }) => limit === 4)).toBe(true);
		});
	});
});
