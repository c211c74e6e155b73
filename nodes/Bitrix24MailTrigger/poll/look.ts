import type { ListedMessage, MailSource } from './mailSource';
import { hourOf, type SeenIds } from './seenIds';

/**
 * Places of the list in one request: Bitrix24 gives no more.
 *
 * @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-list.html
 */
export const PAGE_SIZE = 200;

/** What one sees of the list. */
export interface Look {
	/** By ID, newest first. */
	readonly found: ReadonlyMap<number, ListedMessage>;
	/** Nothing that was listed when it began can have been missed. */
	readonly isComplete: boolean;
	/** When it began, by the portal's clock, in milliseconds since 1970. */
	readonly startedAt: number;
}

/** How to look. */
export interface LookOptions {
	/** From when on, in milliseconds since 1970. */
	readonly since: number;
	/** What is known already; nothing at the very first look. */
	readonly known?: SeenIds;
	/** Only as far as there is something new: one request when nothing is. */
	readonly isQuick?: boolean;
	/** Whether n8n is about to give the poll up. */
	readonly isTimeUp: () => boolean;
}

/** Places that a page adds to those before. */
const STEP = PAGE_SIZE - 1;
/** So many pages without anything new may be a gap in the list, when there should be more messages. */
const MAX_GAP_PAGES = 5;
/** A page with fewer rows than these is mostly gaps: the next one does not overlap. */
const MIN_ROWS = PAGE_SIZE / 4;
/** How often a look goes back for what has shifted, before it is given up as incomplete. */
const MAX_STEPS_BACK = 20;

/** Where a look is. */
interface Place {
	offset: number;
	/** The page there must begin with what was seen already, unless the list has shifted. */
	overlaps: boolean;
	stepsBack: number;
	/** The places before this one were looked at; the last so many of them had nothing new. */
	end: number;
	empty: number;
}

/**
 * Looks through the list, page by page. Pages overlap by a row: when messages leave the list meanwhile, what
 * follows moves up past the next page's beginning, and the look goes back. What arrives meanwhile is left to
 * the next look.
 *
 * @throws what the source throws
 */
export async function lookThrough(source: MailSource, options: LookOptions): Promise<Look> {
	const found = new Map<number, ListedMessage>();
	const place: Place = { offset: 0, overlaps: false, stepsBack: 0, end: 0, empty: 0 };
	let startedAt: number | undefined;
	for (;;) {
		const page = await source.page(options.since, place.offset, PAGE_SIZE);
		startedAt ??= source.time();
		const isComplete = take(page, place, found, options);
		if (isComplete !== undefined) return { found, isComplete, startedAt };
		if (options.isTimeUp()) return { found, isComplete: false, startedAt };
	}
}

/**
 * Takes a page in, and finds the place of the next one.
 *
 * @returns when it was the last one: whether the look is complete
 */
function take(
	page: readonly ListedMessage[],
	place: Place,
	found: Map<number, ListedMessage>,
	options: LookOptions,
): boolean | undefined {
	const [first] = page;
	if (place.overlaps && !(first && found.has(first.id))) return stepBack(place);
	const before = found.size;
	for (const row of page) if (!found.has(row.id)) found.set(row.id, row);
	if (options.isQuick && isFarEnough(page, options)) return false;
	if (isPast(page.at(-1), options)) return true;
	const end = Math.max(place.end, place.offset + PAGE_SIZE);
	place.empty = found.size > before ? 0 : place.empty + end - place.end;
	place.end = end;
	place.overlaps = place.empty === 0 && page.length >= MIN_ROWS;
	place.offset = place.overlaps ? place.offset + page.length - 1 : end - 1;
	return isEnd(place, found, options) ? true : undefined;
}

/** Whether there is nothing behind: old servers have gaps, which look the same. */
function isEnd({ empty }: Place, found: ReadonlyMap<number, ListedMessage>, options: LookOptions): boolean {
	if (empty < STEP) return false;
	return empty >= (1 + MAX_GAP_PAGES) * STEP || !expectsMore(found, options);
}

function stepBack(place: Place): false | undefined {
	if (place.stepsBack === MAX_STEPS_BACK) return false;
	place.stepsBack += 1;
	place.offset = Math.max(0, place.offset - PAGE_SIZE / 2);
	place.overlaps = place.offset > 0;
	return undefined;
}

/** A quick look ends where the list does, where something known stands, or with what is too old. */
function isFarEnough(page: readonly ListedMessage[], options: LookOptions): boolean {
	const last = page.at(-1);
	if (!last || page.length < PAGE_SIZE) return true;
	return options.known?.has(last.id) === true || isPast(last, options);
}

/** Whether a message is older than what is looked for: so is all behind it. */
const isPast = (row: ListedMessage | undefined, { since }: LookOptions): boolean =>
	(row?.instant ?? Infinity) < since;

/** Whether there should be messages behind an empty page: those that are known, or any at the first look. */
function expectsMore(found: ReadonlyMap<number, ListedMessage>, { known, since }: LookOptions): boolean {
	if (!known) return true;
	const oldest = [...found.values()].reduce(
		(least, { instant = Infinity }) => Math.min(least, instant),
		Infinity,
	);
	const [from, to] = [hourOf(since), hourOf(oldest)];
	for (const [id, hour] of known) if (hour > from && hour < to && !found.has(id)) return true;
	return false;
}
