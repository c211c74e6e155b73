import { defineOperation } from '../define';
import { eachField, fieldDefinitionOutput } from '../shared/fieldOutput';
import { fieldProperties } from '../shared/fieldProperties';

/** @see https://apidocs.bitrix24.com/api-reference/mail/mailbox/mail-mailbox-field-list.html */
export const getMailboxFields = defineOperation({
	value: 'getFields',
	name: 'Get Fields',
	action: 'Get mailbox fields',
	description: 'Retrieve the definitions of all mailbox fields',
	whoMay: 'any user',
	method: 'mail.mailbox.field.list',
	parameters: [...fieldDefinitionOutput, fieldProperties],
	output: eachField,
});
