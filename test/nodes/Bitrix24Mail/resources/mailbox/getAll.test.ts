import { startPortal } from '../../../../../sandbox/portal';
import { numbered, runOn } from '../../../../support/node';

describe('Get Many', () => {
	it('each output item is paired with its input item', async () => {
		const portal = await startPortal({ mailboxes: [{ id: 4 }, { id: 7 }] });
		try {
			const { items } = await runOn(
				portal,
				{ resource: 'mailbox', operation: 'getAll' },
				{ items: numbered(3) },
			);
			expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
				[0, 1, 2].flatMap((item) => [
					[4, { item }],
					[7, { item }],
				]),
			);
		} finally {
			await portal.close();
		}
	});
});
