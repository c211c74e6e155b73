import { filledText, trimmed } from '../../execution/validators';
import { defineOperation, parameter } from '../define';
import { alwaysTrue } from '../shared/output';
import { fileMessages } from './filing';
import { messageLocator } from './messageLocator';

const targetFolder = parameter({
	displayName: 'Target Folder',
	name: 'targetFolder',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. INBOX/Orders',
	description: 'The folder’s name or path on the mail server, such as Archive or INBOX/Orders',
	documentation:
		'The name or path of a folder in the same mailbox, as it is on the mail server, such as `Archive` or `INBOX/Orders`. Not case-sensitive. Translated names don’t work.',
	sendAs: 'folder',
	validate: trimmed(filledText),
});

/** @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-movetofolder.html */
export const moveMessage = defineOperation({
	value: 'move',
	name: 'Move',
	action: 'Move message',
	description: 'Move a message to another folder of its mailbox',
	whoMay: 'users with access to the mailbox',
	method: 'mail.message.movetofolder',
	methods: ['mail.message.get', 'mail.message.movetofolder'],
	parameters: [messageLocator('messageIds'), targetFolder],
	run: async ({ messageIds, folder }, { together }) => {
		const [id] = messageIds as [number];
		return await together(fileMessages, { id, action: 'move', folder: folder as string });
	},
	output: {
		items: (_done, { messageIds, folder }) => [{ id: (messageIds as [number])[0], moved: true, folder }],
		fields: {
			id: { type: 'integer', description: 'The ID of the message' },
			moved: alwaysTrue,
			folder: { type: 'string', description: 'The folder as entered' },
		},
	},
});
