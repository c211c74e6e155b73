import { fieldNames } from '../../execution/validators';
import { defineOperation, parameter } from '../define';
import { mailboxLocator } from '../shared/mailboxLocator';
import { oneMailbox } from './fields';
import { optionsOf } from '../shared/collections';

const options = optionsOf([
	parameter({
		displayName: 'Field Names or IDs',
		name: 'fields',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getMailboxFields' },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'Leave empty to return all fields',
		documentation:
			'The fields to return. Leave empty to return all of them. From an expression: a list of names, or names separated by commas.',
		sendAs: 'select',
		validate: fieldNames,
	}),
]);

/** @see https://apidocs.bitrix24.com/api-reference/mail/mailbox/mail-mailbox-get.html */
export const getMailbox = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get mailbox',
	description: 'Retrieve the name, email address and sender name of a mailbox',
	whoMay: 'users with access to the mailbox',
	method: 'mail.mailbox.get',
	parameters: [mailboxLocator, options],
	output: oneMailbox,
});
