import { defineOperation } from '../define';
import { fieldNameLocator } from '../shared/fieldNameLocator';
import { fieldDefinitionOutput, oneField } from '../shared/fieldOutput';
import { fieldProperties } from '../shared/fieldProperties';

const fieldName = fieldNameLocator({
	of: 'message',
	example: 'subject',
	names: [
		'id',
		'mailboxId',
		'mailboxEmail',
		'subject',
		'from',
		'to',
		'cc',
		'date',
		'isSeen',
		'hasAttachments',
		'url',
		'bindings',
		'body',
	],
	search: 'searchMessageFields',
});

/** @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-field-get.html */
export const getMessageField = defineOperation({
	value: 'getField',
	name: 'Get Field',
	action: 'Get message field',
	description: 'Retrieve the definition of one message field',
	whoMay: 'any user',
	method: 'mail.message.field.get',
	parameters: [fieldName, ...fieldDefinitionOutput, fieldProperties],
	output: oneField,
});
