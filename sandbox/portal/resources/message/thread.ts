import { REST_3, Refusal } from '../../refusals';
import type { Done } from '../../rest/methods';
import { readSelect, requiredScalar } from '../../rest/parameters';
import { RequestParams } from '../../rest/requestParams';
import { say } from '../../texts';
import { wallTime } from '../../time';
import { isStored, isUsable, readableMessage } from './access';
import { compactBody, plainBody } from './body';
import { DIALECTS } from './dialect';
import { headers, MESSAGE_ENTITY, MESSAGE_FIELDS } from './dto';
import type { MessageCall, StoredMessage } from './types';

const USUAL_SIZE = 20;
const HIGHEST_SIZE = { withBodies: 50, headersOnly: 100 } as const;
/** How many messages later servers know of a branch. */
const HIGHEST_BRANCH = 500;

/**
 * `mail.message.thread`: the branch that a message is on, oldest first (vendor's sources: Message::threadAction,
 * MessageSearch::getMessageThread, MessageThreadLoader).
 */
export function getThread(call: MessageCall): Done {
	const { params, language, store } = call;
	readSelect(params, Object.keys(MESSAGE_FIELDS), MESSAGE_ENTITY, language);
	const id = requiredScalar(params, 'id', language);
	const { pagesThreads } = DIALECTS[store.settings.mailDialect];
	const message = readableMessage(call, id);
	if (message === undefined || (pagesThreads && !isUsable(call, message.mailboxId))) {
		throw new Refusal(REST_3.notFound, { text: say('recordNotFound', language, { ID: String(id) }) });
	}
	return pagesThreads ? pagedThread(call, message) : wholeThread(call, message);
}

/**
 * The first server compares IDs: what has a lower ID than the message is above it, what has a higher one below. Of both,
 * the limit takes those with the lowest IDs.
 */
function wholeThread(call: MessageCall, message: StoredMessage): Done {
	const limit = sizeOf(call, HIGHEST_SIZE.withBodies);
	const { above, below } = branchOf(call, message);
	const shown = [
		...above.filter(({ id }) => id < message.id).slice(0, limit),
		message,
		...below.filter(({ id }) => id > message.id).slice(0, limit),
	];
	const messages = shown
		.filter(({ hidden }) => !hidden)
		.sort((one, other) => one.receivedAt - other.receivedAt);
	return { result: messages.map((one) => ({ ...shownHeaders(call, one), body: plainBody(one) })) };
}

/** Later servers page through the branch from its newest end. */
function pagedThread(call: MessageCall, message: StoredMessage): Done {
	const params = new RequestParams(call.params, call.language);
	const withBodies = params.flag('withBodies') ?? true;
	const limit = sizeOf(call, HIGHEST_SIZE[withBodies ? 'withBodies' : 'headersOnly']);
	const offset = Math.max(params.number('offset') ?? 0, 0);
	const { above, below } = branchOf(call, message);
	const others = [...above, ...below].sort((one, other) => other.id - one.id).slice(0, HIGHEST_BRANCH - 1);
	const branch = [message, ...others]
		.filter(({ hidden }) => !hidden)
		.sort((one, other) => other.receivedAt - one.receivedAt || other.id - one.id);
	const page = branch.slice(offset, offset + limit).reverse();
	const result = page.map((one) => ({ ...shownHeaders(call, one), ...(withBodies && compactBody(one)) }));
	const total = branch.length;
	return { result, beside: { total, hasMore: offset + limit < total } };
}

function sizeOf({ params, language }: MessageCall, highest: number): number {
	const limit = new RequestParams(params, language).number('limit') ?? USUAL_SIZE;
	return limit <= 0 ? USUAL_SIZE : Math.min(limit, highest);
}

function shownHeaders({ zone }: MessageCall, message: StoredMessage) {
	return { id: message.id, ...headers(message), date: wallTime(message.receivedAt, zone) };
}

/** What a message answers, and what answers it, however indirectly; within its mailbox, by ID. */
function branchOf({ store, now }: MessageCall, message: StoredMessage) {
	const others = store.messages
		.filter((one) => one.mailboxId === message.mailboxId && one !== message && isStored(one, now()))
		.sort((one, other) => one.id - other.id);
	const walk = (isNext: (from: StoredMessage, to: StoredMessage) => boolean) => {
		const reached = new Set([message]);
		// a set goes on with what is added to it on the way
		for (const from of reached) others.filter((to) => isNext(from, to)).forEach((to) => reached.add(to));
		return others.filter((one) => reached.has(one));
	};
	return {
		above: walk((from, to) => from.inReplyTo === to.messageId),
		below: walk((from, to) => to.inReplyTo === from.messageId),
	};
}
