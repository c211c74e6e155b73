import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { callsIn, EVERY_SAMPLE, itemsOf } from '../../samples/index.js';
import { ALL_OPERATIONS_ID } from '../allOperations.mjs';
import { loadedOperations } from '../loadedOperations.mjs';
import { oauth2Id } from '../oauth2-copy.mjs';

const SERVICE_LIFE_ID = 'b24ServiceLife00';

/** What the workflow of all operations has to call, in the order of its nodes. */
const CALLS = EVERY_SAMPLE.flatMap(({ sample }) => callsIn(sample));

/** What a portal has recorded of them. */
const callsOf = (portal) => portal.calls.map(({ method, params }) => ({ method, params }));

/** The two ways to connect, and the copy of a workflow for each. */
const CONNECTED = [
	{ by: 'webhook', idOf: (id) => id },
	{ by: 'OAuth2', idOf: oauth2Id },
];

/** @param {import('../stage.mjs').Stage} stage */
export function operationsSuite(stage) {
	describe('the workflow of all operations', () => {
		it('has each that n8n has loaded', async () => {
			const loaded = (await loadedOperations(stage)).map(
				({ resource, operation }) => `${resource} ${operation}`,
			);
			assert.deepEqual(EVERY_SAMPLE.map(({ name }) => name).sort(), loaded.sort());
		});
	});

	for (const { by, idOf } of CONNECTED) {
		describe(`all operations, connected by ${by}`, () => {
			/** @type {import('../../../sandbox/n8n/n8n-api.mjs').Execution} */
			let run;
			after(() => stage.portal.restore());

			it('succeed, and make the calls of their samples', async () => {
				const { api, portal } = stage;
				portal.reset();
				portal.restore();
				run = await api.runWorkflow(idOf(ALL_OPERATIONS_ID), 'Start');
				assert.equal(run.status, 'success', JSON.stringify(run.error));
				assert.deepEqual(callsOf(portal), CALLS);
			});

			for (const { name, sample } of EVERY_SAMPLE) {
				it(`${name} puts out the items of its sample`, () => {
					const items = run.items(name).map(({ json }) => json);
					assert.deepEqual(items, itemsOf(sample, stage.portal.url));
				});
			}

			it('pair every item with its input', () => {
				for (const node of Object.keys(run.result.runData).filter((name) => name !== 'Start')) {
					for (const item of run.items(node)) assert.deepEqual(item.pairedItem, { item: 0 }, node);
				}
			});

			it('keep the secrets out of what n8n stores about the run', () => {
				const stored = JSON.stringify(run.result);
				for (const secret of stage.secrets) assert.ok(!stored.includes(secret));
			});
		});
	}

	for (const { by, idOf } of CONNECTED) {
		it(`a mail service is created, read, changed, listed and deleted, each node with what the one before found, connected by ${by}`, async () => {
			const { api, portal } = stage;
			const run = await api.runWorkflow(idOf(SERVICE_LIFE_ID), 'Start');
			assert.equal(run.status, 'success', JSON.stringify(run.error));
			const json = (node) => run.items(node).map((item) => item.json);
			const [created] = json('Create a service');
			assert.equal(typeof created.id, 'number');
			assert.deepEqual(json('Get the service'), [
				{
					id: created.id,
					name: 'End to end',
					active: true,
					server: 'imap.endtoend.example.com',
					port: 993,
					encryption: true,
					link: 'https://mail.example.com/',
					sort: 50,
					icon: null,
					siteId: 's1',
				},
			]);
			assert.deepEqual(json('Update the service'), [{ id: created.id, updated: true }]);
			assert.deepEqual(
				json('Get all services').find((service) => service.id === created.id),
				{ ...json('Get the service')[0], name: 'End to end, changed', port: 143, encryption: false },
			);
			assert.deepEqual(json('Delete the service'), [{ id: created.id, deleted: true }]);
			assert.ok(!portal.services.some((service) => Number(service.ID) === created.id));
		});
	}

	describe('a run with 120 items', () => {
		it('creates and deletes each of them once, in three requests each, in order', async () => {
			const { api, portal } = stage;
			portal.reset();
			const run = await api.runWorkflow('b24ManyItems0000', 'Start');
			assert.equal(run.status, 'success', JSON.stringify(run.error));

			const created = portal.calls.filter((call) => call.method === 'mailservice.add');
			assert.deepEqual(
				created.map((call) => call.params.NAME),
				Array.from({ length: 120 }, (_, index) => `Service ${index}`),
			);
			assert.equal(portal.requests.length, 6);
			const items = run.items('Delete each service');
			assert.deepEqual(
				items.map((item) => item.json.id),
				run.items('Create each service').map((item) => item.json.id),
			);
			assert.deepEqual(
				items.map((item) => item.pairedItem),
				items.map((_, item) => ({ item })),
			);
			assert.ok(!portal.services.some((service) => service.NAME.startsWith('Service ')));
		});
	});

	describe('an expired OAuth2 token', () => {
		it('is renewed in the middle of a run, once', async () => {
			const { api, portal } = stage;
			portal.reset();
			portal.restore();
			portal.expireTokens();
			const run = await api.runWorkflow(oauth2Id(ALL_OPERATIONS_ID), 'Start');
			assert.equal(run.status, 'success', JSON.stringify(run.error));
			assert.deepEqual(callsOf(portal), CALLS);
			portal.restore();
			const renewals = portal.requests.filter((request) => request.path.endsWith('/oauth/token/'));
			assert.equal(renewals.length, 1);
		});
	});
}
