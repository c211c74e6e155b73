import { runListSearch, runLoadOptions } from '../../../engine';
import { manyMailboxes, startPortal, type Portal } from '../../../../sandbox/portal';
import { AUTHENTICATIONS, credentialFor, runOn } from '../../../support/node';

describe('The lists to choose from', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	const list = async (
		method: 'searchMailServices' | 'searchMailboxes' | 'searchMailboxFields',
		more: { filter?: string; paginationToken?: string; rights?: { scopes: string[] } } = {},
		authentication: (typeof AUTHENTICATIONS)[number] = 'webhook',
	) => {
		const { rights, ...search } = more;
		const resource = method === 'searchMailServices' ? 'mailService' : 'mailbox';
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

	it('mailbox fields come from the portal, and are found by a part of the name', async () => {
		const { results } = await list('searchMailboxFields');
		expect(results.map(({ value }) => value)).toEqual(['id', 'name', 'email', 'senderName']);
		const found = await list('searchMailboxFields', { filter: 'SENDER' });
		expect(found.results.map(({ value }) => value)).toEqual(['senderName']);
	});

	it('mailbox fields can be chosen several at a time', async () => {
		const options = await runLoadOptions({
			method: 'getMailboxFields',
			credential: credentialFor(portal, 'webhook'),
			parameters: { authentication: 'webhook', resource: 'mailbox', operation: 'get' },
		});
		expect(options.map(({ value }) => value)).toEqual(['id', 'name', 'email', 'senderName']);
	});

	it.each([
		['chosen from the list', { __rl: true, mode: 'list', value: 'email' }],
		['typed', { __rl: true, mode: 'name', value: 'email' }],
		['a plain text, as workflows had it before there was a list', 'email'],
	])('a mailbox field: %s', async (_, fieldName) => {
		const { items } = await runOn(portal, { resource: 'mailbox', operation: 'getField', fieldName });
		expect(items[0]!.json).toMatchObject({ name: 'email' });
	});

	it('a mailbox that is named by its address is shown by it once', async () => {
		portal.mailboxes[0]!.name = portal.mailboxes[0]!.email;
		const { results } = await list('searchMailboxes');
		expect(results[0]).toEqual({ name: portal.mailboxes[0]!.email, value: String(portal.mailboxes[0]!.id) });
	});

	describe('n8n evaluates what begins with “=” in a stored workflow', () => {
		const EXPRESSION = '={{ $json.secret }}';
		const NO_IDS = [EXPRESSION, '=1', ' 1', '1.5', '0', 0, -1, '', null, undefined, {}, true, '1e3', '7 '];

		it('services: an ID that is no number is left out', async () => {
			const strange = NO_IDS.map((ID) => ({ ID, NAME: 'Strange' }));
			const body = { result: [{ ID: '7', NAME: 'Good' }, ...strange, { ID: 8, NAME: 'Good' }] };
			portal.faults.add({ answer: { body } });
			const { results } = await list('searchMailServices');
			expect(results.map(({ value }) => value)).toEqual(['7', '8']);
		});

		it.each(['', 'x'])('mailboxes: the same (looked for by “%s”)', async (filter) => {
			const strange = NO_IDS.map((id) => ({ id, name: 'Strange' }));
			const body = { result: { items: [{ id: 7, name: 'Good' }, ...strange] } };
			portal.faults.add({ answer: { body }, times: 2 });
			const { results } = await list('searchMailboxes', { filter });
			expect(results.map(({ value }) => value)).toEqual(['7']);
		});

		it('a page of mailboxes ends where the portal ends it', async () => {
			const items = Array.from({ length: 100 }, (_, index) => ({ id: index === 0 ? EXPRESSION : index }));
			portal.faults.add({ answer: { body: { result: { items } } } });
			const { results, paginationToken } = await list('searchMailboxes');
			expect(results).toHaveLength(99);
			expect(paginationToken).toBe('100');
		});

		it('mailbox fields: a name that is none is left out', async () => {
			const names = ['email', EXPRESSION, '=email', '', 'a b', 'a.b', '{{1}}', null, 'sender_2'];
			const body = { result: { items: names.map((name) => ({ name, title: 'Title' })) } };
			portal.faults.add({ answer: { body }, times: 2 });
			const { results } = await list('searchMailboxFields');
			expect(results.map(({ value }) => value)).toEqual(['email', 'sender_2']);
			const options = await runLoadOptions({
				method: 'getMailboxFields',
				credential: credentialFor(portal, 'webhook'),
				parameters: { authentication: 'webhook', resource: 'mailbox', operation: 'get' },
			});
			expect(options.map(({ value }) => value)).toEqual(['email', 'sender_2']);
		});

		it('names are shown, and what was picked runs, whatever it is called', async () => {
			portal.services[0]!.NAME = '={{ no such thing( }}';
			const { results } = await list('searchMailServices');
			const { ID } = portal.services[0]!;
			const picked = results.find(({ value }) => value === ID)!;
			expect(picked.name.trim()).toMatch(/^={{ no such thing\( }}/);
			const { value, name: cachedResultName } = picked;
			const mailServiceId = { __rl: true, mode: 'list', value, cachedResultName };
			const { error, items } = await runOn(portal, {
				resource: 'mailService',
				operation: 'get',
				mailServiceId: mailServiceId as never,
			});
			expect(error).toBeUndefined();
			expect(items[0]!.json.id).toBe(Number(ID));
		});
	});

	it('a missing scope is said in the list’s place', async () => {
		await expect(list('searchMailboxes', { rights: { scopes: ['mailservice'] } })).rejects.toThrow(
			/^The webhook or app is missing the “mail” permission$/,
		);
		await expect(list('searchMailServices', { rights: { scopes: ['mail'] } })).rejects.toThrow(
			/^The webhook or app is missing the “mailservice” permission$/,
		);
	});
});
