import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { keepData } from './kept-data.mjs';

const WORKFLOW = 'b24UnreadDigest1';
const HOUR_MS = 3_600_000;

/** @param {import('../../stage.mjs').Stage} stage */
export function unreadDigest(stage) {
	describe('the digest of unread mail', () => {
		keepData(stage, 'messages', 'outbox');
		beforeEach(() => {
			stage.portal.reset();
			stage.portal.messages.length = 0;
			stage.portal.outbox.length = 0;
		});

		const run = async () => {
			const result = await stage.api.runWorkflow(WORKFLOW, 'Every morning');
			assert.equal(result.status, 'success', JSON.stringify(result.error));
			return stage.portal.outbox;
		};
		const ago = (hours) => Date.now() - hours * HOUR_MS;

		it('lists what nobody has opened since yesterday, newest first, in one email', async () => {
			const { portal } = stage;
			const [first, second] = [
				portal.deliver({
					subject: 'Order <b>131</b>',
					from: 'Ann Lee <ann@example.org>',
					receivedAt: ago(24),
				}),
				portal.deliver({ mailboxId: 2, subject: '', from: 'ben@example.org', receivedAt: ago(1) }),
			];
			portal.deliver({ subject: 'Has been read', isSeen: true });
			portal.deliver({ subject: 'Of the day before yesterday', receivedAt: ago(50) });
			portal.deliver({ subject: 'Lies elsewhere', folder: 'Spam' });

			const [digest, ...more] = await run();
			assert.deepEqual(more, []);
			assert.deepEqual(digest.to, ['manager@example.com']);
			assert.equal(digest.subject, 'Unread mail: 2 messages');
			const time = String.raw`\w{3}, \d\d? \w{3}, \d\d:\d\d`;
			const lines = [
				String.raw`\(no subject\)`,
				`ben@example\\.org to support@example\\.com, ${time}`,
				`https://.*/mail/message/${second.id}`,
				'',
				'Order &lt;b&gt;131&lt;/b&gt;',
				`Ann Lee to sales@example\\.com, ${time}`,
				`https://.*/mail/message/${first.id}`,
			];
			assert.match(digest.html, new RegExp(`^${lines.join('<br>')}$`));
			// A list for all mailboxes, and what sends: no texts were asked for.
			assert.deepEqual(
				portal.calls.map(({ method }) => method).filter((method) => method !== 'mail.message.list'),
				['mail.message.send'],
			);
		});

		it('leaves out the digest of yesterday', async () => {
			const from = 'Accounting <accounting@example.com>';
			stage.portal.deliver({ mailboxId: 3, subject: 'Unread mail: 9 messages', from });
			assert.deepEqual(await run(), []);
		});

		it('sends nothing when there is nothing', async () => {
			assert.deepEqual(await run(), []);
		});

		it('sends nothing when it cannot look', async () => {
			stage.portal.refuse('BITRIX_REST_V3_EXCEPTION_INSUFFICIENTSCOPEEXCEPTION', {
				method: 'mail.message.list',
				times: 1,
			});
			const result = await stage.api.runWorkflow(WORKFLOW, 'Every morning');
			assert.equal(result.status, 'error');
			assert.match(result.error.message, /missing the “mail” permission/);
			assert.deepEqual(stage.portal.outbox, []);
		});
	});
}
