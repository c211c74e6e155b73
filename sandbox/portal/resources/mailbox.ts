import { REST_3, Refusal } from '../refusals';
import { fieldMethods } from '../rest/fields';
import { pick, readPagination, readSelect, required } from '../rest/parameters';
import { say } from '../texts';
import type { Caller } from '../types';
import { defineResource, type ResourceCall } from './resource';

/** A mailbox as the portal stores it. */
export interface StoredMailbox {
	id: number;
	name: string;
	email: string;
	senderName: string;
	/** The users who may use it; everybody when left out. */
	userIds?: number[];
	/** Its folders on the IMAP server; the usual five when left out. */
	folders?: StoredFolder[];
	/** The IMAP server refuses the login: nothing can be sent or moved. */
	broken?: boolean;
	/** It is being moved to another server, during which nothing can be sent or moved. */
	migrating?: boolean;
}

/** A folder of a mailbox. */
export interface StoredFolder {
	/** As the IMAP server has it: `INBOX`, `INBOX|Work`. */
	path: string;
	/** The last part of its path when left out. */
	name?: string;
	/** What it is for, if it is not just a folder. */
	type?: 'inbox' | 'sent' | 'drafts' | 'spam' | 'trash';
	/** Not synchronised, by the mailbox's settings. */
	disabled?: boolean;
}

/** A name and an address that mail can be sent by. */
export interface StoredSender {
	email: string;
	name: string;
	/** As `senderId` of later servers names it. */
	id?: number;
	/** Its SMTP server takes nothing. */
	broken?: boolean;
}

/** What a portal can be told about its mailboxes. */
export interface MailboxOptions {
	/** Instead of the sample data. IDs count up from 1. */
	mailboxes?: Array<Partial<StoredMailbox>>;
	/** By default those of the sample data or, when `mailboxes` are given, one for each of them. */
	senders?: StoredSender[];
}

interface Store {
	mailboxes: StoredMailbox[];
	/** Instead of those that follow from the mailboxes. */
	senders?: StoredSender[];
}

const USUAL_FOLDERS: readonly StoredFolder[] = [
	{ path: 'INBOX', type: 'inbox' },
	{ path: 'Sent', type: 'sent' },
	{ path: 'Drafts', type: 'drafts' },
	{ path: 'Spam', type: 'spam' },
	{ path: 'Trash', type: 'trash' },
];

const SAMPLE_MAILBOXES: readonly StoredMailbox[] = [
	{ id: 1, name: 'Sales', email: 'sales@example.com', senderName: 'Sales Team' },
	{
		id: 2,
		name: 'Support',
		email: 'support@example.com',
		senderName: 'Help Desk',
		folders: [...USUAL_FOLDERS, { path: 'Newsletters' }],
	},
	{ id: 3, name: 'Accounting', email: 'accounting@example.com', senderName: 'Accounting' },
];

const SAMPLE_SENDERS: StoredSender[] = [
	{ id: 1, email: 'sales@example.com', name: 'Sales Team' },
	{ id: 2, email: 'sales@example.com', name: 'Sales' },
	{ id: 3, email: 'support@example.com', name: 'Help Desk' },
	{ id: 4, email: 'support@example.com', name: 'Support' },
	{ id: 5, email: 'accounting@example.com', name: 'Accounting' },
];

const FIELDS = { id: 'int', name: 'string', email: 'string', senderName: 'string' } as const;
const FIELD_NAMES = Object.keys(FIELDS);
const fields = fieldMethods(FIELDS);

/** What all of these methods have in common. */
const shared = { versions: ['v3'], scope: 'mail' } as const;

