import { startPortal, type Portal } from '..';
import { callerOf } from '../testing/client';
import { describeMethods } from '../testing/methods';
import { system } from './system';

describe('What every caller may ask', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	describeMethods(system, {
		profile: () => {
			it('says who the caller is, without any scope', async () => {
				const call = callerOf(portal, { userId: 8, admin: false, scopes: [] });
				expect((await call('profile')).body.result).toEqual({
					ID: '8',
					ADMIN: false,
					NAME: 'Portal',
					LAST_NAME: 'User 8',
					PERSONAL_GENDER: '',
					TIME_ZONE: '',
					TIME_ZONE_OFFSET: 0,
				});
				expect((await call('v3:profile')).body.result).toEqual({
					profile: { id: 8, admin: false, name: 'Portal', lastName: 'User 8' },
				});
			});
		},
		scope: () => {
			it('anyone may ask which scopes they have, and which there are', async () => {
				for (const scopes of [['mail'], ['mailservice', 'mail'], []]) {
					const call = callerOf(portal, { scopes });
					expect((await call('scope')).body.result).toEqual(scopes);
				}
				const { body } = await callerOf(portal, { scopes: [] })('scope', { full: true });
				expect(body.result).toEqual(['mailservice', 'mail']);
			});
		},
	});
});
