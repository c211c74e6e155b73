import { defineOperation } from '../define';
import { fieldProperties } from './fieldProperties';
import { eachField } from './fields';

/** @see https://apidocs.bitrix24.com/api-reference/mail/mailbox/mail-mailbox-field-list.html */
export const getMailboxFields = defineOperation({
	value: 'getFields',
	name: 'Get Fields',
	action: 'Get mailbox fields',
	description: 'Retrieve a list of the fields that mailboxes have, with types, labels and rules',
	whoMay: 'any user',
	method: 'mail.mailbox.field.list',
	parameters: [fieldProperties],
	output: eachField,
});
