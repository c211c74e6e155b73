import type { IDataObject } from 'n8n-workflow';
import type { ListedMessage, MailSource, ReadMessage } from './mailSource';

/** As many bodies travel in one request. */
const READ_AT_ONCE = 50;

/** What came of reading new messages. */
export interface Reading {
	/** As the workflow gets them, oldest first. */
	readonly messages: IDataObject[];
	/** Those that the messages are of. */
	readonly announced: ReadonlySet<ListedMessage>;
	/** Those, and the ones that were gone: nothing more is to be done. */
	readonly done: ReadonlySet<ListedMessage>;
	/** Why others could not be read. */
	readonly errors: Error[];
}

/** How to read. */
export interface ReadOptions {
	readonly maxMessages: number;
	readonly includeBody: boolean;
	readonly toItem: (raw: IDataObject) => IDataObject;
	readonly isTimeUp: () => boolean;
}

/**
 * Reads the first of some new messages, as many as one poll may announce.
 *
 * @throws the first error when none could be read, and what the source throws
 */
export async function readMessages(
	source: MailSource,
	fresh: readonly ListedMessage[],
	{ maxMessages, includeBody, toItem, isTimeUp }: ReadOptions,
): Promise<Reading> {
	const wanted = fresh.slice(0, maxMessages);
	const results: Array<[ListedMessage, ReadMessage]> = [];
	while (results.length < wanted.length && (results.length === 0 || !isTimeUp())) {
		const some = wanted.slice(results.length, results.length + READ_AT_ONCE);
		const read = includeBody ? await source.messages(some) : some;
		results.push(...some.map((row, index): [ListedMessage, ReadMessage] => [row, read[index]!]));
	}
	const there = results.flatMap(([row, result]) =>
		typeof result === 'object' && 'raw' in result ? [{ row, item: toItem(result.raw) }] : [],
	);
	const errors = results.flatMap(([, result]) =>
		typeof result === 'object' && 'error' in result ? [result.error] : [],
	);
	if (there.length === 0 && errors[0]) throw errors[0];
	const announced = new Set(there.map(({ row }) => row));
	const gone = results.filter(([, result]) => result === 'gone').map(([row]) => row);
	return {
		messages: there.map(({ item }) => item),
		announced,
		done: new Set([...announced, ...gone]),
		errors,
	};
}
