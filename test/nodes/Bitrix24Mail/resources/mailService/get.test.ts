import { startPortal, type Portal } from '../../../../../sandbox/portal';
import { byId, runOn } from '../../../../support/node';

describe('Get', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	it('null stays null in a simplified service', async () => {
		Object.assign(portal.services[0]!, { PORT: null, SERVER: null, LINK: null });
		const { items } = await runOn(portal, {
			resource: 'mailService',
			operation: 'get',
			mailServiceId: byId('1'),
		});
		expect(items[0]!.json).toMatchObject({ port: null, server: null, link: null });
	});
});
