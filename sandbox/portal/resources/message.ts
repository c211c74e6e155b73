import { REST_3, Refusal } from '../refusals';
import { fieldMethods } from '../rest/fields';
import type { Done } from '../rest/methods';
import { readSelect, requiredScalar } from '../rest/parameters';
import { say } from '../texts';
import { readableMessage } from './message/access';
import { MESSAGE_ENTITY, MESSAGE_FIELDS, whole } from './message/dto';
import { createCrmActivity, removeCrmActivity } from './message/crm';
import { createCalendarEvent, createChat, createFeedPost, createTask } from './message/links';
import { listMessages } from './message/list';
import { moveMessages } from './message/move';
import { forwardMessage, replyToMessage, sendMessage } from './message/send';
import { manyMessages, openMessages } from './message/store';
import { getThread } from './message/thread';
import type { MessageCall } from './message/types';
import { defineResource } from './resource';

export type { DialectName as MailDialect } from './message/dialect';
export { manyMessages, newMessage } from './message/store';
export type { MessageSettings, Module } from './message/settings';
export type * from './message/types';

const fields = fieldMethods(MESSAGE_FIELDS, []);

/** What all of these methods have in common. */
const shared = { versions: ['v3'], scope: 'mail' } as const;
const writing = { ...shared, writes: true } as const;

/** Messages (Bitrix24 REST: messages, REST 3.0). */
export const message = defineResource({
	name: 'message',
	open: openMessages,
	live: [
		'messages',
		'unstored',
		'outbox',
		'blacklist',
		'tasks',
		'calendarEvents',
		'chats',
		'feedPosts',
		'crmActivities',
		'crmExclusions',
		'deliver',
		'synchronise',
	],
	many: { messages: manyMessages },
	methods: {
		'mail.message.list': { ...shared, call: listMessages },
		'mail.message.get': { ...shared, call: getMessage },
		'mail.message.thread': { ...shared, call: getThread },
		'mail.message.send': { ...writing, call: sendMessage },
		'mail.message.reply': { ...writing, call: replyToMessage },
		'mail.message.forward': { ...writing, call: forwardMessage },
		'mail.message.movetofolder': { ...writing, call: moveMessages },
		'mail.message.createcrmactivity': { ...writing, call: createCrmActivity },
		'mail.message.removecrmactivity': { ...writing, call: removeCrmActivity },
		'mail.message.createtask': { ...writing, call: createTask },
		'mail.message.createcalendarevent': { ...writing, call: createCalendarEvent },
		'mail.message.createchat': { ...writing, call: createChat },
		'mail.message.createfeedpost': { ...writing, call: createFeedPost },
		'mail.message.field.list': { ...shared, call: fields.list },
		'mail.message.field.get': { ...shared, call: fields.get },
	},
});

/** Reading does not mark a message as read. `select` is checked and has no effect. */
function getMessage(call: MessageCall): Done {
	const { params, language } = call;
	readSelect(params, Object.keys(MESSAGE_FIELDS), MESSAGE_ENTITY, language);
	const id = requiredScalar(params, 'id', language);
	const found = readableMessage(call, id);
	if (found === undefined || found.hidden) {
		throw new Refusal(REST_3.notFound, { text: say('recordNotFound', language, { ID: String(id) }) });
	}
	return { result: { item: whole(call, found) } };
}
