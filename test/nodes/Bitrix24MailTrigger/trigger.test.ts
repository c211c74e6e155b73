import { newMessage } from '../../../sandbox/portal';
import { generation } from '../../engine';
import { AUTHENTICATIONS, byId, runOn } from '../../support/node';
import { DAY, HOUR, mailboxStarter, MINUTE } from './portalMailbox';

const DIALECTS = ['S1', 'S4'] as const;
const start = mailboxStarter();

/** A trigger that is active, and has looked at a portal of three messages. */
async function active(...from: Parameters<typeof start>) {
	const mailbox = await start(...from);
	for (const hours of [30, 3, 1]) mailbox.portal.deliver({ receivedAt: mailbox.now() - hours * HOUR });
	await mailbox.trigger.activate();
	return mailbox;
}

describe.each(DIALECTS)('A server of the version %s', (mailDialect) => {
	it.each(AUTHENTICATIONS)(
		'starts the workflow with new messages, connected by %s',
		async (authentication) => {
			const mailbox = await start({}, { mailDialect }, { authentication });
			mailbox.portal.deliver();
			const { items } = await mailbox.trigger.activate();
			expect(items).toBeUndefined();
			expect(await mailbox.poll()).toEqual([]);
			mailbox.portal.deliver();
			mailbox.portal.deliver({ receivedAt: mailbox.now() - 40 * HOUR });
			expect(await mailbox.poll()).toEqual([3, 2]);
			expect(await mailbox.poll()).toEqual([]);
		},
	);

	it.each(['sources', 'pages'] as const)(
		'with dates as in its %s: what is within the look-back, in whatever zone its clock is',
		async (dateFormat) => {
			for (const mailTimeZone of ['UTC', 'Asia/Kamchatka', 'Pacific/Pago_Pago', 'Asia/Kolkata']) {
				const mailbox = await active({}, { mailDialect, dateFormat, mailTimeZone });
				const received = [47.9, 48.3, 60, 24, 0.1].map((hours) => mailbox.now() - hours * HOUR);
				for (const receivedAt of received) mailbox.portal.deliver({ receivedAt });
				expect(await mailbox.poll(0)).toEqual([4, 7, 8]);
			}
		},
	);

	it('that is not done with storing a burst: all of it, once, as it is stored', async () => {
		const mailbox = await active({ options: { maxMessages: 500 } }, { mailDialect });
		const { portal } = mailbox;
		for (let burst = 0; burst < 600; burst++)
			portal.unstored.push({ mailboxId: 1, folder: 'INBOX', receivedAt: mailbox.now(), isSeen: false });
		const found: number[] = [];
		for (let rounds = 0; rounds < 6; rounds++) {
			portal.unstored.splice(0, 100);
			for (let stored = 0; stored < 100; stored++) portal.deliver();
			found.push(...(await mailbox.poll()));
		}
		found.push(...(await mailbox.poll(HOUR)));
		expect(found.sort((one, other) => one - other)).toEqual(
			portal.messages.map(({ id }) => id).filter((id) => id > 3),
		);
	});
});

describe('What the workflow gets', () => {
	it('is what “Get Many” of the node gets, without those fields that it does not simplify', async () => {
		const mailbox = await active({}, { mailTimeZone: 'Europe/Berlin' });
		mailbox.portal.deliver({
			subject: 'Your order',
			from: '"Lee, Ann" <ann@example.com>',
			to: 'Sales <sales@example.com>, bob@example.com',
			html: '<p>Fish &amp; chips</p>',
		});
		mailbox.pass(5 * MINUTE);
		const { items } = await mailbox.trigger.poll();
		const inNode = await runOn(mailbox.portal, {
			resource: 'message',
			operation: 'getAll',
			folder: 'INBOX',
			limit: 1,
			simplify: true,
			includeBody: true,
		});
		expect(items).toEqual([{ json: inNode.items[0]!.json }]);
		expect(items![0]!.json).toEqual({
			id: 4,
			mailboxEmail: mailbox.portal.mailboxes[0]!.email,
			date: '2026-01-12T13:00:00+01:00',
			from: 'ann@example.com',
			fromName: 'Lee, Ann',
			to: ['sales@example.com', 'bob@example.com'],
			subject: 'Your order',
			body: 'Fish & chips',
			isSeen: false,
			url: expect.stringMatching(/\/mail\/message\/4$/) as string,
		});
	});

	it('is what Bitrix24 sends, with body and copies, when it is not simplified', async () => {
		const mailbox = await active({ simplify: false });
		mailbox.portal.deliver({ cc: 'boss@example.com', html: '<p>Fish &amp; chips</p>' });
		const { items } = await mailbox.trigger.poll();
		expect(items![0]!.json).toMatchObject({
			id: 4,
			mailboxId: 1,
			cc: 'boss@example.com',
			body: 'Fish &amp; chips',
			bindings: [],
		});
	});

	it('has no body when none is wanted, and nothing is read for it', async () => {
		const mailbox = await active({ options: { includeBody: false } });
		mailbox.portal.deliver();
		expect(await mailbox.poll()).toEqual([4]);
		expect(mailbox.requests()).toEqual(['mail.message.list', 'mail.mailbox.senders']);
	});
});

