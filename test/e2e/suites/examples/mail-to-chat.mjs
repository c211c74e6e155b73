import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { keepData } from './kept-data.mjs';
import { newMail } from './new-mail.mjs';

/** @param {import('../../stage.mjs').Stage} stage */
export function mailToChat(stage) {
	describe('the chat about a message', () => {
		keepData(stage, 'messages', 'chats');
		const { portal } = stage;
		const receive = newMail(stage, 'b24MailToChat001');
		beforeEach(() => {
			portal.reset();
			portal.chats.length = 0;
		});

		it('is opened for each message of the customer, and for no other', async () => {
			const run = await receive(
				{ mailboxId: 2, from: 'Somebody <somebody@example.net>', subject: 'Not of the customer' },
				{ mailboxId: 2, from: 'Ann Lee <Ann.Lee@EXAMPLE.org>', subject: 'First' },
				{ mailboxId: 1, from: 'ann.lee@example.org', subject: 'To another mailbox' },
				{ mailboxId: 2, from: 'ann.lee@example.org', folder: 'Spam', subject: 'Spam' },
				{ mailboxId: 2, from: 'ben.okafor@example.org', subject: 'Second' },
			);
			assert.equal(run.status, 'success', JSON.stringify(run.error));
			const subjects = portal.chats.map(
				({ messageId }) => portal.messages.find(({ id }) => id === messageId).subject,
			);
			assert.deepEqual(subjects, ['First', 'Second']);
			assert.deepEqual(
				run.items('Open a chat').map(({ json }) => json.existing),
				[false, false],
			);
			// The filter needs no texts.
			assert.ok(!portal.calls.some(({ method }) => method === 'mail.message.get'));
		});
	});
}
