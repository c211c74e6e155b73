import { id, unlessBlank } from '../../execution/validators';
import { parameter } from '../define';
import { ID_VALIDATION } from './idValidation';

/** The parameter that names a mailbox. */
export const mailboxLocator = parameter({
	displayName: 'Mailbox',
	name: 'mailboxId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The mailbox to get. Only mailboxes that the credential’s user can access are listed.',
	documentation: 'The mailbox: From list (search by name or address), or By ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a mailbox…',
			typeOptions: { searchListMethod: 'searchMailboxes', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 4',
			validation: ID_VALIDATION,
		},
	],
	sendAs: 'id',
	validate: id,
});

/** The same where it can be left empty: then it is all mailboxes of the credential’s user. */
export const optionalMailbox = parameter({
	...mailboxLocator,
	required: false,
	description: 'The mailbox to search. Leave empty for all mailboxes that the credential’s user can access.',
	documentation:
		'The mailbox: From list (search by name or address), or By ID. Leave empty for all mailboxes that the credential’s user can access.',
	sendAs: 'mailboxId',
	validate: unlessBlank(id),
});
