/**
 * What `result` holds. v1: a list of records, one record, the new ID, or `true`. REST 3.0 wraps what it gives:
 * `{ item }` or `{ items }`.
 */
export type AnswerKind = 'list' | 'record' | 'id' | 'done' | 'item' | 'items';

/** What one has to know of a REST method to call it and to read its answer. */
export interface MethodFacts {
	/** 1: classic REST under `/rest/`. 3: REST 3.0 under `/rest/api/`. */
	version: 1 | 3;
	access: 'read' | 'write';
	answer: AnswerKind;
	/** Whether `items` come in pages. */
	paged?: true;
	/** The code with which the method says “there are none” instead of answering with an empty list. */
	emptyCode?: string;
	/** The parameter that names the record the call is about. */
	key?: string;
	/** The list that names all records which the call can get: its method, their key in it, and the code for what is not on it. */
	listedBy?: { method: 'mail.mailbox.list' | 'mail.mailbox.field.list'; key: string; missingCode: string };
	/** What a write has done, for people: “3 created”. */
	done?: 'created' | 'updated' | 'deleted';
	/** What the call does, for people; `{NAME}` stands for the parameter of that name. */
	action: string;
}

/** Every REST method that the node calls (Bitrix24 REST: mailservice.*, mail.mailbox.*). */
export const METHODS = {
	'mailservice.list': {
		version: 1,
		access: 'read',
		answer: 'list',
		emptyCode: 'ERROR_CORE',
		action: 'list the mail services',
	},
	'mailservice.get': {
		version: 1,
		access: 'read',
		answer: 'record',
		key: 'ID',
		action: 'get mail service {ID}',
	},
	'mailservice.add': {
		version: 1,
		access: 'write',
		answer: 'id',
		key: 'NAME',
		done: 'created',
		action: 'create mail service “{NAME}”',
	},
	'mailservice.update': {
		version: 1,
		access: 'write',
		answer: 'done',
		key: 'ID',
		done: 'updated',
		action: 'update mail service {ID}',
	},
	'mailservice.delete': {
		version: 1,
		access: 'write',
		answer: 'done',
		key: 'ID',
		done: 'deleted',
		action: 'delete mail service {ID}',
	},
	'mailservice.fields': {
		version: 1,
		access: 'read',
		answer: 'record',
		action: 'get the fields of mail services',
	},
	'mail.mailbox.list': {
		version: 3,
		access: 'read',
		answer: 'items',
		paged: true,
		action: 'list the mailboxes',
	},
	'mail.mailbox.get': {
		version: 3,
		access: 'read',
		answer: 'item',
		key: 'id',
		listedBy: {
			method: 'mail.mailbox.list',
			key: 'id',
			missingCode: 'BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION',
		},
		action: 'get mailbox {id}',
	},
	'mail.mailbox.senders': {
		version: 3,
		access: 'read',
		answer: 'items',
		paged: true,
		action: 'list the senders',
	},
	'mail.mailbox.field.list': {
		version: 3,
		access: 'read',
		answer: 'items',
		action: 'get the fields of mailboxes',
	},
	'mail.mailbox.field.get': {
		version: 3,
		access: 'read',
		answer: 'item',
		key: 'name',
		listedBy: {
			method: 'mail.mailbox.field.list',
			key: 'name',
			missingCode: 'BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION',
		},
		action: 'get the mailbox field “{name}”',
	},
} as const satisfies Record<string, MethodFacts>;

export type MethodName = keyof typeof METHODS;

/**
 * Looks a REST method up.
 *
 * @param method its full name
 */
export function factsOf(method: MethodName): MethodFacts {
	return METHODS[method];
}

/**
 * Says what a call does, with the values that name its record: “get mail service 31”.
 *
 * @param words in place of the method's own
 * @returns words to follow “Could not”; long values are cut
 */
export function actionOf(
	method: MethodName,
	params: Readonly<Record<string, unknown>>,
	words: string = METHODS[method].action,
): string {
	return words.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = String(params[name] ?? '?');
		return value.length > 60 ? `${value.slice(0, 59)}…` : value;
	});
}

/** The scope that a webhook or application needs for a method: the first part of its name. */
export function scopeOf(method: MethodName): string {
	return method.slice(0, method.indexOf('.'));
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
