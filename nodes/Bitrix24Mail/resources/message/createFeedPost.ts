import { text } from '../../execution/validators';
import { defineOperation, parameter } from '../define';
import { oneRecord } from '../shared/output';
import { created } from './created';
import { messageLocator } from './messageLocator';
import { additionalFieldsOf } from '../shared/collections';

const additionalFields = additionalFieldsOf([
	parameter({
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. A new partner',
		description: 'The title of the post. Defaults to the subject of the message.',
		sendAs: 'title',
		validate: text,
	}),
]);

/** @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-createfeedpost.html */
export const createFeedPost = defineOperation({
	value: 'createFeedPost',
	name: 'Create Feed Post',
	action: 'Create feed post from message',
	description: 'Publish a link to a message in the Feed, visible to all employees',
	notice: 'The post is immediately visible to all employees. Bitrix24 can’t limit who sees it.',
	whoMay: 'users with access to the mailbox',
	method: 'mail.message.createfeedpost',
	parameters: [messageLocator('messageId'), additionalFields],
	output: { items: oneRecord, fields: created('postId', 'the new post') },
});
