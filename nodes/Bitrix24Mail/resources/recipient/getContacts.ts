import { text } from '../../execution/validators';
import { defineOperation, parameter } from '../define';
import { returnAllAndLimit } from '../shared/pagination';
import { eachRecipient } from './output';

const search = parameter({
	displayName: 'Search',
	name: 'search',
	type: 'string',
	default: '',
	placeholder: 'e.g. ann@',
	description: 'Part of the name or email address. Leave empty for all contacts.',
	sendAs: 'query',
	validate: text,
});

/** @see https://apidocs.bitrix24.com/api-reference/mail/recipient/mail-recipient-listcontacts.html */
export const getContacts = defineOperation({
	value: 'getContacts',
	name: 'Get Contacts',
	action: 'Get contacts',
	description: 'Retrieve a list of contacts: people the user has exchanged messages with, newest first',
	whoMay: 'any user, for their own contacts',
	method: 'mail.recipient.listcontacts',
	parameters: [search, ...returnAllAndLimit],
	output: eachRecipient('The ID in the user’s address book, not in CRM'),
});
