import { defineResource } from '../define';
import { createCalendarEvent } from './createCalendarEvent';
import { createChat } from './createChat';
import { createCrmActivity } from './createCrmActivity';
import { createFeedPost } from './createFeedPost';
import { createTask } from './createTask';
import { deleteMessage } from './delete';
import { forwardMessage } from './forward';
import { getMessage } from './get';
import { getManyMessages } from './getAll';
import { getMessageField } from './getField';
import { getMessageFields } from './getFields';
import { getThread } from './getThread';
import { markMessageAsSpam } from './markAsSpam';
import { moveMessage } from './move';
import { removeCrmActivity } from './removeCrmActivity';
import { replyToMessage } from './reply';
import { sendMessage } from './send';

/** Messages: what mailboxes have received and sent. */
export const message = defineResource({
	value: 'message',
	name: 'Message',
	description: 'An email that a mailbox has received or sent',
	operations: [
		createCalendarEvent,
		createChat,
		createCrmActivity,
		createFeedPost,
		createTask,
		deleteMessage,
		forwardMessage,
		getMessage,
		getMessageField,
		getMessageFields,
		getManyMessages,
		getThread,
		markMessageAsSpam,
		moveMessage,
		removeCrmActivity,
		replyToMessage,
		sendMessage,
	],
	defaultOperation: getManyMessages.value,
});
