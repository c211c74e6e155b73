import { allMailboxes, usableMailboxes } from '../mailbox';
import type { MessageCall, StoredMessage } from './types';

/** Whether the caller may use a mailbox. */
export function isUsable(call: MessageCall, mailboxId: number): boolean {
	return usableMailboxes(call).some(({ id }) => id === mailboxId);
}

/** A message that has been fetched, whoever may see it, hidden or not. */
export function storedMessage({ store, now }: MessageCall, id: number): StoredMessage | undefined {
	return store.messages.find((message) => message.id === id && isStored(message, now()));
}

/** Whether a message has been fetched by this moment. */
export function isStored({ storedAt }: Pick<StoredMessage, 'storedAt'>, now: number): boolean {
	return storedAt === undefined || storedAt <= now;
}

/**
 * A message that the caller may read: in a mailbox of his, or because he takes part in a chat or an event made from it.
 * Hidden ones, too.
 */
export function readableMessage(call: MessageCall, id: number): StoredMessage | undefined {
	const { store, caller } = call;
	const message = storedMessage(call, id);
	if (message === undefined || mailboxOf(call, message) === undefined) return undefined;
	const takesPart =
		store.chats.some(({ messageId, userIds }) => messageId === id && userIds.includes(caller.userId)) ||
		store.calendarEvents.some(({ messageId, ownerId }) => messageId === id && ownerId === caller.userId);
	return takesPart || isUsable(call, message.mailboxId) ? message : undefined;
}

/** The mailbox that a message is in. */
export function mailboxOf(
	call: Pick<MessageCall, 'storeOf'>,
	{ mailboxId }: Pick<StoredMessage, 'mailboxId'>,
) {
	return allMailboxes(call).find(({ id }) => id === mailboxId);
}

/** What the portal prints as a message's address. */
export function urlOf({ url }: Pick<MessageCall, 'url'>, id: number): string {
	return `${url}/mail/message/${id}`;
}
