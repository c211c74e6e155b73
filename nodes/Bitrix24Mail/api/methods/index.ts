/**
 * What `result` holds. v1: a list of records, one record, the new ID, or `true`. REST 3.0 wraps what it gives:
 * `{ item }` or `{ items }`.
 */
export type ResultShape = 'list' | 'record' | 'id' | 'done' | 'item' | 'items';

/** What one has to know of a REST method to call it and to read its answer. */
interface CommonSpec extends Words {
	/** 1: classic REST under `/rest/`. 3: REST 3.0 under `/rest/api/`. */
	version: 1 | 3;
	shape: ResultShape;
	/** Whether `items` come in pages. */
	paged?: true;
	/** The code with which the method says “there are none” instead of answering with an empty list. */
	emptyCode?: string;
	/** The parameter that names the record the call is about. */
	recordParam?: string;
	/** The list that names all records which the call can get: its method, their key in it, and the code for what is not on it. */
	listedBy?: { method: 'mail.mailbox.list' | 'mail.mailbox.field.list'; key: string; missingCode: string };
}

/** How a call is named to people; `{NAME}` stands for the parameter of that name. */
export interface Words {
	/** What it does: follows “Could not”. */
	action: string;
	/** What it is about: “mail service 31”. */
	record?: string;
}

/** What a write does, for people. */
export interface WriteWords extends UnclearWords {
	/** What it has done: “3 created”. */
	done: 'created' | 'updated' | 'deleted';
}

/** How a write is named to people when it is unclear whether it was carried out. */
export interface UnclearWords {
	/** Follows “It’s unclear whether”; `{record}` stands for what it is about. */
	whether: string;
	/** What to do then, above all before it is run again: whole sentences. */
	ifUnclear: string;
}

/** A REST method that only reads, or one that writes. */
export type MethodSpec = CommonSpec & ({ access: 'read' } | ({ access: 'write' } & WriteWords));

/** Every REST method that the node calls (Bitrix24 REST: mailservice.*, mail.mailbox.*, profile). */
export const METHODS = {
	'mailservice.list': {
		version: 1,
		access: 'read',
		shape: 'list',
		emptyCode: 'ERROR_CORE',
		action: 'list the mail services',
	},
	'mailservice.get': {
		version: 1,
		access: 'read',
		shape: 'record',
		recordParam: 'ID',
		action: 'get mail service {ID}',
		record: 'mail service {ID}',
	},
	'mailservice.add': {
		version: 1,
		access: 'write',
		shape: 'id',
		recordParam: 'NAME',
		done: 'created',
		action: 'create mail service “{NAME}”',
		record: 'mail service “{NAME}”',
		whether: '{record} was created',
		ifUnclear:
			'Check the mail services in Bitrix24 before you run this again, or it may be created twice. (Create or Update is safe to repeat.)',
	},
	'mailservice.update': {
		version: 1,
		access: 'write',
		shape: 'done',
		recordParam: 'ID',
		done: 'updated',
		action: 'update mail service {ID}',
		record: 'mail service {ID}',
		whether: '{record} was updated',
		ifUnclear: 'You can safely run this again, or check the service in Bitrix24.',
	},
	'mailservice.delete': {
		version: 1,
		access: 'write',
		shape: 'done',
		recordParam: 'ID',
		done: 'deleted',
		action: 'delete mail service {ID}',
		record: 'mail service {ID}',
		whether: '{record} was deleted',
		ifUnclear: 'Check the mail services in Bitrix24: if it’s gone, the deletion worked.',
	},
	'mailservice.fields': {
		version: 1,
		access: 'read',
		shape: 'record',
		action: 'get the fields of mail services',
	},
	'mail.mailbox.list': {
		version: 3,
		access: 'read',
		shape: 'items',
		paged: true,
		action: 'list the mailboxes',
	},
	'mail.mailbox.get': {
		version: 3,
		access: 'read',
		shape: 'item',
		recordParam: 'id',
		listedBy: {
			method: 'mail.mailbox.list',
			key: 'id',
			missingCode: 'BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION',
		},
		action: 'get mailbox {id}',
		record: 'mailbox {id}',
	},
	'mail.mailbox.senders': {
		version: 3,
		access: 'read',
		shape: 'items',
		paged: true,
		action: 'list the senders',
	},
	'mail.mailbox.field.list': {
		version: 3,
		access: 'read',
		shape: 'items',
		action: 'get the fields of mailboxes',
	},
	'mail.mailbox.field.get': {
		version: 3,
		access: 'read',
		shape: 'item',
		recordParam: 'name',
		listedBy: {
			method: 'mail.mailbox.field.list',
			key: 'name',
			missingCode: 'BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION',
		},
		action: 'get the mailbox field “{name}”',
		record: 'the mailbox field “{name}”',
	},
	/** Who the credential's user is. Any webhook or app may ask. @see https://apidocs.bitrix24.com/api-reference/common/users/profile.html */
	profile: {
		version: 1,
		access: 'read',
		shape: 'record',
		action: 'look up the credential’s user',
	},
} as const satisfies Record<string, MethodSpec>;

export type MethodName = keyof typeof METHODS;

/**
 * Looks a REST method up.
 *
 * @param method its full name
 */
export function specOf(method: MethodName): MethodSpec {
	return METHODS[method];
}

/** The permission that every webhook and application has. */
const BASIC_SCOPE = 'basic';

/** The scope that a webhook or application needs for a method: the first part of its name, or none but the basic one. */
export function scopeOf(method: MethodName): string {
	const [scope, ...rest] = method.split('.') as [string, ...string[]];
	return rest.length > 0 ? scope : BASIC_SCOPE;
}

/**
 * The address of a REST method, without any secret.
 *
 * @param portal `https://host[:port][/prefix]`, no slash at the end
 * @param method the full name of a method
 * @param version which REST it lives on: v3 has `/api` in its path and takes no `.json` suffix
 *   (Bitrix24 REST: REST 3.0)
 */
export function methodUrl(portal: string, method: string, version: 1 | 3): string {
	return `${portal}/rest/${version === 3 ? 'api/' : ''}${method}`;
}
