import { MOST_PAGES, MOST_PER_PAGE } from './limits';
import { OWN_CODES, type Call, type Outcome } from './call';

/**
 * Reads a list of REST 3.0 page by page. No answer carries a total: the last page is the one that is shorter than asked
 * for.
 *
 * @param send makes one call
 * @param wanted how many records are wanted at the most; Infinity for all of them
 * @returns the records of all pages, or the first refusal
 */
export async function readPages(
	send: (call: Call) => Promise<Outcome>,
	call: Call,
	wanted: number,
): Promise<Outcome> {
	const records: unknown[] = [];
	let previous = '';
	for (let pages = 0; records.length < wanted; pages++) {
		if (pages === MOST_PAGES) return endless(`The list did not end after ${MOST_PAGES} pages.`);
		const limit = Math.min(MOST_PER_PAGE, wanted - records.length);
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

const endless = (text: string): Outcome => ({ ok: false, refusal: { code: OWN_CODES.notAnAnswer, text } });
