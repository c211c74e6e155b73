import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

/** @param {import('../stage.mjs').Stage} stage */
export function examplesSuite(stage) {
	describe('the mailbox walk', () => {
		it('lists, gets, and finds senders and fields', async () => {
			const { api, portal } = stage;
			portal.reset();
			const run = await api.runWorkflow('b24MailboxWalk001', 'Start');
			assert.equal(run.status, 'success', JSON.stringify(run.error));

			const emails = portal.mailboxes.map((mailbox) => mailbox.email);
			const emailsOf = (node) => run.items(node).map((item) => item.json.email);
			assert.deepEqual(emailsOf('List mailboxes'), emails);
			assert.deepEqual(emailsOf('Get each mailbox'), emails);
			assert.ok(run.items('Get senders').length > 0);
			assert.ok(run.items('Get fields').some((item) => item.json.name === 'senderName'));
			// Its note promises that the mailboxes travel in one request.
			const requests = portal.requests.map((request) => request.restMethod);
			assert.deepEqual(requests, [
				'mail.mailbox.list',
				'batch',
				'mail.mailbox.senders',
				'mail.mailbox.field.list',
			]);
		});
	});

	describe('the mail service sync', () => {
		/** Runs the workflow as a schedule would: n8n keeps its memory, which it does not after a try in the editor. */
		const scheduledRun = async () => {
			const printed = await stage.n8n.command('execute', '--id=b24ServiceSync001', '--rawOutput');
			// Lines of n8n's log come first.
			const { data } = JSON.parse(printed.slice(printed.search(/^\{/m)));
			const items = data.resultData.runData['Describe the change']?.[0].data.main[0] ?? [];
			return items.map((item) => item.json);
		};
		const active = () => stage.portal.services.filter((service) => service.ACTIVE === 'Y');

		it('reports every service as added by the first run, and nothing by the next', async () => {
			const first = await scheduledRun();
			assert.deepEqual(
				first.map(({ change, name }) => `${change} ${name}`).sort(),
				active()
					.map((service) => `added ${service.NAME}`)
					.sort(),
			);
			assert.deepEqual(await scheduledRun(), []);
		});

		it('reports what was added, changed and removed since', async () => {
			const [changed, removed] = active();
			const before = changed.SERVER;
			changed.SERVER = 'moved.example.com';
			removed.ACTIVE = 'N';
			const added = { ...changed, ID: '9001', NAME: 'Brand New Mail' };
			stage.portal.services.push(added);

			const changes = await scheduledRun();
			const byName = Object.fromEntries(changes.map((change) => [change.name, change]));
			assert.deepEqual(Object.keys(byName).sort(), [added.NAME, changed.NAME, removed.NAME].sort());
			assert.equal(byName[added.NAME].change, 'added');
			assert.equal(byName[removed.NAME].change, 'removed');
			const { change, fields, message, ...states } = byName[changed.NAME];
			assert.equal(change, 'changed');
			assert.deepEqual(fields, ['server']);
			assert.equal(states.before.server, before);
			assert.equal(states.service.server, 'moved.example.com');
			assert.equal(message, `Mail service "${changed.NAME}" (${changed.ID}) was changed: server`);
		});

		it('remembers nothing wrong when the portal does not answer', async () => {
			stage.portal.refuse('INTERNAL_SERVER_ERROR', { method: 'mailservice.list', times: 10 });
			await assert.rejects(scheduledRun());
			stage.portal.faults.clear();
			assert.deepEqual(await scheduledRun(), []);
		});

		it('reports all as removed when there are none, although the portal answers with an error then', async () => {
			const before = active();
			for (const service of before) service.ACTIVE = 'N';
			const changes = await scheduledRun();
			assert.deepEqual(
				changes.map(({ change, name }) => `${change} ${name}`).sort(),
				before.map((service) => `removed ${service.NAME}`).sort(),
			);
			for (const service of before) service.ACTIVE = 'Y';
		});
	});

	describe('the order', () => {
		before(() => stage.api.activate('b24OrderService01'));

		/** @param {unknown} body */
		const order = async (body) => {
			const response = await fetch(`${stage.server.url}/webhook/mail-service-order`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});
			return { status: response.status, body: await response.json() };
		};
		const added = () => stage.portal.calls.filter((call) => call.method === 'mailservice.add');

		it('creates a mail service, once, and answers with its ID', async () => {
			stage.portal.reset();
			const { status, body } = await order({ name: 'Ordered Mail', server: 'imap.example.com', port: 143 });
			assert.equal(status, 201);
			const service = stage.portal.services.find(({ NAME }) => NAME === 'Ordered Mail');
			assert.deepEqual(body, { id: Number(service.ID) });
			assert.equal(service.PORT, '143');
			assert.equal(added().length, 1);
		});

		it('is content with a name', async () => {
			const { status } = await order({ name: 'Only A Name' });
			assert.equal(status, 201);
			const service = stage.portal.services.find(({ NAME }) => NAME === 'Only A Name');
			assert.deepEqual([service.PORT, service.ENCRYPTION, service.ACTIVE], ['993', 'Y', 'Y']);
		});

		for (const [what, bad] of [
			['without a name', { server: 'imap.example.com' }],
			['with a blank name', { name: '  ' }],
			['with a port that is none', { name: 'Bad Port', port: 'imap' }],
		]) {
			it(`answers 400 to one ${what}, and asks the portal nothing`, async () => {
				stage.portal.reset();
				const { status, body } = await order(bad);
				assert.equal(status, 400);
				assert.match(body.error, /needs a "name"/);
				assert.equal(stage.portal.requests.length, 0);
			});
		}

		it('answers 502 with the reason when Bitrix24 refuses', async () => {
			stage.portal.refuse('ACCESS_DENIED', { method: 'mailservice.add', times: 1 });
			const { status, body } = await order({ name: 'Refused Mail' });
			assert.equal(status, 502);
			assert.match(body.error, /\w+ \w+/);
			for (const secret of stage.secrets) assert.ok(!JSON.stringify(body).includes(secret));
		});
	});
}
