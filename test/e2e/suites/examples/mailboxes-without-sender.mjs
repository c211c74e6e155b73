import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keepData } from './kept-data.mjs';
import { scheduledRun } from './scheduled-run.mjs';

const WORKFLOW = 'b24NoSenderName1';

/** @param {import('../../stage.mjs').Stage} stage */
export function mailboxesWithoutSender(stage) {
	describe('the report of mailboxes without a sender name', () => {
		keepData(stage, 'mailboxes');

		const report = async () => {
			const run = await stage.api.runWorkflow(WORKFLOW, 'Try it');
			assert.equal(run.status, 'success', JSON.stringify(run.error));
			const items = run.items('Report');
			assert.equal(items.length, 1);
			return items[0].json;
		};

		it('says so when all have one', async () => {
			assert.deepEqual(await report(), {
				subject: 'Every mailbox has a sender name',
				text: 'Mailboxes looked at: 3. Without a sender name: 0.',
				count: 0,
				mailboxes: [],
			});
		});

		it('names a single one', async () => {
			stage.portal.mailboxes[1].senderName = '';
			assert.deepEqual(await report(), {
				subject: '1 mailbox has no sender name',
				text: 'Mailboxes looked at: 3. Without a sender name: 1.\n• Support <support@example.com> (ID 2)',
				count: 1,
				mailboxes: [{ id: 2, name: 'Support', email: 'support@example.com' }],
			});
		});

		it('finds empty, missing and blank ones on all pages, at night', async () => {
			const { mailboxes } = stage.portal;
			for (let id = 4; id <= 130; id++) {
				mailboxes.push({ id, name: `Box ${id}`, email: `box${id}@example.com`, senderName: `Box ${id}` });
			}
			mailboxes.at(-1).senderName = null;
			mailboxes.at(-2).senderName = '  ';
			mailboxes.at(-2).name = '';

			const [item, ...more] = await scheduledRun(stage, WORKFLOW, 'Report');
			assert.deepEqual(more, []);
			assert.equal(item.subject, '3 mailboxes have no sender name');
			assert.deepEqual(item.text.split('\n'), [
				'Mailboxes looked at: 130. Without a sender name: 3.',
				'• Support <support@example.com> (ID 2)',
				'• box129@example.com (ID 129)',
				'• Box 130 <box130@example.com> (ID 130)',
			]);
			assert.deepEqual(
				item.mailboxes.map(({ id }) => id),
				[2, 129, 130],
			);
		});

		it('does not call it fine when there is nothing to look at', async () => {
			stage.portal.mailboxes.length = 0;
			const { subject, count } = await report();
			assert.equal(subject, 'There are no mailboxes that this user can use');
			assert.equal(count, 0);
		});

		it('ends with an error instead of a report when the portal refuses', async () => {
			stage.portal.refuse('BITRIX_REST_V3_EXCEPTION_INSUFFICIENTSCOPEEXCEPTION', {
				method: 'mail.mailbox.list',
				times: 1,
			});
			const run = await stage.api.runWorkflow(WORKFLOW, 'Try it');
			assert.equal(run.status, 'error');
			assert.match(run.error.message, /missing the “mail” permission/);
			assert.deepEqual(run.items('Report'), []);
		});
	});
}
