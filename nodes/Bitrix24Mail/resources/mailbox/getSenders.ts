import { defineOperation } from '../define';
import { eachRecord } from '../shared/output';
import { returnAllAndLimit } from '../shared/pagination';

/** @see https://apidocs.bitrix24.com/api-reference/mail/mailbox/mail-mailbox-senders.html */
export const getSenders = defineOperation({
	value: 'getSenders',
	name: 'Get Senders',
	action: 'Get senders',
	description: 'Retrieve a list of the names and addresses that messages may be sent from',
	notice: 'Senders are the names and addresses that the user of the credential may send messages from',
	whoMay: 'any user, for the own senders',
	method: 'mail.mailbox.senders',
	parameters: returnAllAndLimit,
	output: {
		items: eachRecord,
		fields: {
			email: { type: 'string', description: 'The address' },
			name: { type: 'string', description: 'The name that recipients see' },
			sender: { type: 'string', description: 'Both, as they go into a “From” field' },
		},
	},
});
