import { defineOperation } from '../define';
import { messageLocator } from './messageLocator';
import { oneMessage, options, simplify } from './output';

/** @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-get.html */
export const getMessage = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get message',
	description: 'Retrieve a message with its text',
	whoMay: 'users with access to the mailbox',
	method: 'mail.message.get',
	parameters: [messageLocator('id'), simplify, options],
	run: async ({ id }, { call }) => await call('mail.message.get', { id }),
	output: oneMessage,
});
