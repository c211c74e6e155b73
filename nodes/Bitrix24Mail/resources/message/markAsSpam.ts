import { defineOperation } from '../define';
import { alwaysTrue } from '../shared/output';
import { fileMessages } from './filing';
import { messageLocator } from './messageLocator';

/**
 * That the sender is blocked, the vendor's page doesn't tell (vendor's source: MessageActions).
 *
 * @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-movetofolder.html
 */
export const markMessageAsSpam = defineOperation({
	value: 'markAsSpam',
	name: 'Mark as Spam',
	action: 'Mark message as spam',
	description: 'Move a message to spam and block its sender in the mailbox',
	notice: 'The sender is blocked in this mailbox: later messages go to spam, too',
	whoMay: 'users with access to the mailbox',
	method: 'mail.message.movetofolder',
	methods: ['mail.message.get', 'mail.message.movetofolder'],
	url: 'mail.message.markasspam',
	words: {
		action: 'mark message {messageIds} as spam',
		whether: '{record} was marked as spam',
		done: 'marked as spam',
	},
	parameters: [messageLocator('messageIds')],
	run: async ({ messageIds }, { together }) => {
		const [id] = messageIds as [number];
		return await together(fileMessages, { id, action: 'spam' });
	},
	output: {
		items: (_done, { messageIds }) => [{ id: (messageIds as [number])[0], spam: true }],
		fields: {
			id: { type: 'integer', description: 'The ID of the message' },
			spam: alwaysTrue,
		},
	},
});
