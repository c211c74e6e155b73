import { defineOperation } from '../define';
import { optionsOf } from '../shared/collections';
import { oneRecord } from '../shared/output';
import { bccList, ccList, emailType, message, SENT, sendTo, subject } from './content';
import { from } from './from';

/** @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-send.html */
export const sendMessage = defineOperation({
	value: 'send',
	name: 'Send',
	action: 'Send message',
	description: 'Send a new message to up to 10 recipients. Sending can’t be undone.',
	whoMay: 'users who can send from the address',
	method: 'mail.message.send',
	parameters: [from, sendTo, subject, emailType, message, optionsOf([bccList, ccList])],
	output: { items: oneRecord, fields: SENT },
	run: async (params, { call }) => await call('mail.message.send', params),
});
