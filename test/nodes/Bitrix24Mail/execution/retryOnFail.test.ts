import { generation } from '../../../engine';
import { CredentialsHelper } from '../../../engine/credentials';
import { startPortal, type Portal } from '../../../../sandbox/portal';
import { byId, numbered, runOn } from '../../../support/node';

const service = { resource: 'mailService' };
const UPSERT = {
	...service,
	operation: 'upsert',
	name: '=Service {{ $json.n }}',
	additionalFields: { server: 'imap.example.com' },
};
const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

describe(`Retry On Fail (n8n ${generation})`, () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal({ services: [{ NAME: 'Old' }] })));
	afterEach(async () => {
		jest.restoreAllMocks();
		await portal.close();
	});

	const methods = () => portal.requests.map(({ restMethod }) => restMethod);

	it('Create or Update: the second try finds what the first one created before its answer got lost', async () => {
		portal.faults.add({ method: 'mailservice.add', at: 'after', disconnect: true });
		const { error, items } = await runOn(portal, UPSERT, { items: numbered(1), settings });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([{ id: 2, created: false }]);
		expect(methods()).toEqual([
			'mailservice.list',
			'mailservice.add',
			'mailservice.list',
			'mailservice.update',
		]);
	});

	it('Create or Update: a further try does all that is left, and nothing twice', async () => {
		portal.faults.add({ method: 'batch', at: 'after', disconnect: true, skip: 1 });
		const { error, items } = await runOn(portal, UPSERT, { items: numbered(120), settings });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(120);
		expect(new Set(portal.services.map(({ NAME }) => NAME)).size).toBe(121);
		expect(portal.services).toHaveLength(121);
	});

	it('a service that was deleted meanwhile is created anew', async () => {
		portal.services[0]!.NAME = 'Service 1';
		portal.faults.add({
			method: 'mailservice.update',
			refusal: 'ERROR_CORE',
			when: () => portal.services.splice(0, 1).length > 0,
		});
		const { error, items } = await runOn(portal, UPSERT, { items: numbered(1), settings });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.created)).toEqual([true]);
	});

	it('a credential that could not be read is read again', async () => {
		let reads = 0;
		const { getDecrypted } = CredentialsHelper.prototype;
		jest.spyOn(CredentialsHelper.prototype, 'getDecrypted').mockImplementation(async function (
			this: CredentialsHelper,
			...args
		) {
			// n8n itself reads it first; the node's own reading fails once.
			if (++reads === 2) throw new Error('database is locked');
			return await getDecrypted.apply(this, args);
		});
		const GET = { ...service, operation: 'get', mailServiceId: byId(1) };
		const { error, items } = await runOn(portal, GET, { items: numbered(1), settings });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(reads).toBeGreaterThan(2);
	});

	it('a try that learned that nothing goes does not end the next one', async () => {
		portal.refuse('INVALID_CREDENTIALS', { status: 401 });
		const GET = { ...service, operation: 'get', mailServiceId: byId('={{ 1 }}') };
		const { error } = await runOn(portal, GET, { items: numbered(60), settings });
		expect(error).toBeUndefined();
	});
});
