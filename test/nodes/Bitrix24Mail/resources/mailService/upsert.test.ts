import type { INodeExecutionData } from 'n8n-workflow';
import { binaryItem } from '../../../../engine';
import { startPortal, type Portal } from '../../../../../sandbox/portal';
import { held } from '../../../../support/held';
import { AUTHENTICATIONS, runOn, type PortalRun } from '../../../../support/node';

const UPSERT = {
	resource: 'mailService',
	operation: 'upsert',
	name: '={{ $json.name }}',
	additionalFields: { server: '={{ $json.server }}' },
};

const rows = (...names: string[]): INodeExecutionData[] =>
	names.map((name, index) => ({ json: { name, server: `imap${index}.example.com` } }));

describe('Create or Update', () => {
	let portal: Portal;
	beforeEach(async () => {
		portal = await startPortal({
			services: [
				{ ID: '31', NAME: 'Company Mail', SERVER: 'imap.example.com', PORT: '993' },
				{ ID: '40', NAME: 'Old Mail', ACTIVE: 'N' },
			],
		});
	});
	afterEach(async () => await portal.close());

	const upsert = async (items: INodeExecutionData[], more: PortalRun = {}) =>
		await runOn(portal, UPSERT, { items, ...more });
	const calls = () => portal.calls.map(({ method }) => method);
	const named = (name: string) => portal.services.filter(({ NAME }) => NAME === name);
	const results = (items: INodeExecutionData[]) => items.map(({ json }) => json);

	it.each(AUTHENTICATIONS)(
		'updates the one there is and creates the other, connected by %s',
		async (authentication) => {
			const { items, error } = await upsert(rows('Company Mail', 'New Mail'), { authentication });
			expect(error).toBeUndefined();
			const [created] = named('New Mail');
			expect(results(items)).toEqual([
				{ id: 31, created: false },
				{ id: Number(created!.ID), created: true },
			]);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
			expect(named('Company Mail')[0]).toMatchObject({ SERVER: 'imap0.example.com', PORT: '993' });
			expect(created).toMatchObject({ SERVER: 'imap1.example.com', ACTIVE: 'Y' });
		},
	);

	it.each([{}, { additionalFields: {} }])(
		'sends nothing that the panel of Create would start with: %j',
		async (parameters) => {
			const run = async (name: string) =>
				await runOn(portal, { resource: 'mailService', operation: 'upsert', name, ...parameters });
			await run('New');
			expect(portal.calls.at(-1)!.params).toEqual({ NAME: 'New' });
			const before = { ...named('Company Mail')[0]! };
			await run('Company Mail');
			expect(named('Company Mail')).toEqual([before]);
			expect(calls().filter((method) => method !== 'mailservice.list')).toEqual(['mailservice.add']);
		},
	);

	it('lists the services once for a run, and writes in batches', async () => {
		const names = Array.from({ length: 120 }, (_, index) => `Service ${index}`);
		const { items, error } = await upsert(rows('Company Mail', ...names));
		expect(error).toBeUndefined();
		expect(items).toHaveLength(121);
		expect(portal.requests.map(({ restMethod }) => restMethod)).toEqual([
			'mailservice.list',
			'batch',
			'batch',
			'batch',
		]);
		expect(calls().filter((method) => method === 'mailservice.list')).toHaveLength(1);
	});

	it('lists them once also where n8n hands the items over in portions', async () => {
		const { items, error } = await runOn(
			portal,
			{ ...UPSERT, requestOptions: { batching: { batch: { batchSize: 2, batchInterval: 0 } } } },
			{ items: rows('A', 'B', 'C', 'A', 'Company Mail') },
		);
		expect(error).toBeUndefined();
		expect(results(items).map(({ created }) => created)).toEqual([true, true, true, false, false]);
		expect(calls().filter((method) => method === 'mailservice.list')).toHaveLength(1);
		expect(named('A')).toHaveLength(1);
	});

	it('run a second time, it creates nothing', async () => {
		const items = rows('A', 'B');
		await upsert(items);
		const { items: again } = await upsert(items);
		expect(results(again).map(({ created }) => created)).toEqual([false, false]);
		expect(portal.services).toHaveLength(4);
	});

	it('creates a new name once, and updates it for the items that name it again', async () => {
		const { items, error } = await upsert(rows('Twice', 'Other', 'Twice', ' Twice '));
		expect(error).toBeUndefined();
		const [twice, ...more] = named('Twice');
		expect(more).toEqual([]);
		const id = Number(twice!.ID);
		expect(results(items)).toEqual([
			{ id, created: true },
			{ id: expect.any(Number) as number, created: true },
			{ id, created: false },
			{ id, created: false },
		]);
		expect(twice!.SERVER).toBe('imap3.example.com');
	});

	it('with nothing but a name, it leaves a service as it is', async () => {
		const { items } = await runOn(portal, { ...UPSERT, additionalFields: {}, name: 'Company Mail' });
		expect(results(items)).toEqual([{ id: 31, created: false }]);
		expect(calls()).toEqual(['mailservice.list']);
	});

	it('works on a portal without any service', async () => {
		portal.services.length = 0;
		const { items, error } = await upsert(rows('First'));
		expect(error).toBeUndefined();
		expect(results(items)).toEqual([{ id: Number(named('First')[0]!.ID), created: true }]);
	});

	it('the name has to be the very same: case counts, a part does not', async () => {
		const { items } = await upsert(rows('company mail', 'Company'));
		expect(results(items).map(({ created }) => created)).toEqual([true, true]);
	});

	it('a service that is not active is not found', async () => {
		const { items } = await upsert(rows('Old Mail'));
		expect(results(items)[0]).toMatchObject({ created: true });
	});

	it('does not offer to switch a service off, which it would not find again', async () => {
		await runOn(portal, { ...UPSERT, name: 'New', additionalFields: { active: false } });
		expect(named('New')[0]!.ACTIVE).toBe('Y');
	});

	it('sends the icon of a binary field', async () => {
		const file = {
			property: 'logo',
			fileName: 'logo.png',
			mimeType: 'image/png',
			buffer: Buffer.from('89504e470d0a1a0a', 'hex'),
		};
		const { error } = await runOn(
			portal,
			{ ...UPSERT, additionalFields: { iconBinaryPropertyName: 'logo' } },
			{ items: [binaryItem({ name: 'Company Mail' }, file)] },
		);
		expect(error).toBeUndefined();
		expect(portal.calls.at(-1)).toMatchObject({ method: 'mailservice.update' });
		expect(portal.requests.at(-1)!.body).toEqual({ ID: 31, ICON: ['logo.png', 'iVBORw0KGgo='] });
	});

	describe('refuses', () => {
		it('a name that several active services have, and writes nothing for it', async () => {
			portal.services.push({ ...portal.services[0]!, ID: '50' });
			const { items, itemErrors } = await upsert(rows('Company Mail', 'New Mail'), {
				onError: 'continueRegularOutput',
			});
			expect(results(items)).toEqual([
				{
					error: 'There are several active mail services named “Company Mail” (IDs 31, 50) [item 0]',
					message: 'Rename or delete all but one in Bitrix24, or use Update with the right ID.',
				},
				{ id: expect.any(Number) as number, created: true },
			]);
			expect(itemErrors).toEqual([]);
			expect(calls()).toEqual(['mailservice.list', 'mailservice.add']);
		});

		it.each([
			['   ', {}, /“Name” is empty/],
			['X', { server: '0' }, /“Server” is 0, and Bitrix24 ignores 0/],
			['X', { sort: 0 }, /“Sort Order” must be a whole number from 1 to \d+, but is 0/],
			['X', { port: 70000 }, /“Port” must be a whole number from 1 to 65535, but is 70000/],
		])('the name “%s” with %j before anything is sent', async (name, additionalFields, message) => {
			const { error } = await runOn(portal, { ...UPSERT, name, additionalFields });
			expect(error?.message).toMatch(message);
			expect(portal.requests).toEqual([]);
		});

		it('what the portal refuses, with the advice for what was tried', async () => {
			portal.refuse('ERROR_CORE', { method: 'mailservice.update' });
			portal.refuse('ERROR_CORE', { method: 'mailservice.add' });
			const { items } = await upsert(rows('Company Mail', 'New Mail'), { onError: 'continueRegularOutput' });
			expect(results(items).map(({ error }) => error)).toEqual([
				'Bitrix24 rejected the changes to mail service “Company Mail” [item 0]',
				'Bitrix24 rejected the new mail service “New Mail” [item 1]',
			]);
			expect(results(items).map(({ message }) => message)).toEqual([
				expect.stringContaining('Check that the service still exists'),
				expect.stringMatching(/^Check the values of the fields\./),
			]);
		});

		it('all items when the list is refused, and says that nothing was written', async () => {
			const { error } = await upsert(rows('A', 'B'), { rights: { scopes: ['mail'] } });
			expect(error?.message).toMatch(
				/^Could not create or update mail service “A”: .*missing the “mailservice” permission/,
			);
			expect(error?.message).not.toContain('unclear');
			expect(calls()).toEqual([]);
		});
	});

	describe('never makes a second service of a name', () => {
		it('when the answer to its creation is lost', async () => {
			portal.faults.add({ method: 'mailservice.add', at: 'after', disconnect: true });
			const items = rows('Lost');
			const first = await upsert(items);
			expect(first.error?.message).toBe(
				'It’s unclear whether mail service “Lost” was created or updated: the connection to Bitrix24 was lost [item 0]',
			);
			expect(first.error?.description).toMatch(/^You can safely run this again\./);
			const second = await upsert(items);
			expect(results(second.items)).toEqual([{ id: Number(named('Lost')[0]!.ID), created: false }]);
			expect(named('Lost')).toHaveLength(1);
		});

		it('for the other items of the run that name it, which then are not written either', async () => {
			portal.faults.add({ method: 'batch', at: 'after', disconnect: true });
			const { items } = await upsert(rows('Lost', 'Lost', 'Also Lost'), { onError: 'continueRegularOutput' });
			expect(results(items).map(({ error }) => error)).toEqual([
				expect.stringContaining('connection to Bitrix24 was lost'),
				expect.stringContaining('connection to Bitrix24 was lost'),
				expect.stringContaining('connection to Bitrix24 was lost'),
			]);
			expect(named('Lost')).toHaveLength(1);
			expect(named('Also Lost')).toHaveLength(1);
		});

		it('after it was created and then the answer to its update was lost', async () => {
			portal.faults.add({ method: 'mailservice.update', at: 'after', disconnect: true });
			const { items } = await upsert(rows('New', 'New', 'New'), { onError: 'continueRegularOutput' });
			const id = Number(named('New')[0]!.ID);
			expect(results(items)).toEqual([
				{ id, created: true },
				expect.objectContaining({
					error: expect.stringContaining('connection to Bitrix24 was lost') as string,
				}),
				{ id, created: false },
			]);
			expect(named('New')).toHaveLength(1);
		});

		it('but tries the next item of that name when Bitrix24 refused the first', async () => {
			portal.refuse('ERROR_CORE', { method: 'mailservice.add' });
			const { items } = await upsert(rows('Again', 'Again'), { onError: 'continueRegularOutput' });
			expect(results(items)).toEqual([
				expect.objectContaining({
					error: expect.stringContaining('rejected the new mail service') as string,
				}),
				{ id: Number(named('Again')[0]!.ID), created: true },
			]);
			expect(named('Again')).toHaveLength(1);
		});
	});

	it('writes in the order of the items, whatever cells are blank: of two rows of one name, the later one wins', async () => {
		const items = Array.from({ length: 20 }, (_, index) => ({
			json: {
				name: index % 5 === 4 ? 'Company Mail' : `Service ${index}`,
				server: index % 2 === 0 ? `imap${index}` : '',
			},
		}));
		items.push(
			{ json: { name: 'Company Mail', server: 'first' } },
			{ json: { name: 'Company Mail', server: 'last' } },
		);
		const parameters = {
			...UPSERT,
			additionalFields: { server: '={{ $json.server }}', port: '={{ $json.server && 143 }}' },
		};
		const { error } = await runOn(portal, parameters, { items });
		expect(error).toBeUndefined();
		expect(named('Company Mail')[0]!.SERVER).toBe('last');
		const added = portal.calls.filter(({ effect }) => effect === 'added').map(({ params }) => params.NAME);
		const wanted = items.map(({ json }) => json.name).filter((name) => name !== 'Company Mail');
		expect(added).toEqual(wanted);
	});

	describe('by several executions at once', () => {
		/** A request of that method has come. */
		const sent = async (method: string) =>
			await new Promise<void>((resolve) => {
				const look = () =>
					portal.requests.some(({ restMethod }) => restMethod === method)
						? resolve()
						: void setTimeout(look, 1);
				look();
			});

		it('one new name is created once: the second execution finds it', async () => {
			portal.faults.add({ method: 'mailservice.list', delayMs: 50, times: 9 });
			const runs = await Promise.all([upsert(rows('Alpha')), upsert(rows('Alpha')), upsert(rows('Alpha'))]);
			expect(named('Alpha')).toHaveLength(1);
			const created = runs.flatMap(({ items }) => results(items)).map((result) => result.created);
			expect(created.sort()).toEqual([false, false, true]);
		});

		it('any mix of names, in any order: each has one service, and none waits for ever', async () => {
			const names = Array.from({ length: 30 }, (_, index) => `Name ${index}`);
			const orders = [
				names,
				[...names].reverse(),
				[...names.slice(15), ...names.slice(0, 15)],
				['Name 3', 'Name 3'],
			];
			const runs = await Promise.all(orders.map(async (order) => await upsert(rows(...order))));
			for (const { error } of runs) expect(error).toBeUndefined();
			for (const name of names) expect(named(name)).toHaveLength(1);
		});

		it('the list is taken again only when another execution has created a service since', async () => {
			const batching = { requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 200 } } } };
			const slow = runOn(portal, { ...UPSERT, ...batching }, { items: rows('One', 'Two', 'Three', 'Four') });
			await new Promise<void>((resolve) => {
				const isThere = () => (named('One').length > 0 ? resolve() : void setTimeout(isThere, 1));
				isThere();
			});
			await upsert(rows('Four'));
			expect((await slow).error).toBeUndefined();
			expect(named('Four')).toHaveLength(1);
			const lists = portal.requests.filter(({ restMethod }) => restMethod === 'mailservice.list');
			expect(lists).toHaveLength(3);
		});

		it('one that gave up waiting does not let the next one in', async () => {
			const { until, letGo } = held();
			portal.faults.add({ method: 'mailservice.add', until });
			const first = upsert(rows('Alpha'));
			await sent('mailservice.add');
			const impatient = { ...UPSERT, requestOptions: { timeout: 50 } };
			for (let time = 0; time < 2; time++) {
				const { error } = await runOn(portal, impatient, { items: rows('Alpha') });
				expect(error?.message).toContain('another execution is still working on the same record');
			}
			letGo();
			await first;
			expect(named('Alpha')).toHaveLength(1);
		});

		it('items of one run wait for each other as long as it takes', async () => {
			// All of them together take longer than the time-out, none of them nearly as long.
			portal.faults.add({ delayMs: 120, times: 99 });
			const names = Array.from({ length: 8 }, () => 'Alpha');
			const impatient = { ...UPSERT, requestOptions: { timeout: 900 } };
			const { error } = await runOn(portal, impatient, { items: rows(...names) });
			expect(error).toBeUndefined();
			expect(named('Alpha')).toHaveLength(1);
		});

		it.each([0, 1500.5])('a Timeout of %s does not keep an item from its turn', async (timeout) => {
			const { error } = await runOn(
				portal,
				{ ...UPSERT, requestOptions: { timeout } },
				{ items: rows('Alpha', 'Alpha') },
			);
			expect(error).toBeUndefined();
		});

		it('what this run is creating counts, however old the list is that it takes anew', async () => {
			const fillers = Array.from({ length: 49 }, (_, index) => `Filler ${index}`);
			const { until, letGo } = held();
			portal.faults.add({ method: 'batch', until, times: 2 });
			const long = upsert(rows('Beta', ...fillers, 'Alpha', 'Tail', 'Beta', 'Alpha'));
			await sent('batch');
			await upsert(rows('Other'));
			letGo();
			expect((await long).error).toBeUndefined();
			expect(named('Alpha')).toHaveLength(1);
		});

		it('one that waits for longer than its time-out says so, and sends nothing', async () => {
			portal.faults.add({ method: 'mailservice.add', hang: true });
			const stopper = new AbortController();
			const hanging = runOn(portal, UPSERT, { items: rows('Alpha'), signal: stopper.signal });
			await sent('mailservice.add');
			const { error } = await runOn(
				portal,
				{ ...UPSERT, requestOptions: { timeout: 100 } },
				{ items: rows('Alpha') },
			);
			expect(error?.message).toContain('another execution is still working on the same record');
			expect(error?.description).toContain('Nothing was sent');
			expect(portal.requests.filter(({ restMethod }) => restMethod === 'mailservice.add')).toHaveLength(1);
			stopper.abort();
			await hanging;
		});
	});
});
