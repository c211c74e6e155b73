import { filledText } from '../../execution/validators';
import { defineOperation, parameter } from '../define';
import { fieldProperties } from './fieldProperties';
import { oneField } from './fields';

const fieldName = parameter({
	displayName: 'Field Name',
	name: 'fieldName',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The mailbox field to describe',
	documentation: 'The field: From list, or By Name (`id`, `name`, `email`, `senderName`)',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a field…',
			typeOptions: { searchListMethod: 'searchMailboxFields', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. senderName',
		},
	],
	sendAs: 'name',
	validate: filledText,
});

/** @see https://apidocs.bitrix24.com/api-reference/mail/mailbox/mail-mailbox-field-get.html */
export const getMailboxField = defineOperation({
	value: 'getField',
	name: 'Get Field',
	action: 'Get mailbox field',
	description: 'Retrieve type, label and rules of one field that mailboxes have',
	whoMay: 'any user',
	method: 'mail.mailbox.field.get',
	parameters: [fieldName, fieldProperties],
	output: oneField,
});
