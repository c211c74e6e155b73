import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { oauth2Id } from '../oauth2-copy.mjs';

const WORKFLOW = 'b24AllOperations';

/** One call of each method, in the order of the workflow's nodes (Bitrix24 REST: mailservice.*, mail.mailbox.*). */
const METHODS = [
	'mailservice.fields',
	'mailservice.add',
	'mailservice.get',
	'mailservice.update',
	'mailservice.list',
	'mailservice.delete',
	'mail.mailbox.list',
	'mail.mailbox.get',
	'mail.mailbox.senders',
	'mail.mailbox.field.list',
	'mail.mailbox.field.get',
];

/** @param {import('../stage.mjs').Stage} stage */
export function operationsSuite(stage) {
	for (const [signedBy, id] of [
		['webhook', WORKFLOW],
		['OAuth2', oauth2Id(WORKFLOW)],
	]) {
		describe(`all operations, signed in by ${signedBy}`, () => {
			/** @type {import('../../../sandbox/n8n/n8n-api.mjs').Execution} */
			let run;
			const json = (node) => run.items(node).map((item) => item.json);

			it('succeed, one call of each method', async () => {
				const { api, portal } = stage;
				portal.reset();
				run = await api.runWorkflow(id, 'Start');
				assert.equal(run.status, 'success', JSON.stringify(run.error));
				assert.deepEqual(
					portal.calls.map((call) => call.method),
					METHODS,
				);
			});

			it('describe, create, read, change, list and delete a mail service', () => {
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
				assert.ok(json('Get the fields of services').some((field) => field.name === 'SERVER'));
				assert.ok(!stage.portal.services.some((service) => Number(service.ID) === created.id));
			});

			it('read mailboxes, senders and fields', () => {
				const { mailboxes } = stage.portal;
				const listed = json('Get all mailboxes');
				assert.deepEqual(
					listed.map((mailbox) => mailbox.email),
					mailboxes.map((mailbox) => mailbox.email),
				);
				assert.deepEqual(json('Get the mailbox'), [{ id: listed[0].id, email: listed[0].email }]);
				assert.ok(json('Get senders').every((sender) => String(sender.sender).includes(`<${sender.email}>`)));
				const field = json('Get the fields of mailboxes').find(({ name }) => name === 'email');
				assert.deepEqual(json('Get a field of mailboxes'), [{ name: 'email', type: field?.type }]);
			});

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
			portal.expireTokens();
			const run = await api.runWorkflow(oauth2Id(WORKFLOW), 'Start');
			assert.equal(run.status, 'success', JSON.stringify(run.error));
			assert.deepEqual(
				portal.calls.map((call) => call.method),
				METHODS,
			);
			const renewals = portal.requests.filter((request) => request.path.endsWith('/oauth/token/'));
			assert.equal(renewals.length, 1);
		});
	});
}
