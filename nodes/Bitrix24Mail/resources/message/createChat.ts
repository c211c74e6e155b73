import { defineOperation } from '../define';
import { oneRecord } from '../shared/output';
import { created } from './created';
import { messageLocator } from './messageLocator';

/** @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-createchat.html */
export const createChat = defineOperation({
	value: 'createChat',
	name: 'Create Chat',
	action: 'Create chat about message',
	description: 'Create a chat about a message, or join its existing chat',
	whoMay: 'users with access to the mailbox',
	method: 'mail.message.createchat',
	parameters: [messageLocator('messageId')],
	output: {
		items: oneRecord,
		fields: {
			...created('chatId', 'the chat'),
			existing: { type: 'boolean', description: 'Whether the chat already existed' },
		},
	},
});
