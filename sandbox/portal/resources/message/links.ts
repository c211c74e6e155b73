import type { Done } from '../../rest/methods';
import { refused, RequestParams } from '../../rest/requestParams';
import { isWallTime } from '../../time';
import { isEmployee } from '../recipient/search';
import { readableMessage, urlOf } from './access';
import { nextId } from './store';
import { sayOfMessages } from './texts';
import type { Module } from './settings';
import type { Binding, MessageCall, MessageStore, StoredMessage } from './types';

/** What is made from a message outside of mail. */

/** @throws Refusal when it is missing, or no positive number */
export function readMessageId({ params, language }: MessageCall): number {
	const id = new RequestParams(params, language).number('messageId') ?? 0;
	if (id <= 0) throw refused(language, 'Parameter "messageId" is required.', 'MISSING_MESSAGE_ID');
	return id;
}

/** @throws Refusal when the caller may not read it */
export function requireMessage(call: MessageCall, id: number): StoredMessage {
	const message = readableMessage(call, id);
	if (message === undefined) throw refused(call.language, sayOfMessages('messageNotFound', call.language));
	return message;
}

function requireModule({ store, language }: MessageCall, module: Module, text: string): void {
	if (store.settings.missingModules.includes(module)) throw refused(language, text);
}

/** Stores something new, and links the message to it. */
function link<List extends 'tasks' | 'calendarEvents' | 'chats' | 'feedPosts'>(
	{ store }: MessageCall,
	message: StoredMessage,
	list: List,
	type: Exclude<Binding['type'], 'crm'>,
	made: Omit<MessageStore[List][number], 'id' | 'messageId'>,
): number {
	const id = nextId(store, list, store[list]);
	(store[list] as object[]).push({ id, messageId: message.id, ...made });
	message.bindings.push({ type, entityId: id });
	return id;
}

function created(message: StoredMessage, name: string, id: number, more: object = {}): Done {
	return {
		result: { success: true, [name]: id, messageId: message.id, ...more },
		effect: 'added',
		targetId: String(id),
	};
}

/** `mail.message.createtask`: the text of the message is not copied. */
export function createTask(call: MessageCall): Done {
	const id = readMessageId(call);
	requireModule(call, 'tasks', 'Module tasks is not installed.');
	const message = requireMessage(call, id);
	const params = new RequestParams(call.params, call.language);
	const { userId } = call.caller;
	const responsibleId = params.number('responsibleId') ?? userId;
	if (responsibleId !== userId && !isEmployee(call, responsibleId)) {
		throw refused(call.language, sayOfMessages('noResponsible', call.language));
	}
	const title = (params.text('title') ?? message.subject) || `Task from email #${id}`;
	const description = params.text('description') ?? null;
	const task = { title, description, createdBy: userId, responsibleId };
	return created(message, 'taskId', link(call, message, 'tasks', 'task', task));
}

/** `mail.message.createcalendarevent`: in the caller's calendar, at the times that its clock shows. */
export function createCalendarEvent(call: MessageCall): Done {
	const id = readMessageId(call);
	const params = new RequestParams(call.params, call.language);
	const [dateFrom, dateTo] = [params.requireText('dateFrom'), params.requireText('dateTo')];
	requireModule(call, 'calendar', 'Module calendar is not installed.');
	const wrong = [dateFrom, dateTo].find((text) => !isWallTime(text));
	if (wrong !== undefined) {
		throw refused(call.language, `Invalid date format for value '${wrong}'. Expected 'Y-m-d H:i:s'.`);
	}
	const message = requireMessage(call, id);
	const name = (params.text('name') ?? message.subject) || `Event from email #${id}`;
	const description = [params.text('description') ?? '', `Email: ${urlOf(call, id)}`];
	const event = {
		name,
		description: description.filter((text) => text !== '').join('\n\n'),
		dateFrom,
		dateTo,
		ownerId: call.caller.userId,
	};
	return created(message, 'eventId', link(call, message, 'calendarEvents', 'calendarEvent', event));
}

/** `mail.message.createchat`: a message has one chat, which everyone else joins who asks for it. */
export function createChat(call: MessageCall): Done {
	const id = readMessageId(call);
	requireModule(call, 'im', 'Modules im/intranet are not installed.');
	const message = requireMessage(call, id);
	const { userId } = call.caller;
	const chat = call.store.chats.find(({ messageId }) => messageId === id);
	if (chat === undefined) {
		const chatId = link(call, message, 'chats', 'chat', { userIds: [userId] });
		return created(message, 'chatId', chatId, { existing: false });
	}
	const isNew = !chat.userIds.includes(userId);
	if (isNew) chat.userIds.push(userId);
	return { ...created(message, 'chatId', chat.id, { existing: true }), effect: isNew ? 'updated' : 'none' };
}

/** `mail.message.createfeedpost`: for everybody to see, with nothing but a link to the message. */
export function createFeedPost(call: MessageCall): Done {
	const id = readMessageId(call);
	requireModule(call, 'blog', 'Modules blog/socialnetwork are not installed.');
	const message = requireMessage(call, id);
	const params = new RequestParams(call.params, call.language);
	const title = (params.text('title') ?? message.subject) || `Post from email #${id}`;
	const post = { title, text: `Email: ${urlOf(call, id)}`, authorId: call.caller.userId };
	return created(message, 'postId', link(call, message, 'feedPosts', 'blogPost', post));
}
