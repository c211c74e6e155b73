import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { fetchPage } from './fetchList';
import { entriesOf } from './entries';
import { listLabel } from './listLabel';

/**
 * The senders to choose from: the addresses that the credential's user may send from. Of several with the same
 * address, Bitrix24 takes the first.
 *
 * @param filter a part of the name or of the address
 * @param paginationToken how many were listed before
 */
export async function searchSenders(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const wanted = filter.toLowerCase();
	const page = await fetchPage(this, 'mail.mailbox.senders', {}, Number(paginationToken ?? 0));
	const entries = entriesOf(page.records, 'email', ({ name, email }) => ({
		name: listLabel(name, email),
		value: email,
	}));
	const byAddress = new Map(
		[...entries].reverse().map((entry) => [String(entry.value).toLowerCase(), entry]),
	);
	const results = [...byAddress.values()].reverse().filter(({ name }) => name.toLowerCase().includes(wanted));
	const token = page.nextOffset === undefined ? {} : { paginationToken: String(page.nextOffset) };
	return { results, ...token };
}
