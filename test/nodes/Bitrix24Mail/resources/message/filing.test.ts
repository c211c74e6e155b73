import type { INodeParameters } from 'n8n-workflow';
import {
	manyMessages,
	newMessage,
	startPortal,
	type MailDialect,
	type Portal,
	type PortalOptions,
} from '../../../../../sandbox/portal';
import { byId, numbered, runOn, type PortalRun } from '../../../../support/node';
import { useVirtualTime } from '../../../../support/virtualTime';

useVirtualTime();

const message = { resource: 'message', messageId: byId('={{ $json.n }}') };
const MOVE = { ...message, operation: 'move', targetFolder: 'Archive' };
const SPAM = { ...message, operation: 'markAsSpam' };
const DELETE = { ...message, operation: 'delete' };

/** Each operation, the folder that it moves to, and its word for what is done. */
const OPERATIONS: Array<[string, INodeParameters, string, string]> = [
	['move', MOVE, 'Archive', 'moved'],
	['markAsSpam', SPAM, 'Spam', 'marked as spam'],
	['delete', DELETE, 'Trash', 'deleted'],
];

const FOLDERS = [
	{ path: 'INBOX', type: 'inbox' as const },
	{ path: 'Archive' },
	{ path: 'Spam', type: 'spam' as const },
	{ path: 'Trash', type: 'trash' as const },
];

const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const CONTINUES = { onError: 'continueRegularOutput' } as const;

const ids = (...list: number[]) => list.map((n) => ({ json: { n } }));

let portal: Portal;
afterEach(async () => await portal.close());

async function start(options: PortalOptions = {}) {
	portal = await startPortal({
		mailboxes: [{}, {}, { userIds: [5] }].map((more) => ({ ...more, folders: FOLDERS })),
		...options,
	});
}

const folderOf = (id: number) => portal.messages.find((one) => one.id === id)?.folder;
const moves = () => portal.requests.filter(({ restMethod }) => restMethod === 'mail.message.movetofolder');
const isOk = ({ json }: { json: { error?: unknown } }) => json.error === undefined;

async function file(parameters: INodeParameters, list: Array<{ json: { n: number } }>, run: PortalRun = {}) {
	return await runOn(portal, parameters, { items: list, ...run });
}

