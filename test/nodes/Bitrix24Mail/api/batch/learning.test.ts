import type { INodeParameters } from 'n8n-workflow';
import {
	manyMailboxes,
	manyServices,
	REST_3,
	startPortal,
	type Fault,
	type Portal,
} from '../../../../../sandbox/portal';
import { byId, numbered, runOn, type PortalRun } from '../../../../support/node';
import { ownShare } from '../../../../support/ownShare';
import { useVirtualTime } from '../../../../support/virtualTime';

useVirtualTime();

const GET = { resource: 'mailService', operation: 'get', mailServiceId: byId('={{ $json.n }}') };
const CREATE = {
	resource: 'mailService',
	operation: 'create',
	name: '=New {{ $json.n }}',
	additionalFields: {},
};
const UPSERT = {
	resource: 'mailService',
	operation: 'upsert',
	name: '=New {{ $json.n }}',
	additionalFields: {},
};
const MAILBOX = { resource: 'mailbox', operation: 'get', mailboxId: byId('={{ $json.n }}') };
const FIELD = {
	resource: 'mailbox',
	operation: 'getField',
	fieldName: { __rl: true, mode: 'name', value: '={{ $json.name }}' },
};

const CONTINUE = { onError: 'continueRegularOutput' } satisfies PortalRun;

