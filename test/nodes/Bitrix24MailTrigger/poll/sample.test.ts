import { newestMessage } from '../../../../nodes/Bitrix24MailTrigger/poll/sample';
import { restoreClocks } from '../../../support/virtualTime';
import { DAY, Mailbox } from './mailbox';

afterAll(restoreClocks);

describe('The sample', () => {
	it('is the newest message, whenever it was received', async () => {
		const mailbox = new Mailbox();
		for (const id of [1, 2, 3]) mailbox.arrives(id, id * 100 * DAY);
		expect(await newestMessage(mailbox.source, true)).toEqual({ id: 1, body: 'Hello' });
		expect(await newestMessage(mailbox.source, false)).toEqual({ id: 1 });
	});

	it('is the newest that fits, and is still there', async () => {
		const mailbox = new Mailbox();
		mailbox.arrive(1, 500);
		for (let id = 101; id <= 500; id++) mailbox.own.add(id);
		mailbox.gone.add(100);
		expect(await newestMessage(mailbox.source, true)).toMatchObject({ id: 99 });
	});

	it('is none when none of the newest 2,000 fits', async () => {
		const mailbox = new Mailbox();
		mailbox.arrive(1, 2_200);
		for (let id = 201; id <= 2_200; id++) mailbox.own.add(id);
		expect(await newestMessage(mailbox.source, true)).toBeUndefined();
		expect(mailbox.requests).toHaveLength(11);
	});

	it('is none in an empty folder: that takes one request', async () => {
		const mailbox = new Mailbox();
		expect(await newestMessage(mailbox.source, true)).toBeUndefined();
		expect(mailbox.requests).toEqual(['list']);
	});

	it('throws why it can’t be read', async () => {
		const mailbox = new Mailbox();
		mailbox.arrive(1, 2);
		mailbox.broken.add(2);
		await expect(newestMessage(mailbox.source, true)).rejects.toThrow('Message 2 can’t be read');
	});
});
