import { defineOperation } from '../define';
import { fieldNameLocator } from '../shared/fieldNameLocator';
import { fieldDefinitionOutput, oneField } from '../shared/fieldOutput';
import { fieldProperties } from '../shared/fieldProperties';

const fieldName = fieldNameLocator({
	of: 'recipient',
	example: 'email',
	names: ['id', 'email', 'name'],
	search: 'searchRecipientFields',
});

/** @see https://apidocs.bitrix24.com/api-reference/mail/recipient/mail-recipient-field-get.html */
export const getRecipientField = defineOperation({
	value: 'getField',
	name: 'Get Field',
	action: 'Get recipient field',
	description: 'Retrieve the definition of one recipient field',
	whoMay: 'any user',
	method: 'mail.recipient.field.get',
	parameters: [fieldName, ...fieldDefinitionOutput, fieldProperties],
	output: oneField,
});
