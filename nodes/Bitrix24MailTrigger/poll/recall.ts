import { fromStored, isStored, type Memory, type StoredMemory } from './memory';

/** What a process remembers after a poll. */
export interface Remembered {
	readonly memory: Memory;
	/** The same, as it was given to n8n. */
	readonly form: StoredMemory;
}

/** What a poll goes by, or why it begins anew. */
export type Recalled =
	| (Remembered & { readonly beginsAnew?: undefined })
	| { readonly memory?: undefined; readonly form?: undefined; readonly beginsAnew: Reason };

/** The first poll; another list than before; a memory that nobody can read. */
type Reason = 'first' | 'otherList' | 'broken';

/**
 * Finds what to go by. A poll that announces nothing is not stored by n8n: what this process remembers is newer
 * then, and of the same edition. Where the editions differ, n8n has not stored what was announced, and did not
 * start the workflow: what is stored counts.
 *
 * @param stored what n8n has stored
 * @param latest what this process remembers of the poll before
 * @param list the one that is polled
 */
export function recall(stored: unknown, latest: Remembered | undefined, list: string): Recalled {
	if (stored === undefined) {
		const isFirstAgain = latest?.memory.edition === '' && latest.memory.list === list;
		return isFirstAgain ? latest : { beginsAnew: 'first' };
	}
	if (!isStored(stored)) return { beginsAnew: 'broken' };
	if (stored.list !== list) return { beginsAnew: 'otherList' };
	if (latest && isOfSameEdition(stored, latest.memory)) return latest;
	const memory = fromStored(stored);
	return memory ? { memory, form: stored } : { beginsAnew: 'broken' };
}

function isOfSameEdition(stored: StoredMemory, latest: Memory): boolean {
	return latest.edition === stored.edition && latest.list === stored.list && latest.horizon >= stored.horizon;
}

/** Whether what is stored says the same as what is to be stored. */
export function isSameStored(stored: unknown, form: StoredMemory): boolean {
	if (stored === form) return true;
	if (!isStored(stored)) return false;
	return (Object.keys(form) as Array<keyof StoredMemory>).every((key) => stored[key] === form[key]);
}
