import { allMailboxes, foldersOf } from '../mailbox';
import type { Surroundings } from '../resource';
import { addressOf, sameAddress } from './addresses';
import { SAMPLE_MESSAGES } from './samples';
import { settingsOf } from './settings';
import type { MessageOptions, MessageStore, StoredMessage, UnstoredRow } from './types';

/** When messages come in that do not say when, the first of them. */
const FIRST_AT = Date.UTC(2026, 0, 5, 8);

/** Opens the data of this resource in a portal with these options. */
export function openMessages(options: MessageOptions, surroundings: () => Surroundings): MessageStore {
	const store: MessageStore = {
		messages: (options.messages ?? SAMPLE_MESSAGES).map((one, index) =>
			newMessage({ id: index + 1, ...one }),
		),
		unstored: (options.unstored ?? []).map(newRow),
		outbox: [],
		blacklist: [],
		tasks: [],
		calendarEvents: [],
		chats: [],
		feedPosts: [],
		crmActivities: [],
		crmExclusions: [],
		settings: settingsOf(options),
		lastIds: {},
		deliver: (message) => deliver(store, surroundings(), message),
		synchronise: () => synchronise(store, surroundings()),
	};
	return store;
}

/** A complete message from an incomplete one: a read message in the inbox of mailbox 1, with texts that tell its ID. */
export function newMessage({ id = 1, ...given }: Partial<StoredMessage> = {}): StoredMessage {
	return {
		id,
		mailboxId: 1,
		folder: 'INBOX',
		subject: `Message ${id}`,
		from: `Sender ${id} <sender${id}@example.org>`,
		to: 'sales@example.com',
		cc: '',
		bcc: '',
		receivedAt: FIRST_AT + id * 60_000,
		isSeen: true,
		hasAttachments: false,
		html: given.text === undefined ? `<p>Text of message ${id}</p>` : null,
		text: null,
		messageId: `message-${id}@example.org`,
		inReplyTo: null,
		...given,
		bindings: [...(given.bindings ?? [])],
	};
}

/** As many messages as wanted, with the IDs 1 to `count`, a minute between them. */
export function manyMessages(count: number): StoredMessage[] {
	return Array.from({ length: count }, (_, index) => newMessage({ id: index + 1 }));
}

function newRow(given: Partial<UnstoredRow>): UnstoredRow {
	return { mailboxId: 1, folder: 'INBOX', receivedAt: FIRST_AT, isSeen: false, ...given };
}

/** An ID that was never given before. @param existing what has such IDs */
export function nextId(store: MessageStore, kind: string, existing: ReadonlyArray<{ id: number }>): number {
	const id = Math.max(store.lastIds[kind] ?? 0, ...existing.map((one) => one.id)) + 1;
	store.lastIds[kind] = id;
	return id;
}

function deliver(
	store: MessageStore,
	surroundings: Surroundings,
	given: Partial<StoredMessage> = {},
): StoredMessage {
	const id = nextId(store, 'message', store.messages);
	const message = newMessage({ id, receivedAt: surroundings.now(), isSeen: false, ...given });
	const isBlocked = store.blacklist.some(({ email }) => sameAddress(email, addressOf(message.from)));
	if (isBlocked) message.folder = folderFor('spam', message.mailboxId, surroundings) ?? message.folder;
	store.messages.push(message);
	return message;
}

function synchronise(store: MessageStore, surroundings: Surroundings): void {
	for (const message of store.messages) {
		delete message.hidden;
		message.folder ??= folderFor('sent', message.mailboxId, surroundings) ?? null;
	}
}

function folderFor(type: 'spam' | 'sent', mailboxId: number, surroundings: Surroundings): string | undefined {
	const mailbox = allMailboxes(surroundings).find(({ id }) => id === mailboxId);
	return mailbox && foldersOf(mailbox).find((folder) => folder.type === type)?.path;
}
