import type { IDataObject } from 'n8n-workflow';
import { keepSince, lookSince, nextHorizon } from './horizon';
import { lookThrough, type Look } from './look';
import type { ListedMessage, MailSource } from './mailSource';
import type { Memory } from './memory';
import { readMessages, type Reading } from './readMessages';
import { hourOf, type SeenIds } from './seenIds';

/** What the user chose. */
export interface PollOptions {
	/** Names the list: the portal, the mailbox, and what the portal filters by. */
	readonly list: string;
	/** How late a message may show up, in milliseconds. */
	readonly lookBackMs: number;
	/** Messages in one poll at the most. */
	readonly maxMessages: number;
	/** Whether each new message is read: its body, and whether it is still there. */
	readonly includeBody: boolean;
	/** What the workflow gets of a message. */
	readonly toItem: (raw: IDataObject) => IDataObject;
	/** Whether n8n is about to give the poll up. */
	readonly isTimeUp: () => boolean;
}

/** What came of a poll. */
export interface PollResult extends Pick<Reading, 'messages' | 'errors'> {
	/** What to remember from now on: the same object when nothing has changed. */
	readonly memory: Memory;
	/** How many more are known to be new. */
	readonly waiting: number;
	/** False when the list was to be looked through to its end, and was not. */
	readonly isComplete: boolean;
}

/**
 * The first look at a list: remembers what there is, and announces nothing.
 *
 * @throws what the source throws
 */
export async function beginAnew(source: MailSource, options: PollOptions): Promise<Memory> {
	const { list, lookBackMs, isTimeUp } = options;
	const since = keepSince(source.time() - lookBackMs);
	const look = await lookThrough(source, { since, isTimeUp });
	const found = [...look.found.values()];
	// What was not reached must not be announced later on.
	const reached = look.isComplete ? since : Math.min(look.startedAt, oldestOf(found, look));
	const horizon = Math.max(reached, look.startedAt - lookBackMs);
	const seen = withRows(new Map(), found, horizon, look);
	return { list, horizon, isBehind: false, edition: '', seen };
}

/**
 * Finds what is new, and reads it.
 *
 * @param isQuick whether only the beginning of the list is looked at
 * @throws what the source throws, or what kept each new message from being read: then nothing has happened
 */
export async function findNew(
	source: MailSource,
	memory: Memory,
	options: PollOptions,
	isQuick: boolean,
): Promise<PollResult> {
	const { seen: known, horizon } = memory;
	const { isTimeUp } = options;
	const look = await lookThrough(source, { since: lookSince(horizon), known, isQuick, isTimeUp });
	const unknown = [...look.found.values()].filter(({ id }) => !known.has(id));
	const inTime = unknown.filter((row) => instantOf(row, look) >= horizon);
	const fits = inTime.length > 0 ? await source.filter() : () => false;
	const fresh = inTime.filter(fits).sort(oldestFirst);
	const reading = await readMessages(source, fresh, options);

	const waiting = fresh.filter((row) => !reading.done.has(row));
	const isFresh = new Set(fresh);
	const change: Change = {
		seen: [...look.found.values()].filter((row) => !isFresh.has(row) || reading.announced.has(row)),
		waiting,
		isBehind: waiting.length > 0,
		hasAnnounced: reading.messages.length > 0,
	};
	return {
		messages: reading.messages,
		errors: reading.errors,
		memory: remember(memory, look, change, options),
		waiting: waiting.length,
		isComplete: isQuick || look.isComplete,
	};
}

/** What a poll has to be remembered of. */
interface Change {
	readonly seen: readonly ListedMessage[];
	readonly waiting: readonly ListedMessage[];
	readonly isBehind: boolean;
	readonly hasAnnounced: boolean;
}

function remember(memory: Memory, look: Look, change: Change, { lookBackMs }: PollOptions): Memory {
	const { startedAt, isComplete } = look;
	const { isBehind, hasAnnounced } = change;
	const oldestWaiting = oldestOf(change.waiting, look);
	const horizon = isComplete
		? nextHorizon({ horizon: memory.horizon, startedAt, lookBackMs, oldestWaiting })
		: memory.horizon;
	const isMoved = horizon !== memory.horizon;
	const seen = withRows(memory.seen, change.seen, horizon, look, isMoved);
	if (!hasAnnounced && !isMoved && isBehind === memory.isBehind && seen === memory.seen) return memory;
	const edition = hasAnnounced ? newEdition() : memory.edition;
	return { ...memory, horizon, isBehind, edition, seen };
}

/** The IDs with those of some rows; after the horizon has moved, without those that are too old. */
function withRows(
	seen: SeenIds,
	rows: readonly ListedMessage[],
	horizon: number,
	look: Look,
	isMoved = false,
): SeenIds {
	const since = hourOf(keepSince(horizon));
	const hour = (row: ListedMessage) => hourOf(instantOf(row, look));
	// Of a message whose date moves with the portal's clock, the latest counts.
	const isNew = (row: ListedMessage) => hour(row) >= since && hour(row) > (seen.get(row.id) ?? -Infinity);
	const changed = rows.filter(isNew);
	if (changed.length === 0 && !isMoved) return seen;
	const next = new Map(seen);
	for (const row of changed) next.set(row.id, hour(row));
	for (const [id, received] of next) if (received < since) next.delete(id);
	return next;
}

/** A message without a date counts as received now. */
const instantOf = ({ instant }: ListedMessage, { startedAt }: Look): number => instant ?? startedAt;

const oldestOf = (rows: readonly ListedMessage[], look: Look): number =>
	rows.reduce((oldest, row) => Math.min(oldest, instantOf(row, look)), Infinity);

const oldestFirst = (one: ListedMessage, other: ListedMessage) =>
	(one.instant ?? Infinity) - (other.instant ?? Infinity) || one.id - other.id;

/** Two processes never make the same one. */
const newEdition = (): string => Math.random().toString(36).slice(2);
