import { defineOperation, parameter } from '../define';
import { messageLocator } from './messageLocator';
import { maxBodyLength, oneMessage, simplify } from './output';

/** What can be chosen for the text of one message. */
const options = parameter({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [maxBodyLength],
});

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
