import { defineOperation } from '../define';
import { eachField, fieldDefinitionOutput } from '../shared/fieldOutput';
import { fieldProperties } from '../shared/fieldProperties';

/** @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-field-list.html */
export const getMessageFields = defineOperation({
	value: 'getFields',
	name: 'Get Fields',
	action: 'Get message fields',
	description: 'Retrieve the definitions of all message fields',
	whoMay: 'any user',
	method: 'mail.message.field.list',
	parameters: [...fieldDefinitionOutput, fieldProperties],
	output: eachField,
});
