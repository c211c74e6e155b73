import { defineOperation } from '../define';
import { eachField, fieldDefinitionOutput } from '../shared/fieldOutput';
import { fieldProperties } from '../shared/fieldProperties';

/** @see https://apidocs.bitrix24.com/api-reference/mail/recipient/mail-recipient-field-list.html */
export const getRecipientFields = defineOperation({
	value: 'getFields',
	name: 'Get Fields',
	action: 'Get recipient fields',
	description: 'Retrieve the definitions of all recipient fields',
	whoMay: 'any user',
	method: 'mail.recipient.field.list',
	parameters: [...fieldDefinitionOutput, fieldProperties],
	output: eachField,
});
