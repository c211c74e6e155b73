import { text, wholeNumber } from '../../execution/validators';
import { defineOperation, parameter } from '../define';
import { oneRecord } from '../shared/output';
import { created } from './created';
import { messageLocator } from './messageLocator';
import { additionalFieldsOf } from '../shared/collections';

const additionalFields = additionalFieldsOf([
	parameter({
		displayName: 'Description',
		name: 'description',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Call back before noon',
		description: 'What needs to be done. Bitrix24 links the message, but doesn’t copy its text.',
		sendAs: 'description',
		validate: text,
	}),
	parameter({
		displayName: 'Responsible User ID',
		name: 'responsibleId',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'The ID of the user who should do it. Defaults to the credential’s user.',
		sendAs: 'responsibleId',
		validate: wholeNumber('the ID of a user', 1),
	}),
	parameter({
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. Answer the customer',
		description: 'The title of the task. Defaults to the subject of the message.',
		sendAs: 'title',
		validate: text,
	}),
]);

/** @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-createtask.html */
export const createTask = defineOperation({
	value: 'createTask',
	name: 'Create Task',
	action: 'Create task from message',
	description: 'Create a task that links to a message. Running it again creates another task.',
	whoMay: 'users with access to the mailbox who can create tasks',
	method: 'mail.message.createtask',
	parameters: [messageLocator('messageId'), additionalFields],
	output: { items: oneRecord, fields: created('taskId', 'the new task') },
});
