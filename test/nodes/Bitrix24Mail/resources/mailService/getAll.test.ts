import { startPortal, type Portal } from '../../../../../sandbox/portal';
import { runOn } from '../../../../support/node';

describe('Get Many', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	it('a portal without active services has an empty list, in every language', async () => {
		for (const language of ['en', 'ru', 'de'] as const) {
			portal.setLanguage(language);
			portal.services.length = 0;
			const { items, error } = await runOn(portal, { resource: 'mailService', operation: 'getAll' });
			expect(error).toBeUndefined();
			expect(items).toEqual([]);
		}
	});
});
