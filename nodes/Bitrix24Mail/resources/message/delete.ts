import { defineOperation } from '../define';
import { alwaysTrue } from '../shared/output';
import { fileMessages } from './filing';
import { messageLocator } from './messageLocator';

/**
 * That a second request deletes for good, the vendor's page doesn't tell (vendor's source: MessageActions).
 *
 * @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-movetofolder.html
 */
export const deleteMessage = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete message',
	description: 'Move a message to the trash, or delete it permanently if it’s already there',
	notice: 'A message that is already in the trash is deleted permanently',
	whoMay: 'users with access to the mailbox',
	method: 'mail.message.movetofolder',
	methods: ['mail.message.get', 'mail.message.movetofolder'],
	url: 'mail.message.delete',
	words: {
		action: 'delete message {messageIds}',
		whether: '{record} was deleted',
		ifUnclear:
			'Look in the trash of the mailbox before you delete the message again: if it’s there, it would be deleted permanently.',
		done: 'deleted',
	},
	parameters: [messageLocator('messageIds')],
	run: async ({ messageIds }, { together }) => {
		const [id] = messageIds as [number];
		return await together(fileMessages, { id, action: 'delete' });
	},
	output: {
		items: (_done, { messageIds }) => [{ id: (messageIds as [number])[0], deleted: true }],
		fields: {
			id: { type: 'integer', description: 'The ID of the message' },
			deleted: alwaysTrue,
		},
	},
});
