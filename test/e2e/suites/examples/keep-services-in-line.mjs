import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { keepData } from './kept-data.mjs';

const WORKFLOW = 'b24KeepInLine001';

/** @param {import('../../stage.mjs').Stage} stage */
export function keepServicesInLine(stage) {
	describe('the table that services are kept in line with', () => {
		keepData(stage, 'services', 'messages', 'outbox');
		beforeEach(() => {
			stage.portal.reset();
			stage.portal.outbox.length = 0;
		});

		const called = (method) => stage.portal.calls.filter((call) => call.method === method);
		const named = (name) => stage.portal.services.filter((service) => service.NAME === name);

		/** The whole run has to be green, whatever came of the rows. */
		const run = async () => {
			const result = await stage.api.runWorkflow(WORKFLOW, 'Every night');
			assert.equal(result.status, 'success', JSON.stringify(result.error));
			return stage.portal.outbox;
		};

		it('creates what is new and updates what is there, without an email', async () => {
			assert.deepEqual(await run(), []);
			const [warehouse] = named('Warehouse');
			assert.deepEqual(
				[warehouse.SERVER, warehouse.PORT, warehouse.ENCRYPTION, warehouse.LINK],
				['imap.warehouse.example.com', '993', 'Y', 'https://mail.warehouse.example.com/'],
			);
			// It was 143 without encryption before.
			const [branch] = named('Branch Office');
			assert.deepEqual([branch.PORT, branch.ENCRYPTION], ['993', 'Y']);
			// Its cell in the table is empty.
			assert.equal(branch.LINK, 'https://webmail.branch.example.com/');
			assert.equal(called('mailservice.list').length, 1);
			assert.equal(called('mailservice.add').length, 1);
			assert.equal(called('mailservice.update').length, 2);
		});

		it('doubles nothing by the next run', async () => {
			const before = stage.portal.services.length;
			assert.deepEqual(await run(), []);
			assert.equal(called('mailservice.add').length, 0);
			assert.equal(called('mailservice.update').length, 3);
			assert.equal(stage.portal.services.length, before);
		});

		it('goes on with the others when Bitrix24 rejects one, and says why in an email', async () => {
			stage.portal.refuse('ERROR_CORE', { method: 'mailservice.update', times: 1, text: 'Отказано' });
			const [report, ...more] = await run();
			assert.deepEqual(more, []);
			assert.deepEqual(report.to, ['admin@example.com']);
			assert.equal(report.subject, '1 mail service was rejected');
			assert.match(report.html, /^Company Mail: Bitrix24 rejected the changes.*“Отказано”/);
			assert.doesNotMatch(report.html, /\[item|undefined|object/);
			assert.equal(called('mailservice.update').length, 2);
		});

		it('rejects a row whose name two active services have, and touches neither', async () => {
			const [branch] = named('Branch Office');
			stage.portal.services.push({ ...branch, ID: '9100', PORT: '143' });
			const [report] = await run();
			assert.match(
				report.html,
				/^Branch Office: There are several active mail services named “Branch Office” \(IDs 2, 9100\)/,
			);
			assert.deepEqual(
				named('Branch Office').map(({ PORT }) => PORT),
				['993', '143'],
			);
			stage.portal.services.pop();
		});

		it('writes nothing when it cannot see what is there', async () => {
			stage.portal.refuse('ACCESS_DENIED', { method: 'mailservice.list', times: 10 });
			const [report] = await run();
			assert.equal(report.subject, '3 mail services were rejected');
			assert.equal(called('mailservice.add').length + called('mailservice.update').length, 0);
			for (const secret of stage.secrets) assert.ok(!report.html.includes(secret));
		});
	});
}
