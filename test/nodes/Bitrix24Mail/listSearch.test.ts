import { runListSearch } from '../../engine';
import { manyMailboxes, startPortal, type Portal } from '../../portal';
import { AUTHENTICATIONS, credentialFor } from '../../support/node';

describe('The lists to choose from', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	const list = async (
		method: 'searchMailServices' | 'searchMailboxes',
		more: { filter?: string; paginationToken?: string; rights?: { scopes: string[] } } = {},
		authentication: (typeof AUTHENTICATIONS)[number] = 'webhook',
	) => {
		const { rights, ...search } = more;
		const resource = method === 'searchMailboxes' ? 'mailbox' : 'mailService';
		const credential = credentialFor(portal, authentication, rights);
		return await runListSearch({
			method,
			credential,
			parameters: { authentication, resource, operation: 'get' },
			...search,
		});
	};

	it.each(AUTHENTICATIONS)('services by name and server, connected by %s', async (authentication) => {
		const { results } = await list('searchMailServices', {}, authentication);
		const active = portal.services.filter(({ ACTIVE }) => ACTIVE === 'Y');
		expect(results.map(({ value }) => value).sort()).toEqual(active.map(({ ID }) => ID).sort());
		expect(results[0]!.name).toContain(active.find(({ ID }) => ID === results[0]!.value)!.NAME);
	});

	it('services can be searched, without regard to case', async () => {
		const [wanted] = portal.services.filter(({ ACTIVE }) => ACTIVE === 'Y');
		const { results } = await list('searchMailServices', { filter: wanted!.NAME.toUpperCase() });
		expect(results.map(({ value }) => value)).toContain(wanted!.ID);
		expect((await list('searchMailServices', { filter: 'no such service' })).results).toEqual([]);
	});

	it('a portal without active services has an empty list', async () => {
		portal.services.length = 0;
		expect((await list('searchMailServices')).results).toEqual([]);
	});

	it('mailboxes come in pages', async () => {
		await portal.close();
		portal = await startPortal({ mailboxes: manyMailboxes(130) });
		const first = await list('searchMailboxes');
		expect(first.results).toHaveLength(100);
		const second = await list('searchMailboxes', { paginationToken: first.paginationToken as string });
		expect(second.results).toHaveLength(30);
		expect(second.paginationToken).toBeUndefined();
	});

	it('mailboxes are found by name or by address, once', async () => {
		const [box] = portal.mailboxes;
		for (const filter of [box!.name.toUpperCase(), box!.email.slice(0, 8)]) {
			const { results } = await list('searchMailboxes', { filter });
			expect(results.filter(({ value }) => value === String(box!.id))).toHaveLength(1);
		}
	});

	it('a missing scope is said in the list’s place', async () => {
		await expect(list('searchMailboxes', { rights: { scopes: ['mailservice'] } })).rejects.toThrow(
			/Could not list the mailboxes: .*scope “mail”/,
		);
		await expect(list('searchMailServices', { rights: { scopes: ['mail'] } })).rejects.toThrow(
			/Could not list the mail services: .*scope “mailservice”/,
		);
	});
});
