import type { StoredMailbox, StoredMessage } from '../..';
import { codeOf, complaintOf, idsOf, portalStarter } from '../../testing/portals';

const MOVE = 'mail.message.movetofolder';

/** Three in the inbox of mailbox 1, one in its spam, one in its trash, one in the inbox of mailbox 2, one sent just now. */
const MESSAGES: Array<Partial<StoredMessage>> = [
	{ from: 'Ann <ann@example.org>' },
	{ from: 'ben@example.org' },
	{ from: 'Sales <sales@example.com>' },
	{ folder: 'Spam', from: 'ANN@example.org' },
	{ folder: 'Trash' },
	{ mailboxId: 2, from: 'eva@example.org' },
	{ folder: null },
];

describe('Moving messages', () => {
	const start = portalStarter({ messages: MESSAGES });

	/** Where the messages are, by ID. */
	const places = (messages: StoredMessage[]) =>
		Object.fromEntries(messages.map(({ id, folder }) => [id, folder]));
	const before = { 1: 'INBOX', 2: 'INBOX', 3: 'INBOX', 4: 'Spam', 5: 'Trash', 6: 'INBOX', 7: null };

	it.each([
		[{ action: 'move', folder: 'sent' }, [1, 2], { 1: 'Sent', 2: 'Sent' }],
		[{ action: 'move', folder: 'SPAM' }, [2], { 2: 'Spam' }],
		[{ action: 'move', folder: 'trash' }, [2], { 2: 'Trash' }],
		[{ action: 'spam' }, [1, 3], { 1: 'Spam', 3: 'Spam' }],
		[{ action: 'delete', folder: 'ignored' }, [4], { 4: 'Trash' }],
		[{ action: 'delete' }, ['1', 2.7], { 1: 'Trash', 2: 'Trash' }],
		[{ action: 'delete' }, [2, 6], { 2: 'Trash', 6: 'Trash' }],
		// what is unknown, and what is in no folder, is left out without a word
		[{ action: 'delete' }, [2, 99, 'abc', 7], { 2: 'Trash' }],
	])('%j of %j', async (params, messageIds, after) => {
		const { portal, call } = await start();
		const { body } = await call(MOVE, { messageIds, ...params });
		const known = portal.messages.filter(({ id }) =>
			messageIds.map((one) => parseInt(String(one))).includes(id),
		);
		expect(body.result).toEqual({ success: true, movedCount: known.length, action: params.action });
		expect(places(portal.messages)).toEqual({ ...before, ...after });
		const targetId = Object.keys(after).join(',');
		expect(portal.calls).toEqual([expect.objectContaining({ effect: 'moved', targetId })]);
	});

	it('deletes for good what is in the trash, and nothing that is in the spam already', async () => {
		const { portal, call } = await start();
		await call(MOVE, { messageIds: [5], action: 'delete' });
		expect(idsOf(await call('mail.message.list'))).not.toContain(5);
		expect(portal.messages.map(({ id }) => id)).not.toContain(5);
		const { body } = await call(MOVE, { messageIds: [4], action: 'spam' });
		expect(body.result.movedCount).toBe(1);
		expect(portal.blacklist).toEqual([]);
		expect(portal.calls.map(({ effect, targetId }) => [effect, targetId])).toEqual([
			['deleted', '5'],
			['none', undefined],
			['none', undefined],
		]);
	});

	it('spam blocks who sent it, but not the mailbox itself; back in the inbox, they are free', async () => {
		const { portal, call } = await start();
		portal.blacklist.push({ userId: 5, email: 'ann@example.org' });
		await call(MOVE, { messageIds: [1, 3], action: 'spam' });
		await call(MOVE, { messageIds: [2], action: 'move', folder: 'Spam' });
		expect(portal.blacklist.slice(1)).toEqual([
			{ userId: 1, email: 'ann@example.org' },
			{ userId: 1, email: 'ben@example.org' },
		]);
		expect(portal.deliver({ from: 'Ben <BEN@example.org>' })).toMatchObject({ id: 8, folder: 'Spam' });
		await call(MOVE, { messageIds: [4], action: 'move', folder: 'inbox' });
		expect(portal.blacklist).toEqual([
			{ userId: 5, email: 'ann@example.org' },
			{ userId: 1, email: 'ben@example.org' },
		]);
	});

	it('can hide what was moved until it is found again', async () => {
		const { portal, call } = await start({ hideMoved: true });
		const list = async () => idsOf(await call('mail.message.list', { folder: 'Sent' }));
		await call(MOVE, { messageIds: [1], action: 'move', folder: 'Sent' });
		expect(await list()).toEqual([]);
		expect(codeOf(await call('mail.message.get', { id: 1 }))).toEqual([400, 'ENTITYNOTFOUNDEXCEPTION']);
		expect(complaintOf(await call(MOVE, { messageIds: [1], action: 'delete' }))[2]).toBe(
			'No accessible messages found.',
		);
		portal.synchronise();
		expect(await list()).toEqual([7, 1]);
	});

	it('counts copies, and refuses those that lie in different folders', async () => {
		const { portal, call } = await start();
		portal.messages[0]!.alsoIn = ['INBOX'];
		portal.messages[1]!.alsoIn = ['Work'];
		const seen = await call(MOVE, { messageIds: [1, 3], action: 'delete' });
		expect(seen.body.result.movedCount).toBe(3);
		expect(complaintOf(await call(MOVE, { messageIds: [2], action: 'delete' }))[1]).toBe(
			'MAIL_CLIENT_MESSAGES_MULTIPLE_FOLDERS',
		);
	});

	it.each([
		[{}, 'MISSING_MESSAGEIDS', 'Parameter "messageIds" is required and must be a non-empty array.'],
		[
			{ messageIds: 1 },
			'MISSING_MESSAGEIDS',
			'Parameter "messageIds" is required and must be a non-empty array.',
		],
		[{ messageIds: [1] }, 'MISSING_ACTION', 'Parameter "action" is required.'],
		[
			{ messageIds: [1], action: 'move', folder: '' },
			'MISSING_FOLDER',
			'Parameter "folder" is required when action is "move".',
		],
		[
			{ messageIds: [1], action: 'Delete' },
			'INVALID_ACTION',
			'Parameter "action" must be "move", "spam", or "delete".',
		],
		[{ messageIds: [99], action: 'delete' }, undefined, 'No accessible messages found.'],
		[
			{ messageIds: [1, 6], action: 'move', folder: 'Sent' },
			undefined,
			'All messages must belong to the same mailbox.',
		],
		[
			{ messageIds: [1, 4], action: 'spam' },
			'MAIL_CLIENT_MESSAGES_MULTIPLE_FOLDERS',
			'The messages are in different folders',
		],
		[
			{ messageIds: [1], action: 'move', folder: 'nowhere' },
			'MAIL_CLIENT_MAILBOX_NOT_FOUND',
			'The mailbox was not found',
		],
		[
			{ messageIds: [1], action: 'move', folder: 'inbox' },
			'MAIL_CLIENT_MOVE_TO_SELF_FOLDER',
			'The message is in the folder "INBOX" already',
		],
		[{ messageIds: [7], action: 'delete' }, 'MAIL_CLIENT_MESSAGES_NOT_FOUND', 'The messages were not found'],
	])('refuses %j', async (params, field, message) => {
		const { portal, call } = await start();
		expect(complaintOf(await call(MOVE, params))).toEqual([400, field, message]);
		expect([places(portal.messages), portal.calls]).toEqual([before, []]);
	});

	it('breaks down over more than 100, after all that is wrong with the parameters', async () => {
		const { portal, call } = await start();
		const messageIds = Array.from({ length: 101 }, (_, index) => index + 1);
		expect(codeOf(await call(MOVE, { messageIds, action: 'delete' }))).toEqual([
			500,
			'INTERNAL_INTERNALEXCEPTION',
		]);
		expect(complaintOf(await call(MOVE, { messageIds, action: 'x' }))[1]).toBe('INVALID_ACTION');
		expect(places(portal.messages)).toEqual(before);
		const hundred = [2, ...messageIds.slice(7, 101), 102, 103, 104, 105, 106];
		expect(hundred).toHaveLength(100);
		const seen = await call(MOVE, { messageIds: hundred, action: 'delete' });
		expect(seen.body.result.movedCount).toBe(1);
	});

	it.each([
		['S1', { broken: true }, { action: 'spam' }, 'MAIL_CLIENT_SYNC_ERROR'],
		['S1', { migrating: true }, { action: 'spam' }, undefined],
		['S4', { migrating: true }, { action: 'spam' }, 'MAILBOX_MIGRATION_ACTION_BLOCKED'],
		[
			'S1',
			{ folders: [{ path: 'INBOX' }] },
			{ action: 'spam' },
			'MAIL_CLIENT_SPAM_FOLDER_NOT_SELECTED_ERROR',
		],
		[
			'S1',
			{ folders: [{ path: 'INBOX' }] },
			{ action: 'delete' },
			'MAIL_CLIENT_TRASH_FOLDER_NOT_SELECTED_ERROR',
		],
		[
			'S1',
			{ folders: [{ path: 'INBOX' }, { path: 'Old', disabled: true }] },
			{ action: 'move', folder: 'old' },
			'MAIL_CLIENT_FOLDER_IS_DISABLED',
		],
	] as const)('%s, a mailbox with %j: %j', async (mailDialect, mailbox, params, field) => {
		const { portal, call } = await start({ mailDialect });
		Object.assign(portal.mailboxes[0]!, mailbox as Partial<StoredMailbox>);
		const { body } = await call(MOVE, { messageIds: [1], ...params });
		expect(body.error?.validation[0].field).toBe(field);
		expect(portal.messages[0]!.folder).toBe(field === undefined ? 'Spam' : 'INBOX');
	});

	it('does one mailbox and refuses the other; what was done is remembered', async () => {
		const { portal, call } = await start();
		portal.mailboxes[0]!.broken = true;
		const seen = await call(MOVE, { messageIds: [1, 6], action: 'delete' });
		expect(complaintOf(seen)[1]).toBe('MAIL_CLIENT_SYNC_ERROR');
		expect(places(portal.messages)).toEqual({ ...before, 6: 'Trash' });
		expect(portal.calls).toEqual([expect.objectContaining({ method: MOVE, effect: 'moved', targetId: '6' })]);
		portal.mailboxes[1]!.broken = true;
		const both = await call(MOVE, { messageIds: [1, 6], action: 'delete' });
		expect(both.body.error.validation).toHaveLength(2);
	});

	it('leaves alone what is in mailboxes of others', async () => {
		const { portal, call } = await start();
		portal.mailboxes[0]!.userIds = [5];
		expect(complaintOf(await call(MOVE, { messageIds: [1], action: 'delete' }))[2]).toBe(
			'No accessible messages found.',
		);
		const { body } = await call(MOVE, { messageIds: [1, 6], action: 'delete' });
		expect(body.result.movedCount).toBe(1);
		expect(places(portal.messages)).toEqual({ ...before, 6: 'Trash' });
	});

	it('is done once for one key', async () => {
		const { portal, call } = await start();
		const key = { 'Idempotency-Key': 'once' };
		for (let nth = 0; nth < 2; nth++) await call(MOVE, { messageIds: [1], action: 'delete' }, key);
		expect(portal.messages[0]).toMatchObject({ id: 1, folder: 'Trash' });
	});
});
