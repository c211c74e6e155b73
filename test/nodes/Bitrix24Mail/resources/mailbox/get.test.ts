import { startPortal, type Portal } from '../../../../../sandbox/portal';
import { byId, runOn } from '../../../../support/node';

describe('Get', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	it('asks for all fields when none is chosen', async () => {
		await runOn(portal, {
			resource: 'mailbox',
			operation: 'get',
			mailboxId: byId('2'),
			options: { fields: [] },
		});
		expect(portal.requests[0]!.body).toEqual({ id: 2 });
	});

	it('each output item is paired with its input item', async () => {
		const items = [1, 2, 1].map((id) => ({ json: { id } }));
		const mailboxId = byId('={{ $json.id }}');
		const run = await runOn(portal, { resource: 'mailbox', operation: 'get', mailboxId }, { items });
		expect(run.items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[1, { item: 0 }],
			[2, { item: 1 }],
			[1, { item: 2 }],
		]);
	});
});
