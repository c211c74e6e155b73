import { toText } from '../util/json';
import type { Paging } from './methods';

/** How many records, and how many are before them. */
interface Page {
	readonly limit: number;
	readonly offset: number;
}

/**
 * So often the same page may come again where records have a key: when as many have come meanwhile as a page
 * holds, it may be right.
 */
const MAX_SAME_PAGES = 3;

/** With a smaller part of its rows, a page is the end of the list or mostly gaps: the next one need not overlap. */
const MIN_DENSITY = 0.75;

/** So often records that have moved up are looked for; a list that never comes to rest is taken as it is then. */
const MAX_LOOKS_BACK = 20;

/**
 * Which page comes next, and what is new on it. Pages of lists whose records have a key overlap, so that it is
 * noticed when records leave the list while it is read.
 */
export function startReading({ maxSize, endsAt, key, overlap = 0, newestBy = [] }: Paging) {
	const seen = new Set<string>();
	let next = 0;
	let common = 0;
	let samePages = 0;
	let looksBack = false;
	let looks = 0;
	let wasShort = false;
	let previous = '';

	/** A portal that ignores the offset would otherwise be read for ever. */
	const isStale = (page: unknown[]) => {
		const current = JSON.stringify(page);
		samePages = page.length > 0 && current === previous ? samePages + 1 : 0;
		previous = current;
		return samePages === (key === undefined ? 1 : MAX_SAME_PAGES);
	};

	const isNew = (record: Record<string, unknown>) => {
		const id = key === undefined ? '' : toText(record[key]);
		if (id === '') return true;
		const isKnown = seen.has(id);
		seen.add(id);
		return !isKnown;
	};

	return {
		/** Whether records may be missing before those of the latest page. */
		looksBack: () => looksBack,
		next: (wanted: number): Page => ({
			// Where there are gaps, few rows could be nothing but gaps.
			limit: looksBack || wasShort ? maxSize : Math.min(maxSize, wanted + common),
			offset: next - common,
		}),
		take: (answer: Array<Record<string, unknown>>, { limit, offset }: Page) => {
			const page = answer.slice(0, limit);
			const records = page.filter(isNew);
			if (isStale(page)) return 'stale';
			// It does not begin with what is known: records have left the list, and others moved up past its edge.
			const hasShifted = common > 0 && records[0] === page[0];
			if (hasShifted && !looksBack) looks++;
			looksBack = hasShifted && looks <= MAX_LOOKS_BACK;
			// With gaps, a page has more rows than records: the last of them is behind as many rows at least.
			const isDense = overlap > 0 && page.length > limit * MIN_DENSITY;
			wasShort = page.length < limit;
			const isEnd = endsAt === 'emptyPage' ? page.length <= common && limit === maxSize : page.length < limit;
			next = looksBack ? Math.max(0, offset - maxSize) : offset + (isDense ? page.length : limit);
			common = next > 0 && (looksBack || isDense) ? overlap : 0;
			return { records, isLast: isEnd && !looksBack };
		},
		/** Those that were found when it looked back go where they belong. */
		inOrder: (records: Array<Record<string, unknown>>) =>
			looks === 0 ? records : records.sort(descendingBy(newestBy)),
	};
}

const descendingBy =
	(names: readonly string[]) =>
	(one: Record<string, unknown>, other: Record<string, unknown>): number => {
		const name = names.find((candidate) => one[candidate] !== other[candidate]);
		return name === undefined || (one[name] as string) > (other[name] as string) ? -1 : 1;
	};
