import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { keepData } from './kept-data.mjs';
import { scheduledRun } from './scheduled-run.mjs';

/** @typedef {{ created: number, updated: number, refused: number, text: string, services: any[] }} Summary what a run says of itself */

const WORKFLOW = 'b24KeepInLine001';

/** @param {import('../../stage.mjs').Stage} stage */
export function keepServicesInLine(stage) {
	describe('the list that services are kept in line with', () => {
		keepData(stage, 'services');
		beforeEach(() => stage.portal.reset());

		const called = (method) => stage.portal.calls.filter((call) => call.method === method);
		const named = (name) => stage.portal.services.filter((service) => service.NAME === name);
		const outcomes = ({ services }) => services.map(({ name, outcome }) => `${name}: ${outcome}`);

		/** A try by hand; the whole run has to be green, whatever became of the rows. */
		const summaryOf = async () => {
			const run = await stage.api.runWorkflow(WORKFLOW, 'Try it');
			assert.equal(run.status, 'success', JSON.stringify(run.error));
			const items = run.items('Summary');
			assert.equal(items.length, 1);
			return /** @type {Summary} */ (items[0].json);
		};

		it('creates what is new and updates what is there, at night', async () => {
			const [summary, ...more] = await scheduledRun(stage, WORKFLOW, 'Summary');
			assert.deepEqual(more, []);
			assert.deepEqual([summary.created, summary.updated, summary.refused], [1, 2, 0]);
			assert.equal(summary.text, 'Mail services: 1 created, 2 updated, 0 refused');
			const [warehouse] = named('Warehouse');
			assert.deepEqual(summary.services, [
				{ name: 'Company Mail', outcome: 'updated', id: 1 },
				{ name: 'Branch Office', outcome: 'updated', id: 2 },
				{ name: 'Warehouse', outcome: 'created', id: Number(warehouse.ID) },
			]);
			assert.deepEqual(
				[warehouse.SERVER, warehouse.PORT, warehouse.ENCRYPTION, warehouse.LINK],
				['imap.warehouse.example.com', '993', 'Y', 'https://mail.warehouse.example.com/'],
			);
			// It was 143 without encryption before.
			const [branch] = named('Branch Office');
			assert.deepEqual([branch.PORT, branch.ENCRYPTION], ['993', 'Y']);
			// Its cell in the list is empty.
			assert.equal(branch.LINK, 'https://webmail.branch.example.com/');
			assert.equal(called('mailservice.list').length, 1);
		});

		it('doubles nothing by the next run', async () => {
			const before = stage.portal.services.length;
			const summary = await summaryOf();
			assert.deepEqual([summary.created, summary.updated, summary.refused], [0, 3, 0]);
			assert.equal(called('mailservice.add').length, 0);
			assert.equal(stage.portal.services.length, before);
		});

		it('goes on with the others when Bitrix24 refuses one, and says why', async () => {
			stage.portal.refuse('ERROR_CORE', { method: 'mailservice.update', times: 1, text: 'Отказано' });
			const summary = await summaryOf();
			assert.deepEqual(outcomes(summary), [
				'Branch Office: updated',
				'Warehouse: updated',
				'Company Mail: refused',
			]);
			assert.match(
				summary.text,
				/^Mail services: 0 created, 2 updated, 1 refused\n• Company Mail: Bitrix24 rejected /,
			);
			assert.match(summary.text, /Bitrix24 rejected the changes.*“Отказано”/);
			assert.doesNotMatch(summary.text, /\[item|undefined|object/);
		});

		it('refuses a row whose name two active services have, and touches neither', async () => {
			const [branch] = named('Branch Office');
			stage.portal.services.push({ ...branch, ID: '9100', PORT: '143' });
			const summary = await summaryOf();
			assert.deepEqual(outcomes(summary).slice(-1), ['Branch Office: refused']);
			assert.match(
				summary.text,
				/Branch Office: There are several active mail services named “Branch Office” \(IDs 2, 9100\)/,
			);
			assert.deepEqual(
				named('Branch Office').map(({ PORT }) => PORT),
				['993', '143'],
			);
			stage.portal.services.pop();
		});

		it('writes nothing when it cannot see what is there', async () => {
			stage.portal.refuse('ACCESS_DENIED', { method: 'mailservice.list', times: 10 });
			const summary = await summaryOf();
			assert.deepEqual([summary.created, summary.updated, summary.refused], [0, 0, 3]);
			assert.equal(called('mailservice.add').length + called('mailservice.update').length, 0);
			for (const secret of stage.secrets) assert.ok(!JSON.stringify(summary).includes(secret));
		});
	});
}
