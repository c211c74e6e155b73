import type { Methods } from './types';

/** @see https://apidocs.bitrix24.com/api-reference/mail/recipient/index.html */
export const recipientMethods = {
	'mail.recipient.listcontacts': {
		version: 3,
		access: 'read',
		shape: 'items',
		paging: { maxSize: 200, endsAt: 'shortPage', key: 'id' },
		action: 'list the contacts',
	},
	// Bitrix24 gives no order: what is on one page can be on the next one, too.
	'mail.recipient.listemployees': {
		version: 3,
		access: 'read',
		shape: 'items',
		paging: { maxSize: 200, endsAt: 'shortPage', key: 'id' },
		action: 'list the employees',
	},
	'mail.recipient.field.list': {
		version: 3,
		access: 'read',
		shape: 'items',
		action: 'get the fields of recipients',
	},
	'mail.recipient.field.get': {
		version: 3,
		access: 'read',
		shape: 'item',
		recordParam: 'name',
		noun: 'recipient field',
		listedBy: {
			method: 'mail.recipient.field.list',
			key: 'name',
			missingCode: 'BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION',
		},
		action: 'get the recipient field “{name}”',
		record: 'the recipient field “{name}”',
	},
} as const satisfies Methods;
