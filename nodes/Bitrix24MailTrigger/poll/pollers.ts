import type { IDataObject } from 'n8n-workflow';
import { now } from '../../Bitrix24Mail/util/clock';
import { createExpiringMap } from '../../Bitrix24Mail/util/expiringMap';
import type { MailSource } from './mailSource';
import { toStored } from './memory';
import { beginAnew, findNew, type PollOptions, type PollResult } from './poll';
import { isSameStored, recall, type Recalled, type Remembered } from './recall';

/** After so long, the whole list is looked through again: with usual intervals, that is once an hour. */
const FULL_LOOK_AFTER_MS = 50 * 60_000;

const DAY_MS = 86_400_000;

/** What this process knows of a trigger. After a restart it knows nothing, and so the whole list is looked at. */
interface Poller extends Remembered {
	/** All by the steady clock, in milliseconds. */
	readonly polledAt: number;
	readonly lookedThroughAt: number;
	/** How many messages were left for the next poll. */
	readonly waiting: number;
}

/** By workflow and node. */
const pollers = createExpiringMap<Poller>({ isExpired: ({ polledAt }) => now() - polledAt > DAY_MS });

/** Those whose poll is at work. */
const atWork = new Set<string>();

/** What a poll has for n8n and for its log. */
export interface Polled extends Pick<PollResult, 'messages' | 'waiting' | 'errors' | 'isComplete'> {
	/** Why nothing was announced, whatever there is. */
	readonly beginsAnew?: Recalled['beginsAnew'];
	/** Nothing is in the list. */
	readonly isEmpty: boolean;
	/** More messages wait than after the poll before. */
	readonly isFallingBehind: boolean;
}

/**
 * Polls, unless the poll before is still at work. The memory is assigned last, and as a whole: n8n stores no
 * other change of it.
 *
 * @param key of workflow and node
 * @param staticData n8n's, of the node: as it was stored
 * @returns nothing when another poll is at work
 * @throws what the source throws: nothing has happened then
 */
export async function pollOnce(
	key: string,
	staticData: IDataObject,
	source: MailSource,
	options: PollOptions,
): Promise<Polled | undefined> {
	if (atWork.has(key)) return undefined;
	atWork.add(key);
	try {
		return await poll(key, staticData, source, options);
	} finally {
		atWork.delete(key);
	}
}

async function poll(
	key: string,
	staticData: IDataObject,
	source: MailSource,
	options: PollOptions,
): Promise<Polled> {
	const poller = pollers.get(key);
	const recalled = recall(staticData.memory, poller, options.list);
	const { memory, beginsAnew } = recalled;
	const isQuick = poller !== undefined && memory?.isBehind === false && !isDue(poller);
	const result = memory
		? await findNew(source, memory, options, isQuick)
		: { ...NOTHING_NEW, memory: await beginAnew(source, options) };

	const form = memory === result.memory ? recalled.form : toStored(result.memory);
	const { messages, waiting, errors, isComplete } = result;
	const lookedThroughAt = isQuick ? poller.lookedThroughAt : now();
	if (!isSameStored(staticData.memory, form)) staticData.memory = form;
	pollers.set(key, { memory: result.memory, form, polledAt: now(), lookedThroughAt, waiting });
	return {
		messages,
		waiting,
		errors,
		isComplete,
		...(beginsAnew ? { beginsAnew } : {}),
		isEmpty: result.memory.seen.size === 0,
		isFallingBehind: waiting > (poller?.waiting ?? 0),
	};
}

const isDue = ({ lookedThroughAt }: Poller) => now() - lookedThroughAt >= FULL_LOOK_AFTER_MS;

const NOTHING_NEW = { messages: [], waiting: 0, errors: [], isComplete: true };