describe('Which messages start the workflow', () => {
	const arrive = async (
		parameters: Parameters<typeof start>[0],
		messages: Array<Parameters<typeof newMessage>[0]>,
	) => {
		const mailbox = await active(parameters);
		for (const message of messages) mailbox.portal.deliver(message);
		return await mailbox.poll();
	};

	it('those of the inbox, of all mailboxes', async () => {
		const folders = ['INBOX', 'Sent', 'Spam', 'Trash'].map((folder) => ({ folder }));
		expect(await arrive({}, [...folders, { mailboxId: 3 }])).toEqual([4, 8]);
	});

	it('those of one mailbox', async () => {
		expect(await arrive({ mailboxId: byId(3) }, [{}, { mailboxId: 3 }])).toEqual([5]);
	});

	it.each([
		['a folder', { folder: 'Archive' }, [{}, { folder: 'Archive' }], [5]],
		['all folders', { folder: '' }, [{}, { folder: 'Trash' }], [4, 5]],
		['unread', { readStatus: 'unread' }, [{ isSeen: true }, { isSeen: false }], [5]],
		['read', { readStatus: 'read' }, [{ isSeen: true }, { isSeen: false }], [4]],
		['both', { readStatus: 'both' }, [{ isSeen: true }, { isSeen: false }], [4, 5]],
		['attachments', { hasAttachments: true }, [{}, { hasAttachments: true }], [5]],
		['a search', { search: 'invoice' }, [{}, { subject: 'Invoice 7' }], [5]],
		[
			'a sender',
			{ sender: 'ANN@' },
			[{ subject: 'ann@example.com' }, { from: 'Ann <ann@example.com>' }],
			[5],
		],
		[
			'a domain',
			{ sender: '@example.com' },
			[{ from: 'a@example.com' }, { from: '"a@example.com" <a@example.org>' }],
			[4],
		],
	])('those of a filter for %s', async (_, filters, messages, expected) => {
		expect(await arrive({ filters }, messages)).toEqual(expected);
	});

	it('not one’s own, from whichever of one’s addresses, unless they are wanted', async () => {
		const mailbox = await active();
		const own = mailbox.portal.mailboxes.map(({ email }) => ({ from: `Me <${email.toUpperCase()}>` }));
		expect(await arrive({}, [...own, {}])).toEqual([4 + own.length]);
		expect(await arrive({ options: { includeOwn: true } }, own)).toHaveLength(own.length);
	});

	it('those that come to fit: read meanwhile, or with a file that Bitrix24 has fetched', async () => {
		const mailbox = await active({ filters: { readStatus: 'read' } });
		const message = mailbox.portal.deliver({ isSeen: false });
		expect(await mailbox.poll()).toEqual([]);
		message.isSeen = true;
		expect(await mailbox.poll(HOUR)).toEqual([4]);
		message.isSeen = false;
		await mailbox.poll(HOUR);
		message.isSeen = true;
		expect(await mailbox.poll(HOUR)).toEqual([]);
	});

	it('a changed sender begins nothing anew, a changed folder does', async () => {
		const mailbox = await active({ filters: { sender: 'ann@' } });
		mailbox.portal.deliver({ from: 'bob@example.com' });
		await mailbox.poll();
		mailbox.portal.deliver({ from: 'bob@example.com' });
		mailbox.trigger.change({ filters: { sender: 'bob@' } });
		expect((await mailbox.trigger.activate()).items?.map(({ json }) => json.id)).toEqual([5]);
		mailbox.portal.deliver({ from: 'bob@example.com', folder: 'Archive' });
		mailbox.trigger.change({ filters: { folder: 'Archive' } });
		const { items, log } = await mailbox.trigger.activate();
		expect(items).toBeUndefined();
		expect(log.map(({ message }) => message)).toContainEqual(
			expect.stringContaining('the mailbox or the filters have changed'),
		);
		mailbox.portal.deliver({ folder: 'Archive' });
		expect(await mailbox.poll()).toEqual([7]);
	});
});

