import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keepData } from './kept-data.mjs';
import { scheduledRun } from './scheduled-run.mjs';

/** @param {import('../../stage.mjs').Stage} stage */
export function mailServiceSync(stage) {
	describe('the mail service sync', () => {
		keepData(stage, 'services');
		const changesSince = async () => await scheduledRun(stage, 'b24ServiceSync01', 'Describe the change');
		const active = () => stage.portal.services.filter((service) => service.ACTIVE === 'Y');

		it('reports every service as added by the first run, and nothing by the next', async () => {
			const first = await changesSince();
			assert.deepEqual(
				first.map(({ change, name }) => `${change} ${name}`).sort(),
				active()
					.map((service) => `added ${service.NAME}`)
					.sort(),
			);
			assert.deepEqual(await changesSince(), []);
		});

		it('reports what was added, changed and removed since', async () => {
			const [changed, removed] = active();
			const before = changed.SERVER;
			changed.SERVER = 'moved.example.com';
			removed.ACTIVE = 'N';
			const added = { ...changed, ID: '9001', NAME: 'Brand New Mail' };
			stage.portal.services.push(added);

			const changes = await changesSince();
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
			await assert.rejects(changesSince());
			stage.portal.faults.clear();
			assert.deepEqual(await changesSince(), []);
		});

		it('reports all as removed when there are none, although the portal answers with an error then', async () => {
			const before = active();
			for (const service of before) service.ACTIVE = 'N';
			const changes = await changesSince();
			assert.deepEqual(
				changes.map(({ change, name }) => `${change} ${name}`).sort(),
				before.map((service) => `removed ${service.NAME}`).sort(),
			);
			for (const service of before) service.ACTIVE = 'Y';
		});
	});
}
