import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { keepData } from './kept-data.mjs';
import { newMail } from './new-mail.mjs';

const WORKFLOW = 'b24SupportInbox1';

/** What comes to the support, by the output that it has to take. */
const QUESTION = {
	mailboxId: 2,
	from: 'Costa, Maria <maria.costa@example.org>',
	subject: 'Which bulb fits?',
	text: 'Hello,\nwhich bulb fits the lamp "Halo"?',
};
const ORDER = {
	mailboxId: 2,
	from: 'david.kim@example.org',
	subject: 'Order 2026-131',
	text: 'We order 6 desk lamps.',
};
const ADVERTISEMENT = {
	mailboxId: 2,
	from: 'Office World <sales@example.net>',
	subject: 'Chairs',
	text: '20% off all chairs. Unsubscribe: http://example.net/',
};
const THANKS = { mailboxId: 2, from: 'ann.lee@example.org', subject: 'Thanks', text: 'All lamps are here.' };

/** @param {import('../../stage.mjs').Stage} stage */
export function supportInbox(stage) {
	describe('the support inbox', () => {
		keepData(stage, 'messages', 'tasks', 'crmActivities', 'contacts');
		const { portal, model } = stage;
		const receive = newMail(stage, WORKFLOW);
		beforeEach(() => {
			portal.reset();
			model.requests.length = 0;
			for (const kind of ['tasks', 'crmActivities']) portal[kind].length = 0;
		});
		const find = ({ subject }) => portal.messages.find((message) => message.subject === subject);

		it('does with each message what its kind asks for', async () => {
			const run = await receive(QUESTION, ORDER, ADVERTISEMENT, THANKS);
			assert.equal(run.status, 'success', JSON.stringify(run.error));

			const [task, ...moreTasks] = portal.tasks;
			assert.deepEqual(moreTasks, []);
			assert.deepEqual(
				[task.messageId, task.title, task.description],
				[
					find(QUESTION).id,
					'Answer Costa, Maria: Which bulb fits?',
					'Hello,\nwhich bulb fits the lamp "Halo"?',
				],
			);
			assert.deepEqual(
				portal.crmActivities.map(({ messageId }) => messageId),
				[find(ORDER).id],
			);
			assert.deepEqual(
				[QUESTION, ORDER, ADVERTISEMENT, THANKS].map((message) => find(message).folder),
				['INBOX', 'INBOX', 'Newsletters', 'INBOX'],
			);
			assert.equal(model.requests.length, 4);
		});

		it('does nothing a second time, and nothing with mail of another mailbox', async () => {
			await receive(
				{ ...ORDER, mailboxId: 1, subject: 'To the sales team' },
				{ ...QUESTION, subject: 'And now?' },
			);
			assert.deepEqual(
				portal.tasks.map(({ title }) => title),
				['Answer Costa, Maria: And now?'],
			);
			assert.deepEqual(portal.crmActivities, []);
		});

		it('sends the model no more than the first 4,000 characters of a text, and can do without one', async () => {
			await receive(
				{ ...QUESTION, subject: 'Long?', text: `Help! ${'x'.repeat(10_000)}` },
				{ ...QUESTION, subject: 'Empty?', text: null, html: null },
			);
			const asked = model.requests.map(({ messages }) => String(messages.at(-1)?.content));
			assert.deepEqual(
				asked.map((text) => text.length).sort((a, b) => a - b),
				['Empty?\n\n'.length, 'Long?\n\n'.length + 4000],
			);
			assert.equal(portal.tasks.length, 2);
		});

		it('goes on with the next message after one that Bitrix24 rejected', async () => {
			portal.refuse('ERROR_CORE', { method: 'mail.message.createtask', times: 1 });
			const failed = await receive({ ...QUESTION, subject: 'Is rejected?' });
			assert.equal(failed.status, 'error');
			const next = await receive({ ...QUESTION, subject: 'Is taken?' });
			assert.equal(next.status, 'success', JSON.stringify(next.error));
			assert.deepEqual(
				portal.tasks.map(({ title }) => title),
				['Answer Costa, Maria: Is taken?'],
			);
		});
	});
}
