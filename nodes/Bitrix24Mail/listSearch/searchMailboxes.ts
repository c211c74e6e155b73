import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { MAX_PAGE_SIZE } from '../api/limits';
import { fetchList } from './fetchList';
import { entriesOf } from './entries';
import { listLabel } from './listLabel';

/**
 * The mailboxes to choose from: those that the credential's user can use.
 *
 * @param filter a part of the name or of the email address
 * @param paginationToken how many were listed before
 */
export async function searchMailboxes(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	if (filter !== undefined && filter !== '') return { results: toResults(await search(this, filter)) };
	const offset = Number(paginationToken ?? 0);
	const page = await fetchList(this, 'mail.mailbox.list', { pagination: { limit: MAX_PAGE_SIZE, offset } });
	const isLast = page.length < MAX_PAGE_SIZE;
	return { results: toResults(page), ...(isLast ? {} : { paginationToken: String(offset + page.length) }) };
}

/** The portal combines filters by “and”; a person means “or”. */
async function search(context: ILoadOptionsFunctions, filter: string): Promise<IDataObject[]> {
	const pagination = { limit: MAX_PAGE_SIZE };
	const byEmail = await fetchList(context, 'mail.mailbox.list', { email: filter, pagination });
	const byName = await fetchList(context, 'mail.mailbox.list', { name: filter, pagination });
	return [...new Map([...byEmail, ...byName].map((mailbox) => [mailbox.id, mailbox])).values()];
}

function toResults(mailboxes: IDataObject[]): INodeListSearchResult['results'] {
	return entriesOf(mailboxes, 'id', ({ id, name, email }) => ({ name: listLabel(name, email), value: id }));
}
