import { id } from '../../execution/validators';
import { parameter } from '../define';
import { ID_VALIDATION } from './idValidation';

/** The parameter that names a mailbox. */
export const mailboxLocator = parameter({
	displayName: 'Mailbox',
	name: 'mailboxId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The mailbox to get',
	documentation: 'The mailbox: From list (searched by name and address), or By ID',
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
