import { defineOperation } from '../define';
import { alwaysTrue } from '../shared/output';
import { messageLocator } from './messageLocator';

/** @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-removecrmactivity.html */
export const removeCrmActivity = defineOperation({
	value: 'removeCrmActivity',
	name: 'Remove CRM Activity',
	action: 'Remove CRM activity of message',
	description: 'Remove a message from CRM and add its sender to the exclusion list',
	notice:
		'The sender of an incoming message is added to CRM’s exclusion list: later messages are no longer saved',
	whoMay: 'users with access to the mailbox and to CRM',
	method: 'mail.message.removecrmactivity',
	parameters: [messageLocator('messageId')],
	output: {
		items: (_done, { messageId }) => [{ messageId, removed: true }],
		fields: {
			messageId: { type: 'integer', description: 'The ID of the message' },
			removed: alwaysTrue,
		},
	},
});