describe('A run learns', () => {
	let portal: Portal;
	beforeEach(async () => {
		portal = await startPortal({ services: manyServices(1000), mailboxes: manyMailboxes(1000) });
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await portal.close();
	});

	describe('which mailboxes there are', () => {
		it.each([0, 1, 10, 50, 100])(
			'%i % of 1,000 are missing: each has its own true outcome, with at most 80 requests',
			async (percent) => {
				const isMissing = (id: number) => (id * 7919) % 100 < percent;
				portal.mailboxes.splice(0, 1000, ...portal.mailboxes.filter(({ id }) => !isMissing(id)));
				const { items } = await runOn(portal, MAILBOX, { items: numbered(1000), ...CONTINUE });
				expect(items).toHaveLength(1000);
				for (const [index, { json }] of items.entries()) {
					if (isMissing(index + 1)) expect(json.error).toContain('there is no mailbox with ID');
					else expect(json).toMatchObject({ id: index + 1 });
				}
				expect(portal.requests.length).toBeLessThanOrEqual(percent === 0 ? 20 : 80);
				// Where an error quotes Bitrix24, that was about this very mailbox. Of the others, nothing was said.
				for (const [index, { json }] of items.entries()) {
					const [, said] = /Bitrix24’s answer: “Record with ID = `(\d+)`/.exec(String(json.message)) ?? [];
					expect(said ?? String(index + 1)).toBe(String(index + 1));
					if (said === undefined) expect(String(json.message)).not.toContain('Bitrix24’s answer');
				}
			},
		);

		it('fields in the same way', async () => {
			const names = Array.from({ length: 200 }, (_, index) => (index % 50 === 0 ? 'email' : `host${index}`));
			const items = names.map((name) => ({ json: { name } }));
			const run = await runOn(portal, FIELD, { items, ...CONTINUE });
			expect(run.items.map(({ json }) => json.error === undefined)).toEqual(
				names.map((name) => name === 'email'),
			);
			expect(portal.requests.length).toBeLessThanOrEqual(10);
		});

		it('when the list can’t be read, too', async () => {
			portal.mailboxes.splice(0, 1000, ...portal.mailboxes.filter(({ id }) => id !== 17));
			portal.refuse(REST_3.accessDenied, { method: 'mail.mailbox.list', times: 99 });
			const { items } = await runOn(portal, MAILBOX, { items: numbered(50), ...CONTINUE });
			expect(items.filter(({ json }) => json.error !== undefined).map(({ json }) => json.error)).toEqual([
				expect.stringContaining('there is no mailbox with ID 17'),
			]);
		});
	});

	it.each(['1', '3', '17', '50'])(
		'one record that the portal fails over fails alone: %s',
		async (poisoned) => {
			const isStruck = ({ rawBody }: { rawBody: string }) => new RegExp(`"id":${poisoned}\\b`).test(rawBody);
			const fault = {
				refusal: 'BITRIX_REST_V3_EXCEPTION_INTERNAL_INTERNALEXCEPTION',
				status: 500,
				shape: 'v3',
			} as const;
			portal.faults.add({ ...fault, times: 999, when: isStruck });
			const { items } = await runOn(portal, MAILBOX, { items: numbered(50), ...CONTINUE });
			const failed = items.filter(({ json }) => json.error !== undefined);
			expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: Number(poisoned) - 1 }]);
			expect(portal.requests.length).toBeLessThanOrEqual(2 + 20);
		},
	);

	it('what can’t be tried alone any more is told so, and none of it as missing', async () => {
		portal.refuse('SOMETHING_NEW', { status: 400, times: 9999 });
		const { items } = await runOn(portal, MAILBOX, { items: numbered(1000), ...CONTINUE });
		expect(items).toHaveLength(1000);
		expect(portal.requests.length).toBeLessThanOrEqual(2 * 20 + 20);
		for (const { json } of items) expect(json.error).toMatch(/^Could not get mailbox \d+: .*\[item \d+\]$/);
		expect(
			items.filter(({ json }) => /batch that contained this item/.test(String(json.error))).length,
		).toBeGreaterThan(900);
	});

	/** What concerns every call, and how it comes. */
	const FOR_ALL: Array<[string, Fault | PortalRun]> = [
		['the webhook was deleted', { refusal: 'INVALID_CREDENTIALS', status: 401 }],
		['the plan has no REST API', { refusal: 'ACCESS_DENIED' }],
		['the portal is blocked', { refusal: 'OVERLOAD_LIMIT' }],
		['the portal was deleted', { refusal: 'PORTAL_DELETED' }],
		['the address has changed', { redirect: 'https://elsewhere.example.com/' }],
		['the method is blocked', { refusal: 'OPERATION_TIME_LIMIT' }],
		['REST 3.0 says that the method is blocked', { refusal: REST_3.rateLimit, shape: 'v3' }],
		['the permission is missing', { rights: { scopes: [] } }],
	];

	describe.each<[string, INodeParameters, number]>([
		['reads', GET, 0],
		['reads of REST 3.0', MAILBOX, 1],
		['creates', CREATE, 2],
	])('120 %s', (_, operation, turn) => {
		it.each(ownShare(FOR_ALL, turn))('%s: one request is enough', async (_name, trouble) => {
			const run = 'rights' in trouble ? (trouble as PortalRun) : {};
			if (!('rights' in trouble)) portal.faults.add({ ...(trouble as Fault), times: 9999 });
			const { items } = await runOn(portal, operation, { items: numbered(120), ...CONTINUE, ...run });
			expect(portal.requests).toHaveLength(1);
			expect(items).toHaveLength(120);
			expect(portal.calls).toHaveLength(0);
			for (const { json } of items) expect(json.error).toMatch(/^Could not/);
		});
	});

	it('nobody listens: the tries of one request, whose pauses come to 3.5 s at most', async () => {
		const closed = await startPortal();
		const webhookUrl = closed.webhook();
		await closed.close();
		const credential = { type: 'bitrix24MailWebhookApi' as const, data: { webhookUrl } };
		const startedAt = performance.now();
		const { items } = await runOn(portal, CREATE, { items: numbered(500), credential, ...CONTINUE });
		// Only the node's pauses pass time here.
		expect(performance.now() - startedAt).toBeLessThanOrEqual(3_600);
		expect(items).toHaveLength(500);
		for (const { json } of items) expect(json.error).toContain('can’t be reached');
		const unsent = items.filter(({ json }) => String(json.message).includes('This item was not sent'));
		expect(unsent).toHaveLength(450);
	});

	it('a portal that hangs: two time-outs are enough, and what was not sent is not unclear', async () => {
		portal.faults.add({ hang: true, times: 9999 });
		const requestOptions = { timeout: 200 };
		const { items } = await runOn(
			portal,
			{ ...CREATE, requestOptions },
			{ items: numbered(500), ...CONTINUE },
		);
		expect(portal.requests).toHaveLength(2);
		const unclear = items.filter(({ json }) => /unclear|not known/.test(`${json.error} ${json.message}`));
		expect(unclear).toHaveLength(100);
	});

	it.each([
		['one name', () => 'Same'],
		['as many names', (n: number) => `New ${n}`],
	])('Create or Update of 20 items of %s: a list that can’t be read is asked for once', async (_, nameOf) => {
		portal.faults.add({ method: 'mailservice.list', disconnect: true, times: 9999 });
		const items = numbered(20).map(({ json: { n } }) => ({ json: { name: nameOf(n) } }));
		const run = await runOn(portal, { ...UPSERT, name: '={{ $json.name }}' }, { items, ...CONTINUE });
		expect(portal.requests).toHaveLength(4);
		expect(run.items.every(({ json }) => json.error !== undefined)).toBe(true);
	});

	it('a fault of the database inside a batch is tried again, and is no missing service', async () => {
		const fault: Fault = {
			refusal: 'ERROR_CORE',
			text: 'SQL query error!',
			method: 'mailservice.get',
			insideBatch: true,
		};
		portal.faults.add({ ...fault, times: 2 });
		const { error, items } = await runOn(portal, GET, { items: numbered(2), ...CONTINUE });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual([1, 2]);
		expect(portal.requests).toHaveLength(2);
	});

	it('a fault of the database that stays leaves a delete unclear, alone and in a batch', async () => {
		const DELETE = { resource: 'mailService', operation: 'delete', mailServiceId: byId('={{ $json.n }}') };
		for (const count of [1, 2]) {
			const fault: Fault = {
				refusal: 'ERROR_CORE',
				text: 'SQL query error!',
				method: 'mailservice.delete',
				times: 2,
			};
			portal.faults.add({ ...fault, status: 500, ...(count === 2 ? { insideBatch: true } : {}) });
			const { items } = await runOn(portal, DELETE, { items: numbered(count), ...CONTINUE });
			for (const { json } of items) expect(`${json.error} ${json.message}`).toMatch(/unclear|not known/);
			portal.faults.clear();
		}
	});
});
