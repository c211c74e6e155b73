import { MAX_PAGES, MAX_PAGE_SIZE } from './limits';
import { LOCAL_CODES, type Call, type Outcome } from './call';

/**
 * Reads a list of REST 3.0 page by page. No answer carries a total: the last page is the one that is shorter than asked
 * for.
 *
 * @param send makes one call
 * @param wanted how many records are wanted at the most; Infinity for all of them
 * @returns the records of all pages, or the first error
 */
export async function readPages(
	send: (call: Call) => Promise<Outcome>,
	call: Call,
	wanted: number,
): Promise<Outcome> {
	const records: unknown[] = [];
	let previous = '';
	for (let pages = 0; records.length < wanted; pages++) {
		if (pages === MAX_PAGES) return endless(`The list did not end after ${MAX_PAGES} pages.`);
		const limit = Math.min(MAX_PAGE_SIZE, wanted - records.length);
		const pagination = { limit, offset: records.length };
		const outcome = await send({ ...call, params: { ...call.params, pagination } });
		if (!outcome.ok) return outcome;
		const page = outcome.payload as unknown[];
		records.push(...page.slice(0, limit));
		if (page.length < limit) break;
		// A portal that ignores the offset would otherwise be read for ever.
		const current = JSON.stringify(page);
		if (current === previous) return endless('The same page came twice.');
		previous = current;
	}
	return { ok: true, payload: records };
}

const endless = (text: string): Outcome => ({ ok: false, error: { code: LOCAL_CODES.notAnAnswer, text } });
