import { defineOperation } from '../define';
import { eachRecord } from '../shared/output';
import { returnAllAndLimit } from '../shared/pagination';

/** @see https://apidocs.bitrix24.com/api-reference/mail/mailbox/mail-mailbox-senders.html */
export const getSenders = defineOperation({
	value: 'getSenders',
	name: 'Get Sender Addresses',
	action: 'Get sender addresses',
	description: 'Retrieve a list of names and addresses the user can send email from',
	whoMay: 'any user, for their own senders',
	method: 'mail.mailbox.senders',
	parameters: returnAllAndLimit,
	output: {
		items: eachRecord,
		fields: {
			email: { type: 'string', description: 'The email address' },
			name: { type: 'string', description: 'The name recipients see' },
			sender: { type: 'string', description: 'Name and address, ready for a “From” field' },
		},
	},
});
