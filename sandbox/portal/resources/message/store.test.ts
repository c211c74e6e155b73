import { manyMessages, newMessage } from '../..';
import { standingClock } from '../../testing/client';
import { idsOf, portalStarter } from '../../testing/portals';

const MAIL = { from: 'sales@example.com', to: ['ann@example.org'], subject: 'Hello', body: '<p>Hi</p>' };

describe('The messages of a portal', () => {
	const start = portalStarter();

	it('mail that arrives is unread, new, and has an ID that was never given before', async () => {
		const clock = standingClock();
		const { portal, call } = await start({ messages: manyMessages(2), now: clock.now });
		expect(portal.deliver({ subject: 'New' })).toMatchObject({
			id: 3,
			isSeen: false,
			receivedAt: clock.now(),
		});
		await call('mail.message.movetofolder', { messageIds: [3], action: 'delete' });
		await call('mail.message.movetofolder', { messageIds: [3], action: 'delete' });
		expect(portal.deliver()).toMatchObject({ id: 4, folder: 'INBOX' });
		portal.messages.push(newMessage({ id: 70 }));
		expect(portal.deliver({ mailboxId: 2 }).id).toBe(71);
		expect(idsOf(await call('mail.message.list', { isSeen: false }))).toEqual([71, 4]);
	});

	it('what was changed can be made what it was, and mail goes on arriving', async () => {
		const { portal, call } = await start();
		const { messages, outbox } = portal;
		const before = structuredClone(messages);
		for (let round = 1; round <= 2; round++) {
			await call('mail.message.send', MAIL);
			await call('mail.message.createtask', { messageId: 1 });
			await call('mail.message.movetofolder', { messageIds: [1], action: 'spam' });
			portal.restore();
			expect(messages).toEqual(before);
			expect([outbox, portal.tasks, portal.blacklist]).toEqual([[], [], []]);
			expect(portal.deliver().id).toBe(13);
			expect(idsOf(await call('mail.message.list'))[0]).toBe(13);
		}
	});

	it('an unknown dialect is an error from the start', async () => {
		await expect(start({ mailDialect: 'S9' as 'S4' })).rejects.toThrow(/mailDialect.*S9/);
	});
});
