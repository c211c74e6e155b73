import { LOCAL_CODES, type Call, type Outcome } from './call';
import { MAX_PAGES } from './limits';
import { startReading } from './pageReader';

/** What is wanted of a list. */
export interface Wanted {
	/** How many records at the most; Infinity for all of them. */
	readonly count: number;
	/**
	 * Tells the records that are wanted, where the portal can’t.
	 *
	 * @param answeredAt when the portal answered, as it writes it; of a method whose records have dates
	 */
	readonly accepts?: (record: Record<string, unknown>, answeredAt?: string) => boolean;
}

/**
 * Reads a list page by page, where it comes in pages. No answer carries a total: how the last page is known
 * is a column of the method.
 *
 * @param send makes one call
 * @param call of the list, without a page
 * @returns the records of all pages, each of them once; or the first error
 */
export async function readPages(
	send: (call: Call) => Promise<Outcome>,
	call: Call,
	{ count, accepts }: Wanted,
): Promise<Outcome> {
	const { paging } = call.spec;
	if (!paging) return await send(call);
	const reader = startReading(paging);
	const records: Array<Record<string, unknown>> = [];
	let answeredAt: string | undefined;
	for (let pages = 0; records.length < count || reader.looksBack(); pages++) {
		if (pages === MAX_PAGES) return endless(`The list did not end after ${MAX_PAGES} pages.`);
		const page = reader.next(accepts ? Infinity : count - records.length);
		const outcome = await send(pageOf(call, page));
		if (!outcome.ok) return outcome;
		answeredAt ??= outcome.answeredAt;
		const read = reader.take(outcome.payload as Array<Record<string, unknown>>, page);
		if (read === 'stale') return endless('The same page came twice.');
		for (const record of read.records) if (accepts?.(record, answeredAt) ?? true) records.push(record);
		if (read.isLast) break;
	}
	const payload = reader.inOrder(records).slice(0, count);
	return { ok: true, payload, ...(answeredAt === undefined ? {} : { answeredAt }) };
}

/**
 * The call for one page of a list.
 *
 * @param page how many records, and how many are before them
 */
export function pageOf(call: Call, page: { limit: number; offset?: number }): Call {
	return { ...call, params: { ...call.params, pagination: page } };
}

const endless = (text: string): Outcome => ({ ok: false, error: { code: LOCAL_CODES.notAnAnswer, text } });
