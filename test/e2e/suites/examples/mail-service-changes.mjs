import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { keepData } from './kept-data.mjs';
import { scheduledRun } from './scheduled-run.mjs';

/** @param {import('../../stage.mjs').Stage} stage */
export function mailServiceChanges(stage) {
	describe('the report of mail service changes', () => {
		keepData(stage, 'services', 'messages', 'outbox');
		beforeEach(() => {
			stage.portal.reset();
			stage.portal.outbox.length = 0;
		});

		const changesSince = async () =>
			await scheduledRun(stage, 'b24ServiceSync01', 'Compare with the last run');
		const active = () => stage.portal.services.filter((service) => service.ACTIVE === 'Y');
		const lines = () => stage.portal.outbox.flatMap(({ html }) => html.split('<br><br>'));

		it('remembers what there is by its first run, and reports nothing', async () => {
			assert.deepEqual(await changesSince(), []);
			assert.deepEqual(await changesSince(), []);
			assert.deepEqual(stage.portal.outbox, []);
		});

		it('sends one email that says what was added, changed and removed', async () => {
			const [changed, removed] = active();
			const before = changed.SERVER;
			changed.SERVER = 'moved.example.com';
			removed.ACTIVE = 'N';
			const added = { ...changed, ID: '9001', NAME: 'Brand New Mail' };
			stage.portal.services.push(added);

			const changes = await changesSince();
			assert.deepEqual(changes.map(({ change, service }) => `${change} ${service.name}`).sort(), [
				`added ${added.NAME}`,
				`changed ${changed.NAME}`,
				`removed ${removed.NAME}`,
			]);
			assert.equal(stage.portal.outbox.length, 1);
			const [{ to, subject }] = stage.portal.outbox;
			assert.deepEqual([to, subject], [['admin@example.com'], '3 mail services have changed']);
			assert.deepEqual(
				new Set(lines()),
				new Set([
					`${added.NAME} (ID 9001) was added`,
					`${changed.NAME} (ID ${changed.ID}) was changed<br>&nbsp; server: ${before} → moved.example.com`,
					`${removed.NAME} (ID ${removed.ID}) was removed`,
				]),
			);
			assert.deepEqual(await changesSince(), []);
		});

		it('reports again what it could not send', async () => {
			const [changed] = active();
			changed.PORT = '1993';
			stage.portal.refuse('MESSAGE_SEND_FAILED', { method: 'mail.message.send', times: 1 });
			await assert.rejects(changesSince());
			assert.deepEqual(stage.portal.outbox, []);
			await changesSince();
			assert.match(lines().join(), /was changed<br>&nbsp; port: \d+ → 1993$/);
		});

		it('remembers nothing wrong when the portal does not answer', async () => {
			stage.portal.refuse('INTERNAL_SERVER_ERROR', { method: 'mailservice.list', times: 10 });
			await assert.rejects(changesSince());
			stage.portal.faults.clear();
			assert.deepEqual(await changesSince(), []);
		});

		it('reports all as removed when there are none, although the portal answers with an error then', async () => {
			const before = active();
			for (const service of before) service.ACTIVE = 'N';
			await changesSince();
			assert.deepEqual(
				lines().sort(),
				before.map((service) => `${service.NAME} (ID ${service.ID}) was removed`).sort(),
			);
			for (const service of before) service.ACTIVE = 'Y';
		});
	});
}
