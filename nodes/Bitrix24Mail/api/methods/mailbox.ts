import type { Methods, Paging } from './types';

/** No answer carries a total: the last page is the one that is shorter than asked for. */
const PAGES: Paging = { maxSize: 100, endsAt: 'shortPage' };

/** @see https://apidocs.bitrix24.com/api-reference/mail/index.html */
export const mailboxMethods = {
	'mail.mailbox.list': {
		version: 3,
		access: 'read',
		shape: 'items',
		paging: PAGES,
		action: 'list the mailboxes',
	},
	'mail.mailbox.get': {
		version: 3,
		access: 'read',
		shape: 'item',
		recordParam: 'id',
		noun: 'mailbox',
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
		paging: PAGES,
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
		noun: 'mailbox field',
		listedBy: {
			method: 'mail.mailbox.field.list',
			key: 'name',
			missingCode: 'BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION',
		},
		action: 'get the mailbox field “{name}”',
		record: 'the mailbox field “{name}”',
	},
} as const satisfies Methods;
