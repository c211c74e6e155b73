import type { INodeParameters } from 'n8n-workflow';
import { startPortal, type Portal } from '../../sandbox/portal';
import { numbered, runOn } from '../support/node';

/** n8n itself can't read the name of the item with this number: its error ends the run in the midst of the items. */
const create = (unreadable: number): INodeParameters => ({
	resource: 'mailService',
	operation: 'create',
	name: `={{ $json.n === ${unreadable} ? $('No such node').item.json.x : $json.n === 99 ? '' : 'New ' + $json.n }}`,
});
const portions = (batchSize: number) => ({
	requestOptions: { batching: { batch: { batchSize, batchInterval: 300 } } },
});
const later = async () => await new Promise((resolve) => setTimeout(resolve, 100));

/** Besides what they expect: Jest counts a rejection that nobody handles, which would end n8n’s process, as an error. */
describe('A run that n8n gives up in the midst of its items', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	it.each([1, 2, 5])('sends nothing, when item %i can’t be read', async (unreadable) => {
		const { error } = await runOn(portal, create(unreadable), { items: numbered(5) });
		expect(error?.message).toMatch(/No such node|doesn't exist|Referenced node/);
		await later();
		expect(portal.requests).toEqual([]);
	});

	it('nor when another item’s input is refused', async () => {
		const items = [99, 1, 2, 3].map((n) => ({ json: { n } }));
		const { error } = await runOn(portal, create(2), { items });
		expect(error).toBeDefined();
		await later();
		expect(portal.requests).toEqual([]);
	});

	it('sends nothing of the portion in which it ended', async () => {
		const parameters = { ...create(5), ...portions(3) };
		const { error } = await runOn(portal, parameters, { items: numbered(9) });
		expect(error?.message).toMatch(/No such node|doesn't exist|Referenced node/);
		await later();
		expect(portal.calls.map(({ params }) => params.NAME)).toEqual(['New 1', 'New 2', 'New 3']);
	});

	it('sends all others where it is set to continue', async () => {
		const run = await runOn(portal, create(2), { items: numbered(4), onError: 'continueRegularOutput' });
		expect(run.error).toBeUndefined();
		expect(run.items).toHaveLength(4);
		expect(portal.calls.map(({ params }) => params.NAME)).toEqual(['New 1', 'New 3', 'New 4']);
	});
});

describe('A run in portions', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	it.each([1, 2, 3, 4])('of %i items that the portal refuses ends with an error', async (size) => {
		portal.refuse('ERROR_CORE', { times: 1, text: 'the first' });
		const { error } = await runOn(portal, { ...create(0), ...portions(size) }, { items: numbered(7) });
		expect(error?.message).toMatch(/\[item 0\]$/);
		expect(error?.description).toContain('the first');
	});

	it('whose input is refused in one sends nothing in those after it', async () => {
		const items = [1, 2, 99, 3, 4, 5].map((n) => ({ json: { n } }));
		const { error } = await runOn(portal, { ...create(0), ...portions(2) }, { items });
		expect(error?.message).toMatch(/“Name” is empty \[item 2\]$/);
		await later();
		expect(portal.calls.map(({ params }) => params.NAME)).toEqual(['New 1', 'New 2']);
	});

	it('that n8n tries again begins anew', async () => {
		portal.refuse('ERROR_CORE', { times: 2 });
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const run = await runOn(portal, { ...create(0), ...portions(2) }, { items: numbered(5), settings });
		expect(run.error).toBeUndefined();
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3, 4].map((item) => ({ item })));
	});

	it('that is set to execute once has one item', async () => {
		const run = await runOn(portal, create(0), { items: numbered(3), settings: { executeOnce: true } });
		expect(run.error).toBeUndefined();
		expect(run.items).toHaveLength(1);
		expect(portal.calls).toHaveLength(1);
	});
});