/** Mailboxes and their senders (Bitrix24 REST: mailboxes, REST 3.0). */
export const mailbox = defineResource({
	name: 'mailbox',
	open: ({ mailboxes, senders }: MailboxOptions): Store => ({
		mailboxes: complete(mailboxes ?? SAMPLE_MAILBOXES),
		senders: senders ?? (mailboxes === undefined ? SAMPLE_SENDERS : undefined),
	}),
	live: ['mailboxes'],
	many: { mailboxes: manyMailboxes },
	methods: {
		'mail.mailbox.list': {
			...shared,
			call({ store, params, caller, language }) {
				const { limit, offset } = readPagination(params, language);
				const found = usable(store, caller).filter(
					({ name, email }) => contains(name, params.name) && contains(email, params.email),
				);
				return {
					result: { items: found.slice(offset, offset + limit).map((one) => pick(one, FIELD_NAMES)) },
				};
			},
		},
		'mail.mailbox.get': {
			...shared,
			call({ store, params, caller, language }) {
				const id = required(params, 'id', 'int', language);
				const selected = readSelect(params, FIELD_NAMES, 'MailboxDto', language);
				const found = store.mailboxes.find((candidate) => candidate.id === Number(id));
				if (found === undefined) {
					throw new Refusal(REST_3.notFound, { text: say('recordNotFound', language, { ID: id }) });
				}
				if (!isUsable(found, caller)) {
					throw new Refusal(REST_3.accessDenied, { text: say('accessDenied', language) });
				}
				return { result: { item: pick(found, selected) } };
			},
		},
		'mail.mailbox.senders': {
			...shared,
			call({ store, params, caller, language }) {
				const { limit, offset } = readPagination(params, language);
				const items = senders(store, caller)
					.slice(offset, offset + limit)
					.map(({ email, name }) => ({ email, name, sender: `${name} <${email}>` }));
				return { result: { items } };
			},
		},
		'mail.mailbox.field.list': { ...shared, call: fields.list },
		'mail.mailbox.field.get': { ...shared, call: fields.get },
	},
});

/** As many mailboxes as wanted, with the IDs 1 to `count`. */
export function manyMailboxes(count: number): StoredMailbox[] {
	return Array.from({ length: count }, (_, index) => {
		const id = index + 1;
		return { id, name: `Mailbox ${id}`, email: `mailbox${id}@example.com`, senderName: `Sender ${id}` };
	});
}

/** A caller of any resource's methods. */
type Asking = Pick<ResourceCall<object>, 'storeOf' | 'caller'>;

/** All mailboxes of the portal, whoever may use them. */
export function allMailboxes({ storeOf }: Pick<Asking, 'storeOf'>): StoredMailbox[] {
	return (storeOf('mailbox') as Store).mailboxes;
}

/** The mailboxes that the caller may use. */
export function usableMailboxes({ storeOf, caller }: Asking): StoredMailbox[] {
	return usable(storeOf('mailbox') as Store, caller);
}

/** What the caller can send by. */
export function usableSenders({ storeOf, caller }: Asking): StoredSender[] {
	return senders(storeOf('mailbox') as Store, caller);
}

/** The folders of a mailbox, each with its name. */
export function foldersOf({
	folders = [...USUAL_FOLDERS],
}: StoredMailbox): Array<StoredFolder & { name: string }> {
	return folders.map((folder) => ({ name: folder.path.split(/[|/]/).at(-1)!, ...folder }));
}

function senders(store: Store, caller: Caller): StoredSender[] {
	return store.senders ?? usable(store, caller).map(({ email, senderName }) => ({ email, name: senderName }));
}

/** Complete mailboxes from incomplete ones, IDs counted up from 1. */
function complete(given: ReadonlyArray<Partial<StoredMailbox>>): StoredMailbox[] {
	return given.map((one, index) => {
		const name = one.name ?? `Mailbox ${index + 1}`;
		return { id: index + 1, name, email: `mailbox${index + 1}@example.com`, senderName: name, ...one };
	});
}

function usable({ mailboxes }: Store, caller: Caller): StoredMailbox[] {
	return mailboxes.filter((one) => isUsable(one, caller));
}

function isUsable({ userIds }: StoredMailbox, caller: Caller): boolean {
	return userIds === undefined || userIds.includes(caller.userId);
}

function contains(value: string, fragment: unknown): boolean {
	if (fragment === undefined || fragment === null) return true;
	return value.toLowerCase().includes(String(fragment as string).toLowerCase());
}
