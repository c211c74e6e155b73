import { REST_3, Refusal } from '../refusals';
import { fieldMethods } from '../rest/fields';
import { pick, readPagination, readSelect, required } from '../rest/parameters';
import { say } from '../texts';
import type { Caller } from '../types';
import { defineResource } from './resource';

/** A mailbox as the portal stores it. */
export interface StoredMailbox {
	id: number;
	name: string;
	email: string;
	senderName: string;
	/** The users who may use it; everybody when left out. */
	userIds?: number[];
}

/** A name and an address that mail can be sent by. */
export interface StoredSender {
	email: string;
	name: string;
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

const SAMPLE_MAILBOXES: readonly StoredMailbox[] = [
	{ id: 1, name: 'Sales', email: 'sales@example.com', senderName: 'Sales Team' },
	{ id: 2, name: 'Support', email: 'support@example.com', senderName: 'Help Desk' },
	{ id: 3, name: 'Accounting', email: 'accounting@example.com', senderName: 'Accounting' },
];

const SAMPLE_SENDERS: StoredSender[] = [
	{ email: 'sales@example.com', name: 'Sales Team' },
	{ email: 'sales@example.com', name: 'Sales' },
	{ email: 'support@example.com', name: 'Help Desk' },
	{ email: 'support@example.com', name: 'Support' },
	{ email: 'accounting@example.com', name: 'Accounting' },
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
				const senders =
					store.senders ??
					usable(store, caller).map(({ email, senderName }) => ({ email, name: senderName }));
				const items = senders
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
