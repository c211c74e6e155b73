import { manyMessages, newMessage } from '../..';
import { standingClock } from '../../testing/client';
import { codeOf, complaintOf, idsOf, portalStarter } from '../../testing/portals';

const LIST = 'mail.message.list';
const MINUTE = 60_000;
const noon = Date.UTC(2026, 0, 14, 12);

describe('What a list has', () => {
	const start = portalStarter();

	it('the newest first, of one second the highest ID first, whatever the order in which they were stored', async () => {
		const times = [noon + 400, noon + 5000, noon, noon + 900, noon - 86_400_000];
		const { call } = await start({ messages: times.map((receivedAt) => ({ receivedAt })) });
		expect(idsOf(await call(LIST))).toEqual([2, 4, 3, 1, 5]);
	});

	it('what is in usable mailboxes, in all folders, and stored by now', async () => {
		const clock = standingClock(noon);
		const folders = ['INBOX', 'Sent', 'Drafts', 'Spam', 'Trash'];
		const messages = [...folders.map((folder) => ({ folder })), { mailboxId: 2 }, { hidden: true }];
		const { portal, call } = await start({ messages, now: clock.now });
		portal.mailboxes[1]!.userIds = [5];
		portal.messages.push(newMessage({ id: 8, receivedAt: noon, storedAt: noon + 1000 }));
		expect(idsOf(await call(LIST))).toEqual([5, 4, 3, 2, 1]);
		clock.pass(1);
		expect(idsOf(await call(LIST))).toEqual([8, 5, 4, 3, 2, 1]);
	});

	it.each([
		['inbox', [1]],
		['INBOX', [1]],
		['WORK', [2]],
		['inbox|work', [2]],
		['[gmail]/all mail', [1, 3]],
		['All Mail', [1, 3]],
		['Unknown', []],
		['Входящие', []],
		['  ', [1, 2, 3]],
		['', [1, 2, 3]],
	])('folder %j, by name or path', async (folder, expected) => {
		const { portal, call } = await start({
			messages: [
				{ folder: 'INBOX', alsoIn: ['[Gmail]/All Mail'] },
				{ folder: 'INBOX|Work' },
				{ folder: '[Gmail]/All Mail' },
			],
		});
		const paths = ['INBOX', 'INBOX|Work', '[Gmail]/All Mail'];
		portal.mailboxes[0]!.folders = paths.map((path) => ({ path }));
		expect(idsOf(await call(LIST, { folder })).reverse()).toEqual(expected);
	});

	it('a folder’s name is resolved in the first mailbox that has it, and its path counts for all of them', async () => {
		const { portal, call } = await start({
			messages: [
				{ mailboxId: 1, folder: 'Junk' },
				{ mailboxId: 2, folder: 'INBOX.Junk' },
				{ mailboxId: 3, folder: 'INBOX.Junk' },
			],
		});
		portal.mailboxes[1]!.folders = [{ path: 'INBOX.Junk', name: 'Junk' }];
		portal.mailboxes[2]!.folders = [{ path: 'Junk' }, { path: 'INBOX.Junk' }];
		expect(idsOf(await call(LIST, { folder: 'junk' }))).toEqual([3, 2]);
		expect(idsOf(await call(LIST, { folder: 'junk', mailboxId: 3 }))).toEqual([]);
	});

	it('read or unread ones, with or without attachments, as PHP takes a boolean', async () => {
		const { call } = await start({
			messages: [{ isSeen: true }, { isSeen: false }, { isSeen: false, hasAttachments: true }],
		});
		const list = async (params: object) => idsOf(await call(LIST, params));
		expect(await list({ isSeen: true })).toEqual([1]);
		expect(await list({ isSeen: false })).toEqual([3, 2]);
		expect(await list({ isSeen: 'false' })).toEqual([1]);
		expect(await list({ isSeen: '0' })).toEqual([3, 2]);
		expect(await list({ isSeen: null })).toEqual([3, 2, 1]);
		expect(await list({ hasAttachments: true })).toEqual([3]);
		expect(await list({ hasAttachments: false, isSeen: false })).toEqual([2]);
	});

	it.each([
		['invoice', [1, 2]],
		['INVOICE', [1, 2]],
		['invoice 2026', [1]],
		['inv', [1, 2]],
		['voice', []],
		['ann', [2]],
		['ann@example', [2]],
		['lamps', [3]],
		['boss', [3]],
		['strong', []],
		['the invoice of', [1]],
		['  ', [1, 2, 3]],
		['of', []],
	])('a search for %j finds the beginnings of all its words', async (searchQuery, expected) => {
		const { call } = await start({
			messages: [
				{ subject: 'Invoice 2026', html: '<p>the one</p>' },
				{ subject: 'invoices', from: 'Ann <ann@example.com>' },
				{ cc: 'boss@example.com', html: '<strong>Lamps</strong>' },
			],
		});
		expect(idsOf(await call(LIST, { searchQuery })).reverse()).toEqual(expected);
	});
});

