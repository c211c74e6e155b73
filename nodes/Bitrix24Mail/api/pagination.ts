import { LOCAL_CODES, type Call, type Outcome } from './call';
import { MAX_PAGES } from './limits';
import type { Paging } from './methods';

/**
 * Reads a list page by page, where it comes in pages. No answer carries a total: how the last page is known
 * is a column of the method.
 *
 * @param send makes one call
 * @param call of the list, without a page
 * @param wanted how many records are wanted at the most; Infinity for all of them
 * @returns the records of all pages, or the first error
 */
export async function readPages(
	send: (call: Call) => Promise<Outcome>,
	call: Call,
	wanted: number,
): Promise<Outcome> {
	const { paging } = call.spec;
	if (!paging) return await send(call);
	const records: unknown[] = [];
	let previous = '';
	for (let pages = 0; records.length < wanted; pages++) {
		if (pages === MAX_PAGES) return endless(`The list did not end after ${MAX_PAGES} pages.`);
		const limit = Math.min(paging.maxSize, wanted - records.length);
		const outcome = await send(pageOf(call, { limit, offset: records.length }));
		if (!outcome.ok) return outcome;
		const page = outcome.payload as unknown[];
		records.push(...page.slice(0, limit));
		if (isLast(paging, page, limit)) break;
		// A portal that ignores the offset would otherwise be read for ever.
		const current = JSON.stringify(page);
		if (current === previous) return endless('The same page came twice.');
		previous = current;
	}
	return { ok: true, payload: records };
}

/**
 * The call for one page of a list.
 *
 * @param page how many records, and how many are before them
 */
export function pageOf(call: Call, page: { limit: number; offset?: number }): Call {
	return { ...call, params: { ...call.params, pagination: page } };
}

function isLast({ endsAt }: Paging, page: readonly unknown[], limit: number): boolean {
	return endsAt === 'emptyPage' ? page.length === 0 : page.length < limit;
}

const endless = (text: string): Outcome => ({ ok: false, error: { code: LOCAL_CODES.notAnAnswer, text } });
