import { text } from '../../execution/validators';
import { defineOperation, parameter } from '../define';
import { returnAllAndLimit } from '../shared/pagination';
import { eachMailbox } from './fields';
import { filtersOf } from '../shared/collections';

const filters = filtersOf([
	parameter({
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. support@',
		description: 'Part of the email address. Not case-sensitive.',
		sendAs: 'email',
		validate: text,
	}),
	parameter({
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Support',
		description: 'Part of the mailbox name. Not case-sensitive.',
		sendAs: 'name',
		validate: text,
	}),
]);

/** @see https://apidocs.bitrix24.com/api-reference/mail/mailbox/mail-mailbox-list.html */
export const getManyMailboxes = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many mailboxes',
	description:
		'Retrieve the mailboxes that the credential’s user can access, optionally filtered by name or email',
	whoMay: 'any user, for mailboxes they can access',
	method: 'mail.mailbox.list',
	parameters: [...returnAllAndLimit, filters],
	output: eachMailbox,
});
