import type { IDataObject } from 'n8n-workflow';
import type { Outcome } from '../../api/call';
import type { Calls } from '../../execution/operation';
import { defineOperation } from '../define';
import { returnAllAndLimit } from '../shared/pagination';
import { messageLocator } from './messageLocator';
import { eachMessage, options, simplify } from './output';

/** Messages of a thread in one answer at the most: Bitrix24 cuts more without a word. */
const MAX_PAGE_SIZE = 50;

/** @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-thread.html */
export const getThread = defineOperation({
	value: 'getThread',
	name: 'Get Thread',
	action: 'Get message thread',
	description: 'Retrieve all messages of the conversation a message belongs to, oldest first',
	whoMay: 'users with access to the mailbox',
	method: 'mail.message.thread',
	parameters: [messageLocator('id'), ...returnAllAndLimit, simplify, options],
	run: async ({ id }, calls, wanted) => await readThread(id as number, calls, wanted),
	output: eachMessage,
});

/**
 * Reads the newest messages of a thread, oldest first. Newer servers give 50 at a time, the newest first. Older
 * ones know no offset: they give up to 50 before a message and up to 50 after it, of either the oldest; so they
 * are asked for more from the newest one on. A lower limit would keep the newest from coming.
 *
 * @param wanted how many at the most
 */
async function readThread(id: number, { call }: Calls, wanted: number): Promise<Outcome> {
	const known = new Set<unknown>();
	let messages: IDataObject[] = [];
	let from: unknown = id;
	for (let offset = 0; ; offset += MAX_PAGE_SIZE) {
		const outcome = await call('mail.message.thread', { id: from, limit: MAX_PAGE_SIZE, offset });
		if (!outcome.ok) return outcome;
		const page = outcome.payload as IDataObject[];
		const isOldServer = page.length > MAX_PAGE_SIZE;
		const further = page.filter((message) => !known.has(message.id));
		for (const message of further) known.add(message.id);
		messages = isOldServer ? [...messages, ...further] : [...further, ...messages];
		const isWhole = further.length === 0 || page.length < MAX_PAGE_SIZE;
		if (isWhole || (!isOldServer && messages.length >= wanted)) {
			return { ...outcome, payload: wanted === Infinity ? messages : messages.slice(-wanted) };
		}
		if (isOldServer) [from, offset] = [messages.at(-1)!.id, -MAX_PAGE_SIZE];
	}
}