describe.each(OPERATIONS)('%s', (_, parameters, folder, done) => {
	it.each<MailDialect>(['S1', 'S4'])(
		'250 messages of two mailboxes cost 9 requests (%s)',
		async (mailDialect) => {
			const messages = manyMessages(250).map((one) => ({ ...one, mailboxId: 1 + (one.id % 2) }));
			await start({ mailDialect, messages, hideMoved: true });
			const { items, error } = await file(parameters, numbered(250));
			expect(error).toBeUndefined();
			expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
				numbered(250).map(({ json: { n } }, item) => [n, { item }]),
			);
			expect(portal.messages.every((one) => one.folder === folder)).toBe(true);
			// Five to look all of them up, and two for each mailbox.
			expect(portal.requests).toHaveLength(9);
		},
	);

	it('messages of several folders all get there', async () => {
		const from = ['INBOX', 'Old', 'INBOX', 'INBOX', 'Old', 'Sent'];
		const folders = [...FOLDERS, { path: 'Old' }, { path: 'Sent', type: 'sent' as const }];
		await start({ mailboxes: [{ folders }], messages: from.map((name) => ({ folder: name })) });
		const { items } = await file(parameters, numbered(6));
		expect(items.every(isOk)).toBe(true);
		expect(portal.messages.map((one) => one.folder)).toEqual(Array(6).fill(folder));
	});

	it('items that name the same message are one move, and each has its result', async () => {
		await start({ messages: manyMessages(3) });
		const { items } = await file(parameters, ids(2, 1, 2, 2));
		expect(items.map(({ json }) => json.id)).toEqual([2, 1, 2, 2]);
		expect(items.every(isOk)).toBe(true);
		expect(moves()).toHaveLength(1);
		expect([folderOf(1), folderOf(2), folderOf(3)]).toEqual([folder, folder, 'INBOX']);
	});

	it('with Stop Workflow, unknown messages are found before anything is moved', async () => {
		await start({ messages: [...manyMessages(120), newMessage({ id: 121, mailboxId: 3 })] });
		for (const wrong of [999, 121]) {
			const { error } = await file(parameters, [...numbered(120), ...ids(wrong)]);
			expect(error?.message).toBe(`“Message”: there is no message with ID ${wrong} [item 120]`);
			expect(error?.description).toContain('Nothing was carried out before this. The other 120 items');
		}
		expect(moves()).toEqual([]);
	});

	it('where the node continues, all that are there are moved', async () => {
		await start({ messages: [...manyMessages(3), newMessage({ id: 4, mailboxId: 3 })] });
		const { items } = await file(parameters, ids(1, 999, 2, 4, 3), CONTINUES);
		expect(items.map(isOk)).toEqual([true, false, true, false, true]);
		expect(portal.messages.map((one) => one.folder)).toEqual([folder, folder, folder, 'INBOX']);
	});

	describe.each([true, false])(
		'a message that goes between look-up and move (moved ones are hidden: %s)',
		(hideMoved) => {
			const goAway = (...gone: number[]) =>
				portal.faults.add({
					method: 'mail.message.movetofolder',
					delayMs: 0,
					when: () => {
						const left = portal.messages.filter(({ id }) => !gone.includes(id));
						portal.messages.splice(0, portal.messages.length, ...left);
						return true;
					},
				});

			it('is nowhere said to be moved', async () => {
				await start({ messages: manyMessages(4), hideMoved });
				goAway(2);
				const { items } = await file(parameters, numbered(4), CONTINUES);
				expect(items[1]!.json.error).toMatch(
					hideMoved
						? /^It’s unclear whether message 2 was .*: Bitrix24 processed only some of the messages/
						: /^“Message”: there is no message with ID 2 /,
				);
				// Those that were moved and can’t be seen could as well be the one that is gone.
				expect(items.map(isOk)).toEqual(hideMoved ? [false, false, false, false] : [true, false, true, true]);
				expect([1, 3, 4].map(folderOf)).toEqual([folder, folder, folder]);
			});

			it('nor in the error that ends the run', async () => {
				await start({ messages: manyMessages(4), hideMoved });
				goAway(2);
				const { error } = await file(parameters, numbered(4));
				expect(error?.description).toMatch(
					/Nothing was carried out before this\. (It’s unclear|The same is true of 3 more items)/,
				);
			});

			it('is said to be gone where all of them are', async () => {
				await start({ messages: manyMessages(3), hideMoved });
				goAway(1, 2, 3);
				const { items } = await file(parameters, numbered(3), CONTINUES);
				expect(items.some(isOk)).toBe(false);
				expect(items.map(({ json }) => json.error)).not.toContainEqual(
					expect.stringMatching(/^It’s unclear/),
				);
			});
		},
	);

	it('Retry On Fail after a lost answer: nothing is done twice, and all comes to a true end', async () => {
		await start({ messages: manyMessages(230) });
		portal.faults.add({ method: 'mail.message.movetofolder', at: 'after', disconnect: true, skip: 1 });
		const { error, items } = await file(parameters, numbered(230), { settings: RETRIES });
		const filed = portal.calls
			.filter(({ effect }) => effect !== 'none')
			.flatMap(({ targetId }) => targetId!.split(','));
		expect(filed.length).toBe(new Set(filed).size);
		if (parameters === DELETE) {
			expect(error?.message).toMatch(/^It’s unclear whether message 101 was deleted/);
			expect(error?.description).toContain(
				'Carried out before this: 100 deleted (IDs 1–100). The same is true of 99 more items. The other 30 items were not carried out',
			);
			expect(filed).toHaveLength(200);
			expect(moves()).toHaveLength(2);
		} else {
			expect(error).toBeUndefined();
			expect(items).toHaveLength(230);
			expect(portal.messages.every((one) => one.folder === folder)).toBe(true);
		}
		expect(error?.description ?? done).toContain(done);
	});
});

describe('What is in the trash', () => {
	it('before the run is deleted for good; what the run puts there is not', async () => {
		await start({ messages: [1, 2, 3, 4].map((id) => ({ id, folder: id > 2 ? 'Trash' : 'INBOX' })) });
		const { items } = await file(DELETE, ids(1, 3, 2, 1, 3));
		expect(items.every(isOk)).toBe(true);
		expect(portal.messages.map(({ id, folder }) => [id, folder])).toEqual([
			[1, 'Trash'],
			[2, 'Trash'],
			[4, 'Trash'],
		]);
	});

	it('by an earlier portion of the run (Batching) is not deleted for good', async () => {
		await start({ messages: manyMessages(2) });
		const requestOptions = { batching: { batch: { batchSize: 1, batchInterval: 1 } } };
		const { items } = await file({ ...DELETE, requestOptions }, ids(1, 2, 1));
		expect(items.every(isOk)).toBe(true);
		expect([folderOf(1), folderOf(2)]).toEqual(['Trash', 'Trash']);
	});

	it('by a try whose answer was lost is not deleted for good by the next one', async () => {
		await start({ messages: manyMessages(3) });
		portal.faults.add({ method: 'mail.message.movetofolder', at: 'after', html: true });
		const { error } = await file(DELETE, numbered(3), { settings: RETRIES });
		expect(error?.message).toMatch(/^It’s unclear whether message 1 was deleted/);
		expect(error?.description).toMatch(
			/^Look in the trash of the mailbox before you delete the message again/,
		);
		expect(portal.messages.map((one) => one.folder)).toEqual(['Trash', 'Trash', 'Trash']);
		expect(moves()).toHaveLength(1);
	});
});
