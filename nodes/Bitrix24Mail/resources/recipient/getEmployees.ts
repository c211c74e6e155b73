import { filledText } from '../../execution/validators';
import { defineOperation, parameter } from '../define';
import { returnAllAndLimit } from '../shared/pagination';
import { eachRecipient } from './output';

const search = parameter({
	displayName: 'Search',
	name: 'search',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Lee',
	description: 'The beginning of the first name, last name or another word in the profile',
	sendAs: 'query',
	validate: filledText,
});

/** @see https://apidocs.bitrix24.com/api-reference/mail/recipient/mail-recipient-listemployees.html */
export const getEmployees = defineOperation({
	value: 'getEmployees',
	name: 'Get Employees',
	action: 'Get employees',
	description: 'Search for active employees who have an email address',
	whoMay: 'any user',
	method: 'mail.recipient.listemployees',
	parameters: [search, ...returnAllAndLimit],
	output: eachRecipient('The user ID'),
});
