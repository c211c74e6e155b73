import type { INodeParameters } from 'n8n-workflow';
import { startPortal, type Portal } from '../../../../sandbox/portal';
import { held } from '../../../support/held';
import { AUTHENTICATIONS, byId, numbered, runOn } from '../../../support/node';

const SERVICE = { resource: 'mailService' };
const CREATE = { ...SERVICE, operation: 'create', name: 'New {{ $json.n }}' };
const UPDATE = { ...SERVICE, operation: 'update', mailServiceId: byId(1), updateFields: { port: 995 } };
const DELETE = { ...SERVICE, operation: 'delete', mailServiceId: byId(1) };
const UPSERT = { ...SERVICE, operation: 'upsert', name: 'Company Mail', additionalFields: { port: 995 } };

const WRITES: Array<[string, INodeParameters]> = [
	['create', CREATE],
	['update', UPDATE],
	['delete', DELETE],
	['create or update', UPSERT],
];

const BOTH = /credential’s user is not a Bitrix24 administrator/;

describe('A refused write', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	const lookUps = () => portal.requests.filter(({ restMethod }) => restMethod === 'profile').length;

	describe.each(AUTHENTICATIONS)('connected by %s', (authentication) => {
		it.each(WRITES)('%s: says that the user is no administrator, by name', async (_, parameters) => {
			portal.setLanguage('ru');
			const rights = { admin: false, userId: 9 };
			const { error } = await runOn(portal, parameters, { authentication, rights });
			expect(error?.message).toMatch(/^Bitrix24 rejected /);
			expect(error?.description).toMatch(
				/^The credential’s user \(Portal User 9\) is not a Bitrix24 administrator\. Only administrators can create, update or delete mail services: use an administrator’s webhook or account\. Bitrix24’s answer: “[^”]*[Ѐ-ӿ][^”]*” \(ERROR_CORE\)$/,
			);
			expect(lookUps()).toBe(1);
		});
	});

	it.each([
		['update', { ...UPDATE, mailServiceId: byId(777) }, /^Check that the service still exists/],
		['delete', { ...DELETE, mailServiceId: byId(777) }, /^It most likely no longer exists: check the ID\./],
	])('%s of an unknown ID by an administrator: speaks of the record only', async (_, parameters, advice) => {
		const { error } = await runOn(portal, parameters);
		expect(error?.message).toMatch(/^Bitrix24 rejected .* mail service 777 \[item 0\]$/);
		expect(error?.description).toMatch(advice);
		expect(error?.description).not.toMatch(/administrator/);
	});

	it('create by an administrator: speaks of the values only', async () => {
		portal.refuse('ERROR_CORE', { method: 'mailservice.add' });
		const { error } = await runOn(portal, CREATE);
		expect(error?.description).toMatch(/^Check the values of the fields\./);
		expect(error?.description).not.toMatch(/administrator/);
	});

	it.each(WRITES)('%s: names both possibilities when Bitrix24 does not tell', async (_, parameters) => {
		portal.refuse('insufficient_scope', { method: 'profile', times: 9 });
		const { error } = await runOn(portal, parameters, { rights: { admin: false } });
		expect(error?.message).toMatch(/^Bitrix24 rejected /);
		expect(error?.description).toMatch(BOTH);
	});

	it.each([
		['nothing of rights', { ID: '1', NAME: 'A' }],
		['a text for yes', { ID: '1', ADMIN: 'Y' }],
	])('takes %s for not told', async (_, result) => {
		portal.faults.add({ method: 'profile', answer: { body: { result } } });
		const { error } = await runOn(portal, DELETE, { rights: { admin: false } });
		expect(error?.description).toMatch(BOTH);
	});

	it('does without a name', async () => {
		portal.faults.add({ method: 'profile', answer: { body: { result: { ID: '1', ADMIN: false } } } });
		const { error } = await runOn(portal, DELETE, { rights: { admin: false } });
		expect(error?.description).toMatch(/^The credential’s user is not a Bitrix24 administrator\. Only/);
	});

	it('asks once in a run of 100 refused items', async () => {
		const { items } = await runOn(
			portal,
			{ ...DELETE, mailServiceId: byId('={{ $json.n }}') },
			{ items: numbered(100), rights: { admin: false }, onError: 'continueRegularOutput' },
		);
		expect(items).toHaveLength(100);
		for (const { json } of items) expect(json.message).toMatch(/^The credential’s user \(/);
		expect(lookUps()).toBe(1);
		expect(portal.requests).toHaveLength(3);
	});

	it('asks once also when nobody tells', async () => {
		portal.refuse('ACCESS_DENIED', { method: 'profile', times: 99 });
		await runOn(
			portal,
			{ ...DELETE, mailServiceId: byId('={{ $json.n }}') },
			{ items: numbered(100), rights: { admin: false }, onError: 'continueRegularOutput' },
		);
		expect(lookUps()).toBe(1);
	});

	it.each([
		['another refusal', { method: 'mailservice.delete', refusal: 'ACCESS_DENIED' }, DELETE],
		['a refused read', {}, { ...SERVICE, operation: 'get', mailServiceId: byId(777) }],
	])('asks nobody for %s', async (_, fault, parameters) => {
		if ('method' in fault) portal.faults.add(fault);
		const { error } = await runOn(portal, parameters);
		expect(error?.name).toBe('NodeApiError');
		expect(lookUps()).toBe(0);
	});

	it('asks nobody once the execution is stopped', async () => {
		const stop = new AbortController();
		const { until, letGo } = held();
		portal.faults.add({ method: 'mailservice.delete', refusal: 'ERROR_CORE', until });
		const run = runOn(portal, DELETE, { signal: stop.signal });
		while (portal.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		stop.abort();
		await run;
		letGo();
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(lookUps()).toBe(0);
	});
});
