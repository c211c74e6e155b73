import { manyServices, type PortalOptions, type StoredMailbox, type StoredMessage } from '../sandbox/portal';
import type { Kind, Load } from './loads';
import { bodyOf, MAILBOX_IDS, mailboxOf, TARGET_FOLDER } from './mail';

/** So many messages more stand beside those that are to be moved, so that it shows when a wrong one is. */
const BYSTANDERS = 50;

const DATA: Record<Kind, (load: Load) => PortalOptions> = {
	read: ({ count }) => ({ services: manyServices(count) }),
	write: () => ({ services: [] }),
	readMessages: ({ count, bodyBytes }) => ({ mailboxes: mailboxes(), messages: messages(count, bodyBytes) }),
	moveMessages: ({ count }) => ({ mailboxes: mailboxes(), messages: messages(count + BYSTANDERS) }),
};

/** What a portal has at the beginning of a load. Items that are counted from 1 have the same IDs there. */
export const dataFor = (load: Load): PortalOptions => DATA[load.kind](load);

function mailboxes(): Array<Partial<StoredMailbox>> {
	return MAILBOX_IDS.map((id) => ({
		id,
		folders: [{ path: 'INBOX', type: 'inbox' }, { path: TARGET_FOLDER }],
	}));
}

function messages(count: number, bodyBytes?: number): Array<Partial<StoredMessage>> {
	return Array.from({ length: count }, (_, index) => {
		const id = index + 1;
		return { id, mailboxId: mailboxOf(id), text: bodyOf(id, bodyBytes) };
	});
}
