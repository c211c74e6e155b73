import { defineOperation } from '../define';
import { fieldNameLocator } from '../shared/fieldNameLocator';
import { fieldDefinitionOutput, oneField } from '../shared/fieldOutput';
import { fieldProperties } from '../shared/fieldProperties';

const fieldName = fieldNameLocator({
	of: 'mailbox',
	example: 'senderName',
	names: ['id', 'name', 'email', 'senderName'],
	search: 'searchMailboxFields',
});

/** @see https://apidocs.bitrix24.com/api-reference/mail/mailbox/mail-mailbox-field-get.html */
export const getMailboxField = defineOperation({
	value: 'getField',
	name: 'Get Field',
	action: 'Get mailbox field',
	description: 'Retrieve the definition of one mailbox field',
	whoMay: 'any user',
	method: 'mail.mailbox.field.get',
	parameters: [fieldName, ...fieldDefinitionOutput, fieldProperties],
	output: oneField,
});
