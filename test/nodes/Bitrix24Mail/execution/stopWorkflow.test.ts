import { paginationHook } from '../../../../nodes/Bitrix24Mail/execution/hook';
import type { Operation } from '../../../../nodes/Bitrix24Mail/execution/operation';
import { RESOURCES } from '../../../../nodes/Bitrix24Mail/resources';
import { operationsOf } from '../../../../nodes/Bitrix24Mail/resources/define';
import { packageNode, withDescription } from '../../../engine';
import { manyServices, startPortal, type Portal } from '../../../../sandbox/portal';
import { byId, numbered, runOn } from '../../../support/node';

const service = { resource: 'mailService' };
const CREATE = { ...service, operation: 'create', name: '=New {{ $json.n }}', additionalFields: {} };
const UPDATE = {
	...service,
	operation: 'update',
	mailServiceId: byId('={{ $json.n }}'),
	updateFields: { name: '=Changed {{ $json.n }}' },
};
const DELETE = { ...service, operation: 'delete', mailServiceId: byId('={{ $json.n }}') };
const UPSERT = { ...service, operation: 'upsert', name: '=New {{ $json.n }}', additionalFields: {} };

const ids = (...list: number[]) => list.map((n) => ({ json: { n } }));

/** The node with another operation in place of all its own. */
const withOperation = async (operation: Operation) =>
	withDescription(await packageNode(), { requestOperations: { pagination: paginationHook([operation]) } });

