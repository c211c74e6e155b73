import { foldersOf, type StoredFolder, type StoredMailbox } from '../mailbox';
import { addressOf, sameAddress } from './addresses';
import { DIALECTS } from './dialect';
import { findFolder } from './folders';
import type { MoveError } from './texts';
import type { MessageCall, StoredMessage } from './types';

/** What is to be done with messages. */
export type Action = 'move' | 'spam' | 'delete';

/** Messages of one mailbox. */
export interface Group {
	mailbox: StoredMailbox;
	messages: StoredMessage[];
}

/** What became of a group: why nothing was done, or which of its messages are elsewhere now, or gone. */
export type Outcome =
	{ error: MoveError; folder?: string } | { effect: 'moved' | 'deleted'; changed: StoredMessage[] };

/**
 * Moves the messages of one mailbox, with the checks in the order of the vendor's sources (MailsFoldersManager,
 * SyncInternalManager).
 *
 * @param name of the folder to move to, or its path
 */
export function moveGroup(call: MessageCall, group: Group, action: Action, name: string): Outcome {
	const { mailbox, messages } = group;
	const { knowsSenderIds } = DIALECTS[call.store.settings.mailDialect];
	if (mailbox.migrating && knowsSenderIds) return { error: 'MAILBOX_MIGRATION_ACTION_BLOCKED' };
	const target = targetOf(mailbox, action, name);
	if (action !== 'move' && target === undefined) return { error: NO_FOLDER[action] };
	// what was sent and not uploaded yet is in no folder, and stays
	const there = messages.filter(({ folder }) => folder !== null);
	if (there.length === 0) return { error: 'MAIL_CLIENT_MESSAGES_NOT_FOUND' };
	const folders = new Set(there.flatMap(({ folder, alsoIn = [] }) => [folder, ...alsoIn]));
	if (folders.size > 1) return { error: 'MAIL_CLIENT_MESSAGES_MULTIPLE_FOLDERS' };
	if (action === 'move' && folders.has(target?.path ?? name)) {
		return { error: 'MAIL_CLIENT_MOVE_TO_SELF_FOLDER', folder: target?.path ?? name };
	}
	if (target === undefined) return { error: 'MAIL_CLIENT_MAILBOX_NOT_FOUND' };
	if (action === 'move' && target.disabled) {
		return { error: 'MAIL_CLIENT_FOLDER_IS_DISABLED', folder: target.path };
	}
	return carryOut(call, { mailbox, messages: there }, target);
}

const NO_FOLDER = {
	delete: 'MAIL_CLIENT_TRASH_FOLDER_NOT_SELECTED_ERROR',
	spam: 'MAIL_CLIENT_SPAM_FOLDER_NOT_SELECTED_ERROR',
} as const;

function targetOf(mailbox: StoredMailbox, action: Action, name: string): StoredFolder | undefined {
	const path = findFolder(mailbox, name);
	const type = action === 'delete' ? 'trash' : 'spam';
	return foldersOf(mailbox).find((folder) =>
		action === 'move' ? folder.path === path : folder.type === type,
	);
}

/** What a folder is for decides what a move to it does, whichever way it was asked for. */
function carryOut(call: MessageCall, { mailbox, messages }: Group, { path, type }: StoredFolder): Outcome {
	const elsewhere = messages.filter(({ folder }) => folder !== path);
	const goneForGood = type === 'trash' ? messages.filter(({ folder }) => folder === path) : [];
	const changed = [...elsewhere, ...goneForGood];
	if (changed.length > 0 && mailbox.broken) return { error: 'MAIL_CLIENT_SYNC_ERROR' };
	const { store } = call;
	for (const message of elsewhere) {
		message.folder = path;
		message.alsoIn = [];
		if (store.settings.hideMoved) message.hidden = true;
	}
	for (const message of goneForGood) store.messages.splice(store.messages.indexOf(message), 1);
	if (type === 'spam') block(call, mailbox, elsewhere);
	if (type === 'inbox') unblock(call, elsewhere);
	return { effect: goneForGood.length > 0 ? 'deleted' : 'moved', changed };
}

function block(
	{ store, caller: { userId } }: MessageCall,
	mailbox: StoredMailbox,
	messages: StoredMessage[],
): void {
	for (const { from } of messages) {
		const email = addressOf(from);
		const isKnown = store.blacklist.some((one) => one.userId === userId && sameAddress(one.email, email));
		if (!isKnown && !sameAddress(email, mailbox.email)) store.blacklist.push({ userId, email });
	}
}

function unblock({ store, caller }: MessageCall, messages: StoredMessage[]): void {
	const freed = messages.map(({ from }) => addressOf(from));
	const kept = store.blacklist.filter(
		({ userId, email }) => userId !== caller.userId || !freed.some((one) => sameAddress(one, email)),
	);
	store.blacklist.splice(0, store.blacklist.length, ...kept);
}
