import { startPortal, type Portal } from '../../../../sandbox/portal';
import { runOn } from '../../../support/node';

const mailboxes = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		id: index + 1,
		name: `Box ${index + 1}`,
		email: `box${index + 1}@example.com`,
		senderName: `Sender ${index + 1}`,
	}));

/** How many mailboxes the portal has, what the user wants, and the pages that must be asked for. */
const CASES = [
	{
		has: 250,
		wants: { returnAll: true },
		gets: 250,
		pages: [
			[100, 0],
			[100, 100],
			[100, 200],
		],
	},
	{
		has: 200,
		wants: { returnAll: true },
		gets: 200,
		pages: [
			[100, 0],
			[100, 100],
			[100, 200],
		],
	},
	{ has: 3, wants: { returnAll: true }, gets: 3, pages: [[100, 0]] },
	{ has: 0, wants: { returnAll: true }, gets: 0, pages: [[100, 0]] },
	{ has: 250, wants: { limit: 7 }, gets: 7, pages: [[7, 0]] },
	{ has: 250, wants: { limit: 100 }, gets: 100, pages: [[100, 0]] },
	{
		has: 250,
		wants: { limit: 120 },
		gets: 120,
		pages: [
			[100, 0],
			[20, 100],
		],
	},
	{
		has: 110,
		wants: { limit: 220 },
		gets: 110,
		pages: [
			[100, 0],
			[100, 100],
		],
	},
	{ has: 60, wants: {}, gets: 50, pages: [[50, 0]] },
];

describe('Lists of REST 3.0', () => {
	let portal: Portal;
	afterEach(async () => await portal.close());

	it.each(CASES)('$has mailboxes, $wants: $gets come', async ({ has, wants, gets, pages }) => {
		portal = await startPortal({ mailboxes: mailboxes(has) });
		const { items, error } = await runOn(portal, { resource: 'mailbox', operation: 'getAll', ...wants });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(mailboxes(gets).map(({ id }) => id));
		const asked = portal.requests.map(({ body }) => (body as { pagination: unknown }).pagination);
		expect(asked).toEqual(pages.map(([limit, offset]) => ({ limit, offset })));
	});

	it('a page that is refused makes the whole list an error', async () => {
		portal = await startPortal({ mailboxes: mailboxes(150) });
		portal.faults.add({ skip: 1, refusal: 'ACCESS_DENIED' });
		const { items, error } = await runOn(portal, {
			resource: 'mailbox',
			operation: 'getAll',
			returnAll: true,
		});
		expect(error?.description).toContain('ACCESS_DENIED');
		expect(items).toEqual([]);
	});

	it('Limit cuts the list of services, which has no pages', async () => {
		portal = await startPortal({
			services: ['A', 'B', 'C'].map((NAME, index) => ({ ID: String(index + 1), NAME, ACTIVE: 'Y' })),
		});
		const services = async (parameters: { returnAll?: boolean; limit?: number }) => {
			const { items } = await runOn(portal, { resource: 'mailService', operation: 'getAll', ...parameters });
			return items.map(({ json }) => json.name);
		};
		expect(await services({ limit: 2 })).toEqual(['A', 'B']);
		expect(await services({ returnAll: true })).toEqual(['A', 'B', 'C']);
	});
});
