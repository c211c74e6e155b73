import type { Methods } from './types';

/** @see https://apidocs.bitrix24.com/api-reference/mailservice/index.html */
export const mailServiceMethods = {
	'mailservice.list': {
		version: 1,
		access: 'read',
		shape: 'list',
		emptyCode: 'ERROR_CORE',
		// A method that says “there are none” with an error could end a batch without anything being wrong.
		batch: false,
		action: 'list the mail services',
	},
	'mailservice.get': {
		version: 1,
		access: 'read',
		shape: 'record',
		recordParam: 'ID',
		noun: 'mail service',
		action: 'get mail service {ID}',
		record: 'mail service {ID}',
	},
	'mailservice.add': {
		version: 1,
		access: 'write',
		shape: 'id',
		recordParam: 'NAME',
		noun: 'mail service',
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
		noun: 'mail service',
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
		noun: 'mail service',
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
} as const satisfies Methods;
