import { manyMailboxes, manyServices, startPortal, type Portal } from '../../../../sandbox/portal';
import { AUTHENTICATIONS, byId, credentialFor, numbered, runOn } from '../../../support/node';

const GET = { resource: 'mailService', operation: 'get', mailServiceId: byId('={{ $json.n }}') };
const MAILBOX_GET = { resource: 'mailbox', operation: 'get', mailboxId: byId('={{ $json.n }}') };
const CREATE = { resource: 'mailService', operation: 'create', name: '={{ $json.name }}' };

describe('One run, few requests', () => {
	let portal: Portal;
	afterEach(async () => await portal.close());

	const methods = () => portal.requests.map(({ restMethod }) => restMethod);

	describe.each(AUTHENTICATIONS)('connected by %s', (authentication) => {
		it('1,000 Gets are 20 requests, each item with its own service', async () => {
			portal = await startPortal({ services: manyServices(1000) });
			const { items, error } = await runOn(portal, GET, { items: numbered(1000), authentication });
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.id)).toEqual(numbered(1000).map(({ json }) => json.n));
			expect(items.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([...items.keys()]);
			expect(methods()).toEqual(Array.from({ length: 20 }, () => 'batch'));
			expect(portal.calls).toHaveLength(1000);
		});

		it('300 mailbox Gets are 6 requests', async () => {
			portal = await startPortal({ mailboxes: manyMailboxes(300) });
			const { items, error } = await runOn(portal, MAILBOX_GET, { items: numbered(300), authentication });
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.id)).toEqual(numbered(300).map(({ json }) => json.n));
			expect(methods()).toEqual(Array.from({ length: 6 }, () => 'batch'));
		});
	});

	it('120 Creates are 3 requests: each applied once, in the order of the items, each ID with its item', async () => {
		portal = await startPortal();
		const before = portal.services.length;
		const items = numbered(120).map(({ json }) => ({ json: { name: `Service ${json.n}` } }));
		const run = await runOn(portal, CREATE, { items });
		expect(run.error).toBeUndefined();
		expect(methods()).toEqual(['batch', 'batch', 'batch']);
		expect(portal.services).toHaveLength(before + 120);
		expect(portal.services.slice(before).map(({ NAME }) => NAME)).toEqual(items.map(({ json }) => json.name));
		const nameOf = new Map(portal.services.map(({ ID, NAME }) => [Number(ID), NAME]));
		expect(run.items.map(({ json }) => nameOf.get(json.id as number))).toEqual(
			items.map(({ json }) => json.name),
		);
	});

	it('40 identical Get Many are one call, and each item gets a copy of its own', async () => {
		portal = await startPortal({ services: manyServices(3) });
		const parameters = { resource: 'mailService', operation: 'getAll', simplify: false };
		const { items } = await runOn(portal, parameters, { items: numbered(40) });
		expect(portal.calls).toHaveLength(1);
		expect(items).toHaveLength(120);
		expect(new Set(items.map(({ json }) => json)).size).toBe(120);
		expect(items.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual(
			numbered(40).flatMap((_, index) => [index, index, index]),
		);
	});

	it('identical writes are all sent', async () => {
		portal = await startPortal({ services: [] });
		const { items } = await runOn(portal, { ...CREATE, name: 'Same' }, { items: numbered(5) });
		expect(portal.services).toHaveLength(5);
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(5);
	});

	it('one item is a plain request, two are a batch', async () => {
		portal = await startPortal({ services: manyServices(3) });
		await runOn(portal, GET, { items: numbered(1) });
		await runOn(portal, GET, { items: numbered(2) });
		expect(methods()).toEqual(['mailservice.get', 'batch']);
	});

	it('items that n8n’s Batching hands over in portions form groups of their own', async () => {
		portal = await startPortal({ services: manyServices(5) });
		const requestOptions = { batching: { batch: { batchSize: 2, batchInterval: 100 } } };
		const { items } = await runOn(portal, { ...GET, requestOptions }, { items: numbered(5) });
		expect(items).toHaveLength(5);
		expect(methods()).toEqual(['batch', 'batch', 'mailservice.get']);
	});

	it('the pages of several lists travel together', async () => {
		portal = await startPortal({ mailboxes: manyMailboxes(150) });
		const items = ['a', 'b', 'c'].map((name) => ({ json: { name } }));
		const parameters = {
			resource: 'mailbox',
			operation: 'getAll',
			returnAll: true,
			filters: { email: '@' },
		};
		const run = await runOn(portal, parameters, { items });
		expect(run.error).toBeUndefined();
		// Identical lists: one call for each page.
		expect(methods()).toEqual(['mail.mailbox.list', 'mail.mailbox.list']);
		expect(run.items).toHaveLength(450);
	});

	it('two runs at once do not mix', async () => {
		portal = await startPortal({ services: manyServices(20) });
		const other = numbered(10).map(({ json }) => ({ json: { n: json.n + 10 } }));
		const [one, two] = await Promise.all([
			runOn(portal, GET, { items: numbered(10) }),
			runOn(portal, GET, {
				items: other,
				credential: credentialFor(portal, 'oAuth2'),
				authentication: 'oAuth2',
			}),
		]);
		expect(one.items.map(({ json }) => json.id)).toEqual(numbered(10).map(({ json }) => json.n));
		expect(two.items.map(({ json }) => json.id)).toEqual(other.map(({ json }) => json.n));
		expect(methods()).toEqual(['batch', 'batch']);
		expect(new Set(portal.requests.map(({ signedBy }) => signedBy))).toEqual(new Set(['webhook', 'bearer']));
	});

	const NASTY = [
		'A&B',
		'a=b',
		'100%',
		'%41%20',
		'1+1',
		`"double" 'single'`,
		'line\nbreak\r\n\ttab',
		'emoji 📬👩‍👩‍👧',
		'$result[c0][ID]',
		'$result[c0]',
		'$Error[c0]',
		'$next[c0] $time[c0]',
		'<b>&amp;</b>',
		'[x] {y} (z)!*~',
		'ü é ß я 漢',
		'a\\b',
		'#?/;:@,',
	];

	it('values arrive as they were typed, in a batch', async () => {
		portal = await startPortal({ services: [] });
		const items = NASTY.map((name) => ({ json: { name } }));
		const { error, items: output } = await runOn(portal, CREATE, { items });
		expect(error).toBeUndefined();
		const byId = new Map(portal.services.map(({ ID, NAME }) => [Number(ID), NAME]));
		expect(output.map(({ json }) => byId.get(json.id as number))).toEqual(NASTY);
		expect(methods().filter((method) => method === 'mailservice.add')).toHaveLength(4);
	});

	it.each(NASTY)('%j arrives as it was typed, alone', async (name) => {
		portal = await startPortal({ services: [] });
		await runOn(portal, CREATE, { items: [{ json: { name } }] });
		expect(portal.services.map(({ NAME }) => NAME)).toEqual([name]);
	});

	it('an error inside a batch reads exactly like that of the same call alone', async () => {
		portal = await startPortal({ services: manyServices(3), mailboxes: manyMailboxes(3) });
		for (const parameters of [GET, MAILBOX_GET]) {
			const alone = await runOn(portal, parameters, { items: [{ json: { n: 999 } }] });
			const items = [{ json: { n: 999 } }, ...numbered(3)];
			const together = await runOn(portal, parameters, { items });
			expect(together.error).toBeDefined();
			for (const key of ['message', 'description', 'httpCode'] as const) {
				expect(together.error![key]).toBe(alone.error![key]);
			}
			expect(together.error!.context).toEqual(alone.error!.context);
		}
	});

	it('one unknown mailbox among 50 is found with few requests, and the others are delivered', async () => {
		portal = await startPortal({ mailboxes: manyMailboxes(49) });
		const { items } = await runOn(portal, MAILBOX_GET, {
			items: numbered(50),
			onError: 'continueRegularOutput',
		});
		expect(items.slice(0, 49).map(({ json }) => json.id)).toEqual(numbered(49).map(({ json }) => json.n));
		expect(items[49]!.json.error).toContain('there is no mailbox with ID');
		expect(portal.requests.length).toBeLessThanOrEqual(8);
	});

	it('one refused service among 50 costs no further request', async () => {
		portal = await startPortal({ services: manyServices(49) });
		const { items } = await runOn(portal, GET, { items: numbered(50), onError: 'continueRegularOutput' });
		expect(items.filter(({ json }) => json.error === undefined)).toHaveLength(49);
		expect(portal.requests).toHaveLength(1);
	});

	it('a missing scope is everybody’s error after one request', async () => {
		portal = await startPortal({ mailboxes: manyMailboxes(50) });
		const { items } = await runOn(portal, MAILBOX_GET, {
			items: numbered(50),
			rights: { scopes: ['mailservice'] },
			onError: 'continueRegularOutput',
		});
		expect(items.every(({ json }) => String(json.error).includes('missing the “mail” permission'))).toBe(
			true,
		);
		expect(portal.requests).toHaveLength(1);
	});
});

describe('Two items that write the same record', () => {
	it('the later one wins, also when Bitrix24 rejects the first of them within the batch for its limit', async () => {
		const portal = await startPortal({ services: manyServices(3) });
		portal.refuse('QUERY_LIMIT_EXCEEDED', { method: 'mailservice.update', insideBatch: true });
		const parameters = {
			resource: 'mailService',
			operation: 'update',
			mailServiceId: byId(1),
			updateFields: { name: '={{ $json.name }}' },
		};
		const items = ['First', 'Second'].map((name) => ({ json: { name } }));
		const run = await runOn(portal, parameters, { items, onError: 'continueRegularOutput' });
		await portal.close();
		expect(portal.services[0]!.NAME).toBe('Second');
		expect(run.items[0]!.json.error).toContain('a later item has changed the same record');
		expect(run.items[1]!.json).toEqual({ id: 1, updated: true });
	});
});