describe('What it costs', () => {
	it('one request when nothing is new, and the bodies of fifty messages in one', async () => {
		const mailbox = await active({ options: { maxMessages: 120 } });
		await mailbox.poll();
		expect(mailbox.requests()).toEqual(['mail.message.list']);
		for (let messages = 0; messages < 120; messages++) mailbox.portal.deliver();
		expect(await mailbox.poll()).toHaveLength(120);
		expect(mailbox.requests()).toEqual([
			'mail.message.list',
			'mail.mailbox.senders',
			'batch',
			'batch',
			'batch',
		]);
	});

	it('at most as many messages as wanted at a time; the log says when they become more and more', async () => {
		const mailbox = await active({ options: { maxMessages: 10 } });
		for (let messages = 0; messages < 25; messages++) mailbox.portal.deliver();
		const { items, log } = await mailbox.trigger.poll();
		expect(items).toHaveLength(10);
		expect(log.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([
			expect.stringContaining('15 more messages'),
		]);
		expect(await mailbox.poll()).toHaveLength(10);
		expect(await mailbox.poll()).toHaveLength(5);
		expect(await mailbox.poll()).toHaveLength(0);
	});
});

describe('Nothing is lost or repeated', () => {
	it('by restarts, whatever n8n had stored', async () => {
		const mailbox = await active();
		for (let rounds = 0; rounds < 5; rounds++) {
			mailbox.portal.deliver();
			expect(await mailbox.poll()).toHaveLength(1);
			await mailbox.poll(HOUR);
			expect((await mailbox.trigger.restart()).items).toBeUndefined();
		}
		mailbox.pass(4 * DAY);
		const late = [3 * DAY, 2 * DAY, DAY].map(
			(age) => mailbox.portal.deliver({ receivedAt: mailbox.now() - age }).id,
		);
		expect((await mailbox.trigger.restart()).items?.map(({ json }) => json.id)).toEqual(late);
	});

	it('by a message that is gone when it is to be read', async () => {
		const mailbox = await active();
		const [message] = [mailbox.portal.deliver(), mailbox.portal.deliver()];
		// It leaves after the list was made.
		mailbox.portal.faults.add({
			method: 'mail.mailbox.senders',
			when: () => {
				mailbox.portal.messages.splice(mailbox.portal.messages.indexOf(message), 1);
				return false;
			},
			delayMs: 0,
		});
		expect(await mailbox.poll()).toEqual([5]);
		mailbox.portal.faults.clear();
		mailbox.portal.messages.push(message);
		expect(await mailbox.poll()).toEqual([4]);
	});

	it.each(['mail.message.list', 'mail.mailbox.senders', 'mail.message.get'])(
		'when %s is refused: the user is told',
		async (method) => {
			const mailbox = await active();
			mailbox.portal.deliver();
			mailbox.portal.refuse('ACCESS_DENIED', { method, times: 10 });
			mailbox.pass(5 * MINUTE);
			const { error, items } = await mailbox.trigger.poll();
			expect(items).toBeUndefined();
			expect(error?.name).toBe('NodeApiError');
			expect(error?.message).toMatch(/^Could not (list the messages|list the senders|get message 4): /);
			mailbox.portal.faults.clear();
			expect(await mailbox.poll()).toEqual([4]);
		},
	);

	it('when one message can’t be read: the others start the workflow', async () => {
		const mailbox = await active();
		mailbox.portal.deliver();
		mailbox.portal.deliver();
		mailbox.portal.faults.add({
			method: 'mail.message.get',
			when: ({ rawBody }) => /"id":4\b/.test(rawBody),
			refusal: 'BITRIX_REST_V3_EXCEPTION_INTERNAL_INTERNALEXCEPTION',
			times: 20,
		});
		mailbox.pass(MINUTE);
		const { items, log } = await mailbox.trigger.poll();
		expect(items?.map(({ json }) => json.id)).toEqual([5]);
		expect(log.map(({ message }) => message)).toContainEqual(
			expect.stringContaining('Could not get message 4'),
		);
	});

	if (generation === 2) {
		it('when n8n keeps the cursor itself', async () => {
			const mailbox = await active(
				{ options: { maxMessages: 10 } },
				{},
				{ saving: 'cursor', budgetMs: 36_000 },
			);
			expect(await mailbox.poll()).toEqual([]);
			const { memory } = mailbox.trigger;
			expect(memory).toMatchObject({ version: 1 });
			expect(mailbox.trigger.database).toBe('{}');
			for (let messages = 0; messages < 15; messages++) mailbox.portal.deliver();
			expect(await mailbox.poll()).toHaveLength(10);
			expect((await mailbox.trigger.restart()).items).toHaveLength(5);
			expect(await mailbox.poll()).toEqual([]);
			await mailbox.poll(DAY);
			expect(mailbox.trigger.memory!.horizon).toBeGreaterThan(memory!.horizon as number);
		});
	}
});

describe('An error', () => {
	it('of the first poll keeps the workflow from being activated, in the words of the node', async () => {
		const mailbox = await start();
		mailbox.portal.refuse('insufficient_scope', { times: 10 });
		await expect(mailbox.trigger.activate()).rejects.toThrow(/Could not list the messages: .*permission/);
	});

	it.each([
		[{ mailboxId: byId('abc') }, '“Mailbox” must be an ID, but is “abc”'],
		[{ filters: { readStatus: 'seen' } }, '“Read Status” must be'],
		[
			{ options: { maxMessages: 0 } },
			'“Max Messages per Poll” must be a whole number of at least 1, but is 0',
		],
		[
			{ options: { lookBackHours: 1_000 } },
			'“Look-Back (Hours)” must be a whole number from 1 to 720, but is 1000',
		],
		[{ options: { proxy: 'elsewhere' } }, '“Proxy” must be'],
	])('in a parameter is told before anything is sent: %j', async (parameters, message) => {
		const mailbox = await start(parameters);
		await expect(mailbox.trigger.test()).rejects.toMatchObject({
			message: expect.stringContaining(message) as string,
			description: expect.stringMatching(/Nothing was sent to Bitrix24\.$/) as string,
		});
		await expect(mailbox.trigger.test()).rejects.not.toThrow(/item/);
		expect(mailbox.portal.requests).toEqual([]);
	});

	it('in the credential is told', async () => {
		const credential = {
			type: 'bitrix24MailWebhookApi' as const,
			data: { webhookUrl: 'http://example.com/' },
		};
		const mailbox = await start({}, {}, { credential });
		await expect(mailbox.trigger.test()).rejects.toMatchObject({ name: 'NodeApiError' });
	});

	it('of a mailbox that is not there names the parameter', async () => {
		const mailbox = await start({ mailboxId: byId(99) }, { mailDialect: 'S4' });
		await expect(mailbox.trigger.test()).rejects.toMatchObject({
			message: expect.stringMatching(/^Could not list the messages: /) as string,
		});
	});
});

describe('By hand', () => {
	it('comes the newest message that fits, in the shape of the real thing; nothing is remembered', async () => {
		const mailbox = await start({ filters: { sender: 'ann@' } });
		const { portal, trigger } = mailbox;
		portal.deliver({ from: 'Ann <ann@example.com>', receivedAt: mailbox.now() - 90 * DAY });
		portal.deliver();
		const { items: sample } = await trigger.test();
		expect(sample!.map(({ json }) => json.id)).toEqual([1]);
		expect(trigger.database).toBe('{}');
		await trigger.activate();
		portal.deliver({ from: 'Ann <ann@example.com>' });
		const { memory } = trigger;
		expect((await trigger.test()).items![0]!.json).toMatchObject({ id: 3 });
		expect(trigger.memory).toEqual(memory);
		const { items } = await trigger.poll();
		expect(items!.map(({ json }) => json.id)).toEqual([3]);
		expect(Object.keys(items![0]!.json)).toEqual(Object.keys(sample![0]!.json));
	});

	it.each([
		[{}, 'No message in the folder “INBOX” matches the filters'],
		[{ filters: { folder: '' } }, 'No message in any folder matches the filters'],
		[
			{ filters: { sender: 'ann@' } },
			'No message in the folder “INBOX” matches the filters, among the newest 2,000',
		],
	])('comes an error when there is none: %j', async (parameters, message) => {
		const mailbox = await start(parameters);
		await expect(mailbox.trigger.test()).rejects.toMatchObject({ message });
	});
});

describe('n8n’s log', () => {
	it('says when the folder may be misspelled', async () => {
		const mailbox = await start({ filters: { folder: 'Invocies' } });
		const { log } = await mailbox.trigger.activate();
		expect(log.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([
			expect.stringContaining('the folder “Invocies”'),
		]);
	});

	it('says when the memory can’t be read', async () => {
		const mailbox = await active();
		mailbox.trigger.database = JSON.stringify({ 'node:Bitrix24 Mail Trigger': { memory: 'something else' } });
		const { log } = await mailbox.trigger.restart();
		expect(log.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([
			expect.stringContaining('can’t be read'),
		]);
	});

	it('is silent when all is as usual', async () => {
		const mailbox = await active();
		mailbox.portal.deliver();
		const { log } = await mailbox.trigger.poll();
		expect(log.filter(({ level }) => level !== 'debug')).toEqual([]);
	});
});
