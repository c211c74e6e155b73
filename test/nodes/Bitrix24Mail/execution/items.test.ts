import { startPortal, type Portal } from '../../../../sandbox/portal';
import { byId, runOn } from '../../../support/node';

/** Items whose service exists, is not there, and is no ID at all. */
const ITEMS = [{ json: { id: 1 } }, { json: { id: 404 } }, { json: { id: 2 } }, { json: { id: 'x' } }];
const GET = { resource: 'mailService', operation: 'get', mailServiceId: byId('={{ $json.id }}') };

describe('Items that fail', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	it('“Stop Workflow” ends with the error of the first of them', async () => {
		const { error, items } = await runOn(portal, GET, { items: ITEMS.slice(0, 3) });
		expect(error?.name).toBe('NodeApiError');
		expect(error?.context.itemIndex).toBe(1);
		expect(items).toEqual([]);
	});

	const CREATE = { resource: 'mailService', operation: 'create', name: '={{ $json.name }}' };
	const NAMES = [{ json: { name: 'A' } }, { json: { name: ' ' } }, { json: { name: 'C' } }];

	it('“Stop Workflow” sends nothing at all when one item’s input is refused: the run would lose the others’ results', async () => {
		const { error } = await runOn(portal, CREATE, { items: NAMES });
		expect(error?.message).toBe('“Name” is empty [item 1]');
		expect(error?.context.itemIndex).toBe(1);
		expect(portal.requests).toEqual([]);
	});

	it('what was withheld at one try is sent at the next, when nothing is wrong any more', async () => {
		const before = portal.services.length;
		// n8n tries again with the same data; only the expression yields something else by then.
		const name = `={{ $itemIndex === 1 && Date.now() < ${Date.now() + 1_200} ? " " : "Name " + $itemIndex }}`;
		const { items, error } = await runOn(
			portal,
			{ ...CREATE, name },
			{ items: NAMES, settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1_600 } },
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(3);
		expect(portal.services).toHaveLength(before + 3);
	});

	it('“Continue” sends the good ones all the same', async () => {
		const { items } = await runOn(portal, CREATE, { items: NAMES, onError: 'continueRegularOutput' });
		expect(items.map(({ json }) => json.error ?? typeof json.id)).toEqual([
			'number',
			'“Name” is empty [item 1]',
			'number',
		]);
	});

	it('“Continue” passes the good ones on and puts the error into the bad ones, in order', async () => {
		const { error, items } = await runOn(portal, GET, { items: ITEMS, onError: 'continueRegularOutput' });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id ?? json.error)).toEqual([
			1,
			expect.stringContaining('there is no mail service with ID'),
			2,
			expect.stringContaining('must be an ID'),
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
	});

	it('“Continue (using error output)” sends the bad ones, with their input, to the second output', async () => {
		const { error, output } = await runOn(portal, GET, { items: ITEMS, onError: 'continueErrorOutput' });
		expect(error).toBeUndefined();
		const [good, bad] = output;
		expect(good!.map(({ json }) => json.id)).toEqual([1, 2]);
		expect(bad!.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[404, { item: 1 }],
			['x', { item: 3 }],
		]);
		expect(bad!.map(({ json }) => String(json.error))).toEqual([
			expect.stringContaining('there is no mail service with ID'),
			expect.stringContaining('must be an ID'),
		]);
		expect(bad!.map(({ json }) => String(json.message))).toEqual([
			expect.stringContaining('Check the ID.'),
			expect.stringContaining('Nothing was sent to Bitrix24'),
		]);
	});

	it('the bad ones say what to do, too, with Bitrix24’s code', async () => {
		const { items } = await runOn(portal, GET, { items: ITEMS, onError: 'continueRegularOutput' });
		expect(items[1]!.json.message).toMatch(/^Check the ID\..*\(ERROR_CORE\)$/);
		expect(items[3]!.json.message).toMatch(/Nothing was sent to Bitrix24/);
	});

	it('a list with many items for one input and an error for another keep their pairs', async () => {
		const parameters = {
			resource: 'mailbox',
			operation: 'getAll',
			limit: '={{ $json.limit }}',
		};
		const items = [{ json: { limit: 'x' } }, { json: { limit: 2 } }];
		const run = await runOn(portal, parameters, { items, onError: 'continueRegularOutput' });
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 1 }]);
	});
});