describe('With Stop Workflow, the first error is the end', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal({ services: manyServices(200) })));
	afterEach(async () => await portal.close());

	const written = () =>
		portal.calls.filter(({ effect }) => effect !== 'none').map(({ targetId }) => Number(targetId));

	it.each([
		['update', UPDATE, 'updated'],
		['delete', DELETE, 'deleted'],
	])(
		'%s: nothing behind a refused item is carried out, and the error says what was',
		async (_, operation, done) => {
			const { error, items } = await runOn(portal, operation, { items: ids(1, 2, 999, 3, 4) });
			expect(written()).toEqual([1, 2]);
			expect(error?.context.itemIndex).toBe(2);
			expect(error?.description).toContain(
				`Carried out before this: 2 ${done} (IDs 1–2). The other 2 items were not carried out: nothing was sent after this.`,
			);
			expect(items).toEqual([]);
		},
	);

	it('create: nothing is sent after a lost answer, whose items may have been created', async () => {
		portal.faults.add({ method: 'batch', at: 'after', disconnect: true, skip: 1 });
		const { error } = await runOn(portal, CREATE, { items: numbered(1000) });
		expect(portal.requests).toHaveLength(2);
		expect(written()).toHaveLength(100);
		expect(error?.context.itemIndex).toBe(50);
		expect(error?.description).toContain(
			'Carried out before this: 50 created (IDs 201–250). The same is true of 49 more items. The other 900 items were not carried out: nothing was sent after this.',
		);
	});

	it('create: a refusal of the caller ends it after one request', async () => {
		const { error } = await runOn(portal, CREATE, { items: numbered(1000), rights: { scopes: [] } });
		expect(portal.requests).toHaveLength(1);
		expect(error?.description).toContain(
			'Nothing was carried out before this. The other 999 items were not carried out: nothing was sent after this.',
		);
	});

	it('Create or Update: what waits for its turn is not sent either', async () => {
		portal.faults.add({ method: 'mailservice.add', refusal: 'ERROR_CORE', insideBatch: true, skip: 2 });
		const { error } = await runOn(portal, UPSERT, { items: ids(1, 1, 2, 3, 2, 4) });
		expect(written()).toEqual([201, 202]);
		expect(error?.description).toContain(
			'Carried out before this: 2 created (IDs 201–202). The other 3 items were not carried out: nothing was sent after this.',
		);
	});

	it('with Batching, the portions that come later are not sent, and the first one is told', async () => {
		const requestOptions = { batching: { batch: { batchSize: 3, batchInterval: 1 } } };
		const items = ids(1, 2, 3, 4, 999, 5, 6, 7, 8);
		const { error } = await runOn(portal, { ...UPDATE, requestOptions }, { items });
		expect(written()).toEqual([1, 2, 3, 4]);
		expect(error?.context.itemIndex).toBe(4);
		expect(error?.description).toContain(
			'Carried out before this: 4 updated (IDs 1–4). The other 4 items were not carried out: nothing was sent after this.',
		);
	});

	it('with Batching, input that is wrong in a later portion does not hide what the first one did', async () => {
		const requestOptions = { batching: { batch: { batchSize: 2, batchInterval: 300 } } };
		const items = [...ids(1, 2, 3), { json: { n: 'x' } }, ...ids(4, 5)];
		const { error } = await runOn(portal, { ...UPDATE, requestOptions }, { items });
		expect(written()).toEqual([1, 2]);
		expect(error?.context.itemIndex).toBe(3);
		expect(error?.description).toContain(
			'Carried out before this: 2 updated (IDs 1–2). The other 3 items were not carried out: nothing was sent after this.',
		);
	});

	it('a call that the portal refuses for its limit in the midst of a batch goes again, and so do those behind it', async () => {
		const limited = { method: 'mailservice.update', refusal: 'QUERY_LIMIT_EXCEEDED', insideBatch: true };
		portal.faults.add({ ...limited, skip: 2 });
		const { error, items } = await runOn(portal, UPDATE, { items: numbered(6) });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual([1, 2, 3, 4, 5, 6]);
		expect(written()).toEqual([1, 2, 3, 4, 5, 6]);
		expect(portal.requests).toHaveLength(2);
	});

	it('where the node continues, all others are carried out', async () => {
		const { items } = await runOn(portal, UPDATE, {
			items: ids(1, 999, 2),
			onError: 'continueRegularOutput',
		});
		expect(written()).toEqual([1, 2]);
		expect(items.map(({ json }) => json.error === undefined)).toEqual([true, false, true]);
		expect(JSON.stringify(items)).not.toContain('Carried out before');
	});

	it('a single item has nothing to add', async () => {
		const { error } = await runOn(portal, UPDATE, { items: ids(999) });
		expect(error?.description).not.toMatch(/carried out/i);
	});

	it('an item whose own call was refused says so, though its later calls are withheld', async () => {
		const [get] = operationsOf(RESOURCES).filter(({ method }) => method === 'mailservice.get');
		const run: Operation['run'] = async (params, { call }) => {
			await call('mailservice.get', { ID: 999 });
			return await call('mailservice.get', params);
		};
		const { error, items } = await runOn(
			portal,
			{ ...service, operation: 'get', mailServiceId: byId(1) },
			{ nodeType: await withOperation({ ...get!, run }) },
		);
		expect(error?.description).toContain('Mail service not found');
		expect(items).toEqual([]);
		expect(portal.requests).toHaveLength(1);
	});

	it('nobody listens: all others are counted', async () => {
		const closed = await startPortal();
		const credential = { type: 'bitrix24MailWebhookApi' as const, data: { webhookUrl: closed.webhook() } };
		await closed.close();
		const { error } = await runOn(portal, CREATE, { items: numbered(100), credential });
		expect(error?.description).toContain(
			'Nothing was carried out before this. The other 99 items were not carried out',
		);
	});

	it('with Batching, a write that is under way when the input of a later item is refused counts, too', async () => {
		const requestOptions = { batching: { batch: { batchSize: 1, batchInterval: 50 } } };
		portal.faults.add({ method: 'mailservice.add', delayMs: 1_500 });
		const items = [...ids(1, 2), { json: { n: '' } }];
		const parameters = { ...CREATE, name: '={{ $json.n && "New " + $json.n }}', requestOptions };
		const { error } = await runOn(portal, parameters, { items });
		expect(error?.context.itemIndex).toBe(2);
		expect(written()).toEqual([201]);
		expect(error?.description).toContain(
			'Carried out before this: 1 created (ID 201). The other item was not carried out',
		);
	});
});
