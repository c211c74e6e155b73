import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { keepData } from './kept-data.mjs';
import { newMail } from './new-mail.mjs';

const WORKFLOW = 'b24AutomaticRepl';
const DAY_MS = 86_400_000;

/** @param {import('../../stage.mjs').Stage} stage */
export function automaticReply(stage) {
	describe('the automatic reply', () => {
		keepData(stage, 'messages', 'outbox');
		const { portal, api } = stage;
		const receive = newMail(stage, WORKFLOW);
		/** Of the table of who got a reply. @type {string} */
		let rows;
		before(async () => {
			const { id } = await api.call('GET', '/projects/personal');
			const { nodes } = await api.call('GET', `/workflows/${WORKFLOW}`);
			const table = nodes.find(({ name }) => name === 'Remember the sender').parameters.dataTableId.value;
			rows = `/projects/${id}/data-tables/${table}/rows`;
		});
		beforeEach(() => {
			portal.reset();
			portal.outbox.length = 0;
		});

		let people = 0;
		/** A message of somebody who has never written before. */
		const fromSomebody = () => ({
			mailboxId: 2,
			from: `Ann Lee <Ann.Lee${++people}@example.org>`,
			to: 'Help Desk <Support@example.com>',
			subject: 'Which bulb fits?',
			text: 'Hello!',
		});
		const repliedTo = () => portal.outbox.flatMap(({ to }) => to);

		it('answers the sender from the mailbox, once', async () => {
			const run = await receive(fromSomebody());
			assert.equal(run.status, 'success', JSON.stringify(run.error));
			const [reply, ...more] = portal.outbox;
			assert.deepEqual(more, []);
			assert.deepEqual([reply.to, reply.cc, reply.bcc], [[`Ann.Lee${people}@example.org`], [], []]);
			assert.equal(reply.from, 'Help Desk <support@example.com>');
			assert.equal(reply.subject, 'Re: Which bulb fits?');
			assert.match(reply.html, /^Dear Ann Lee,<br><br>thank you for your message\./);
		});

		it('replies to nobody who is none', async () => {
			const person = fromSomebody();
			await receive(
				{ ...person, from: 'no-reply@example.org' },
				{ ...person, from: 'MAILER-DAEMON@example.org', subject: 'Undeliverable: Hello' },
				{ ...person, from: 'ben@example.org', subject: 'Automatic reply: Hello' },
				{ ...person, from: 'colleague@Example.com' },
				{ ...person, from: 'support@example.com' },
				{ ...person, from: 'member@example.org', to: 'list@example.org' },
				{ ...person, from: '' },
				person,
			);
			assert.deepEqual(repliedTo(), [`Ann.Lee${people}@example.org`]);
		});

		it('replies once to somebody who sends three messages at a time', async () => {
			const person = fromSomebody();
			await receive(person, { ...person, subject: 'One more' }, { ...person, subject: 'And one' });
			assert.equal(portal.outbox.length, 1);
		});

		it('cannot loop: who answers every reply gets one', async () => {
			const machine = fromSomebody();
			await receive(machine);
			for (let round = 0; round < 3; round++) {
				await receive({ ...machine, subject: `Re: ${portal.outbox[0].subject}`, text: 'Thank you!' });
			}
			// Whatever case its address is written in.
			await receive({ ...machine, from: machine.from.toUpperCase() });
			assert.equal(portal.outbox.length, 1);
		});

		it('replies again after a week', async () => {
			const person = fromSomebody();
			await receive(person);
			const since = async (days) => {
				const answeredAt = new Date(Date.now() - days * DAY_MS).toISOString();
				const filters = [{ columnName: 'address', condition: 'eq', value: `ann.lee${people}@example.org` }];
				await api.call('PATCH', rows, { filter: { type: 'and', filters }, data: { answeredAt } });
			};
			await since(6.9);
			await receive(person);
			assert.equal(portal.outbox.length, 1);
			await since(7.1);
			await receive(person);
			assert.equal(portal.outbox.length, 2);
			await receive(person);
			assert.equal(portal.outbox.length, 2);
		});

		it('does not try again what Bitrix24 rejected', async () => {
			const person = fromSomebody();
			portal.refuse('MESSAGE_REPLY_FAILED', { method: 'mail.message.reply', times: 1 });
			const run = await receive(person);
			assert.equal(run.status, 'error');
			await receive(person);
			assert.deepEqual(portal.outbox, []);
		});
	});
}
