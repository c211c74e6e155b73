import { text } from '../../execution/validators';
import { defineOperation, parameter } from '../define';
import { returnAllAndLimit } from '../shared/pagination';
import { eachMailbox } from './fields';
import { OWN_MAILBOXES } from './notices';

const filters = parameter({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		parameter({
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			placeholder: 'e.g. support@',
			description: 'A part of the email address. Upper and lower case make no difference.',
			documentation: 'A part of the address; upper and lower case make no difference',
			sendAs: 'email',
			validate: text,
		}),
		parameter({
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Support',
			description: 'A part of the mailbox’s name. Upper and lower case make no difference.',
			documentation: 'A part of the mailbox’s name; upper and lower case make no difference',
			sendAs: 'name',
			validate: text,
		}),
	],
});

/** @see https://apidocs.bitrix24.com/api-reference/mail/mailbox/mail-mailbox-list.html */
export const getManyMailboxes = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many mailboxes',
	description: 'Retrieve a list of mailboxes, by a part of the name or address if wanted',
	notice: OWN_MAILBOXES,
	whoMay: 'any user, for the own mailboxes',
	method: 'mail.mailbox.list',
	parameters: [...returnAllAndLimit, filters],
	output: eachMailbox,
});