describe('Which mailboxes can be listed', () => {
	const start = portalStarter();

	it.each([
		['S1', (mailboxId: unknown) => [mailboxId, 500, 'INTERNAL_INTERNALEXCEPTION']],
		['S4', (mailboxId: unknown) => [mailboxId, 400, 'VALIDATION_REQUESTVALIDATIONEXCEPTION']],
	] as const)(
		'%s refuses those of others, unknown ones, and what is no number',
		async (mailDialect, expected) => {
			const { portal, call } = await start({ mailDialect });
			portal.mailboxes[1]!.userIds = [5];
			for (const mailboxId of [2, 99, 0, -1, 'abc', false]) {
				const seen = await call(LIST, { mailboxId });
				expect([mailboxId, ...codeOf(seen)]).toEqual(expected(mailboxId));
				if (mailDialect === 'S4') expect(complaintOf(seen)[1]).toBe('MESSAGE_LIST_FAILED');
			}
			expect(idsOf(await call(LIST, { mailboxId: '3' }))).toEqual([9, 4, 11]);
		},
	);

	it('no mailbox at all is an empty list', async () => {
		const { portal, call } = await start();
		portal.mailboxes.splice(0);
		expect(idsOf(await call(LIST))).toEqual([]);
	});
});

describe('What is not stored yet', () => {
	const start = portalStarter();
	const options = {
		messages: manyMessages(6),
		unstored: [2.5, 3.5, 4.5].map((nth) => ({ receivedAt: newMessage().receivedAt + (nth - 1) * MINUTE })),
	};
	const pages = async (call: Awaited<ReturnType<typeof start>>['call'], params: object) => {
		const seen = [];
		for (const page of [1, 2, 3, 4, 5])
			seen.push(idsOf(await call(LIST, { ...params, pagination: { limit: 2, page } })));
		return seen;
	};

	it('takes a place in the lists of S1, unless a message’s own row is asked for', async () => {
		const { call } = await start(options);
		const short = [[6, 5], [4], [3], [2], [1]];
		expect(await pages(call, {})).toEqual(short);
		expect(await pages(call, { folder: 'INBOX', mailboxId: 1 })).toEqual(short);
		const whole = [[6, 5], [4, 3], [2, 1], [], []];
		expect(await pages(call, { hasAttachments: false })).toEqual(whole);
		expect(await pages(call, { searchQuery: 'message' })).toEqual(whole);
		expect(await pages(call, { isSeen: true })).toEqual(whole);
		expect(await pages(call, { folder: 'Spam' })).toEqual([[], [], [], [], []]);
	});

	it('a page of S1 can be empty and not the last', async () => {
		const { call } = await start({
			...options,
			unstored: [...options.unstored, { receivedAt: noon }, { receivedAt: noon }],
		});
		expect((await pages(call, {}))[0]).toEqual([]);
	});

	it('S4 leaves it out', async () => {
		const { call } = await start({ ...options, mailDialect: 'S4' });
		expect(await pages(call, {})).toEqual([[6, 5], [4, 3], [2, 1], [], []]);
	});
});
