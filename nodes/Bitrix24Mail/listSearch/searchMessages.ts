import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { parseAddresses } from '../resources/message/addresses';
import { fetchPage } from './fetchList';
import { entriesOf } from './entries';
import { listLabel } from './listLabel';

/**
 * The messages to choose from, newest first.
 *
 * @param filter words in sender, recipients, subject or text
 * @param paginationToken how many were listed before
 */
export async function searchMessages(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const search = filter === undefined || filter === '' ? {} : { searchQuery: filter };
	const page = await fetchPage(this, 'mail.message.list', search, Number(paginationToken ?? 0));
	const results = entriesOf(page.records, 'id', (message) => ({
		name: labelOf(message),
		value: message.id,
		...pageOf(message),
	}));
	const token = page.nextOffset === undefined ? {} : { paginationToken: String(page.nextOffset) };
	return { results, ...token };
}

/** “Your order · Ann Lee · 2026-05-25”. */
function labelOf({ subject, from, date }: IDataObject): string {
	const [sender] = parseAddresses(from);
	const day = typeof date === 'string' ? date.slice(0, 10) : '';
	return listLabel(subject === '' ? '(no subject)' : subject, sender?.name ?? sender?.address ?? from, day);
}

/** The message's page in Bitrix24, which n8n opens in the browser: nothing else than a web address. */
function pageOf({ url }: IDataObject): { url?: string } {
	return typeof url === 'string' && /^https?:\/\/\S+$/.test(url) ? { url } : {};
}
