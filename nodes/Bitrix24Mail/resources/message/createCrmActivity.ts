import { defineOperation } from '../define';
import { alwaysTrue } from '../shared/output';
import { messageLocator } from './messageLocator';

/** @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-createcrmactivity.html */
export const createCrmActivity = defineOperation({
	value: 'createCrmActivity',
	name: 'Create CRM Activity',
	action: 'Create CRM activity from message',
	description:
		'Save a message to CRM as an activity of its sender. An unknown sender becomes a lead or contact.',
	whoMay: 'users with access to the mailbox and to CRM',
	method: 'mail.message.createcrmactivity',
	parameters: [messageLocator('messageId')],
	output: {
		items: (_done, { messageId }) => [{ messageId, created: true }],
		fields: {
			messageId: { type: 'integer', description: 'The ID of the message' },
			created: alwaysTrue,
		},
	},
});
