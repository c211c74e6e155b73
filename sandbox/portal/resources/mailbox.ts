import { REST_3, Refusal } from '../refusals';
import type { MethodCall } from '../rest/methods';
import { readPagination, readSelect, required } from '../rest/parameters';
import { say } from '../texts';
import type { Caller, Language, StoredMailbox, StoredSender } from '../types';

interface MailboxBookParts {
	mailboxes: StoredMailbox[];
	/** Instead of those that follow from the mailboxes. */
	senders?: StoredSender[];
	language: () => Language;
}

const FIELDS = ['id', 'name', 'email', 'senderName'] as const;

/** What a field's description says, in the order of the answer. */
const PROPERTIES = [
	'name',
	'type',
	'title',
	'description',
	'validationRules',
	'requiredGroups',
	'filterable',
	'sortable',
	'editable',
	'multiple',
	'elementType',
] as const;

const FIELD_DESCRIPTIONS = FIELDS.map((name) => ({
	name,
	type: name === 'id' ? 'int' : 'string',
	title: name,
	description: null,
	validationRules: null,
	requiredGroups: null,
	filterable: false,
	sortable: false,
	editable: false,
	multiple: false,
	elementType: null,
}));

/** Complete mailboxes from incomplete ones, IDs counted up from 1. */
export function completeMailboxes(given: ReadonlyArray<Partial<StoredMailbox>>): StoredMailbox[] {
	return given.map((mailbox, index) => {
		const name = mailbox.name ?? `Mailbox ${index + 1}`;
		return { id: index + 1, name, email: `mailbox${index + 1}@example.com`, senderName: name, ...mailbox };
	});
}

/** The methods `mail.mailbox.*` over the portal's list of mailboxes (Bitrix24 REST: mailboxes, REST 3.0). */
export class MailboxBook {
	constructor(private readonly parts: MailboxBookParts) {}

	readonly list: MethodCall = (params, caller) => {
		const { limit, offset } = readPagination(params, this.parts.language());
		const found = this.usableBy(caller).filter(
			(mailbox) => contains(mailbox.name, params.name) && contains(mailbox.email, params.email),
		);
		const items = found.slice(offset, offset + limit).map((mailbox) => pick(mailbox, FIELDS));
		return { result: { items } };
	};

	readonly get: MethodCall = (params, caller) => {
		const language = this.parts.language();
		const id = required(params, 'id', 'int', language);
		const fields = readSelect(params, FIELDS, 'MailboxDto', language);
		const mailbox = this.parts.mailboxes.find((candidate) => candidate.id === Number(id));
		if (mailbox === undefined) {
			throw new Refusal(REST_3.notFound, { text: say('recordNotFound', language, { ID: id }) });
		}
		if (!isUsable(mailbox, caller)) {
			throw new Refusal(REST_3.accessDenied, { text: say('accessDenied', language) });
		}
		return { result: { item: pick(mailbox, fields) } };
	};

	readonly senders: MethodCall = (params, caller) => {
		const { limit, offset } = readPagination(params, this.parts.language());
		const senders =
			this.parts.senders ??
			this.usableBy(caller).map(({ email, senderName }) => ({ email, name: senderName }));
		const items = senders
			.slice(offset, offset + limit)
			.map(({ email, name }) => ({ email, name, sender: `${name} <${email}>` }));
		return { result: { items } };
	};

	readonly fieldList: MethodCall = (params) => {
		const properties = readSelect(params, PROPERTIES, 'DtoFieldDto', this.parts.language());
		return { result: { items: FIELD_DESCRIPTIONS.map((field) => pick(field, properties)) } };
	};

	readonly fieldGet: MethodCall = (params) => {
		const language = this.parts.language();
		const name = required(params, 'name', 'string', language);
		const properties = readSelect(params, PROPERTIES, 'DtoFieldDto', language);
		const field = FIELD_DESCRIPTIONS.find((candidate) => candidate.name === name);
		if (field === undefined) {
			throw new Refusal(REST_3.fieldNotFound, { text: say('fieldNotFound', language, { FIELD: name }) });
		}
		return { result: { item: pick(field, properties) } };
	};

	private usableBy(caller: Caller): StoredMailbox[] {
		return this.parts.mailboxes.filter((mailbox) => isUsable(mailbox, caller));
	}
}

function isUsable({ userIds }: StoredMailbox, caller: Caller): boolean {
	return userIds === undefined || userIds.includes(caller.userId);
}

function contains(value: string, fragment: unknown): boolean {
	if (fragment === undefined || fragment === null) return true;
	return value.toLowerCase().includes(String(fragment as string).toLowerCase());
}

function pick<T extends object>(from: T, names: readonly string[]): Partial<T> {
	return Object.fromEntries(names.map((name) => [name, from[name as keyof T]])) as Partial<T>;
}
