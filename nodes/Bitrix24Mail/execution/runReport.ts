import { explain } from '../api/errors';
import type { Call, Outcome } from '../api/call';
import type { DoneWord } from '../api/methods';

/** What a run has written, for the error that ends it: whoever runs it again has to know. */
export interface RunReport {
	/**
	 * Takes note of what became of a call. Reads are no news.
	 *
	 * @param forItems the indices of the items that it was made for
	 * @param done what the operation calls it, where its method has another word for it
	 */
	note: (forItems: readonly number[], call: Call, outcome: Outcome, done?: DoneWord) => void;
	/** Takes note that an item was not carried out, though one of its calls may have been. */
	noteRefused: (itemIndex: number) => void;
	/**
	 * What was carried out before, what is unclear, and what was not carried out: whole sentences.
	 *
	 * @param itemIndex of the item whose error it is for
	 * @param itemCount how many items the run has
	 */
	text: (itemIndex: number, itemCount: number) => string;
}

/** More IDs than these are counted only: an error is no place for thousands of them. Ranges count as one. */
const MAX_LISTED = 100;

/** Starts with nothing written. */
export function startReport(): RunReport {
	const written = new Map<DoneWord, number[]>();
	const items = { written: new Set<number>(), unclear: new Set<number>() };

	const textOfWritten = () => {
		const parts = [...written].map(([done, ids]) => `${ids.length} ${done}${idsOf(ids)}`);
		return parts.length === 0
			? 'Nothing was carried out before this.'
			: `Carried out before this: ${parts.join(', ')}.`;
	};

	return {
		note: (forItems, call, outcome, done) => {
			const { spec } = call;
			if (spec.access === 'read') return;
			if (outcome.ok) {
				for (const index of forItems) {
					items.written.add(index);
					// An earlier try had left it open.
					items.unclear.delete(index);
				}
				const word = done ?? spec.done;
				written.set(word, [...(written.get(word) ?? []), ...idsIn(call, outcome.payload)]);
			} else if (isUnclear(call, outcome)) {
				for (const index of forItems) items.unclear.add(index);
			}
		},
		noteRefused: (itemIndex) => void items.unclear.delete(itemIndex),
		text: (itemIndex, itemCount) => {
			const othersIn = (set: ReadonlySet<number>) => set.size - (set.has(itemIndex) ? 1 : 0);
			const unclear = othersIn(items.unclear);
			const rest = itemCount - 1 - othersIn(items.written) - unclear;
			const sentences = [textOfWritten(), unclearText(unclear, items.unclear.has(itemIndex)), restText(rest)];
			return sentences.filter((sentence) => sentence !== '').join(' ');
		},
	};
}

function unclearText(count: number, isItselfUnclear: boolean): string {
	if (count === 0) return '';
	const items = count === 1 ? '1 more item' : `${count} more items`;
	if (isItselfUnclear) return `The same is true of ${items}.`;
	return `It’s unclear whether ${items} ${count === 1 ? 'was' : 'were'} carried out.`;
}

function restText(count: number): string {
	if (count === 0) return '';
	const items = count === 1 ? 'The other item was' : `The other ${count} items were`;
	return `${items} not carried out: nothing was sent after this.`;
}

function isUnclear({ method }: Call, outcome: Outcome): boolean {
	return !outcome.ok && explain(outcome.error, method).outcomeUnknown === true;
}

/**
 * The ID of a new record is the answer; that of another one is what the call named it by. What was sent has none:
 * NaN.
 */
function idsIn({ spec, params }: Call, payload: unknown): number[] {
	return [spec.shape === 'id' ? payload : params[spec.recordParam ?? '']].flat().map(Number);
}

/** “ (ID 7)”, “ (IDs 31–33, 40)”; nothing where there are none. */
function idsOf(all: readonly number[]): string {
	const ids = all.filter((id) => !Number.isNaN(id));
	if (ids.length === 0) return '';
	const ranges: Array<[number, number]> = [];
	for (const id of ids) {
		const latest = ranges.at(-1);
		if (latest && id === latest[1] + 1) latest[1] = id;
		else ranges.push([id, id]);
	}
	const listed = ranges
		.slice(0, MAX_LISTED)
		.map(([first, last]) => (first === last ? first : `${first}–${last}`));
	const rest = ranges.slice(MAX_LISTED).reduce((sum, [first, last]) => sum + last - first + 1, 0);
	return ` (${ids.length === 1 ? 'ID' : 'IDs'} ${listed.join(', ')}${rest > 0 ? ` and ${rest} more` : ''})`;
}
