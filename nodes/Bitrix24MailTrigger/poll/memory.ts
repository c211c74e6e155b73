import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../Bitrix24Mail/util/json';
import { decodeIds, encodeIds, type SeenIds } from './seenIds';

/** What the trigger remembers from one poll to the next. */
export interface Memory {
	/** Which list it is of: that of another mailbox is another one. */
	readonly list: string;
	/** What was received before is not announced, in milliseconds since 1970. It never goes back. */
	readonly horizon: number;
	/** More may be new than the beginning of the list shows. */
	readonly isBehind: boolean;
	/** Another one whenever messages were announced; empty before the first time. */
	readonly edition: string;
	/** What was announced, did not fit, or was too old. */
	readonly seen: SeenIds;
}

/** A {@link Memory} as n8n stores it. */
export interface StoredMemory extends IDataObject {
	version: 1;
	list: string;
	horizon: number;
	isBehind: boolean;
	edition: string;
	seen: string;
}

/** The form for n8n's database: new as a whole, or n8n would not notice the change. */
export function toStored({ list, horizon, isBehind, edition, seen }: Memory): StoredMemory {
	return { version: 1, list, horizon, isBehind, edition, seen: encodeIds(seen) };
}

/**
 * Whether a value from n8n's database has the form of a memory. Its IDs are looked at by {@link fromStored}
 * alone.
 */
export function isStored(value: unknown): value is StoredMemory {
	return (
		isObject(value) &&
		value.version === 1 &&
		typeof value.list === 'string' &&
		Number.isFinite(value.horizon) &&
		typeof value.isBehind === 'boolean' &&
		typeof value.edition === 'string' &&
		typeof value.seen === 'string'
	);
}

/**
 * Reads a memory from n8n's database.
 *
 * @returns nothing when it is broken
 */
export function fromStored({ list, horizon, isBehind, edition, seen }: StoredMemory): Memory | undefined {
	const ids = decodeIds(seen);
	return ids && { list, horizon, isBehind, edition, seen: ids };
}
