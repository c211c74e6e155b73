import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

/** @param {import('../../stage.mjs').Stage} stage */
export function mailboxWalk(stage) {
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
}
