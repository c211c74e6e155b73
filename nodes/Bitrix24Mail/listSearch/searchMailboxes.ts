import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { fetchPage } from './fetchList';
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
	const page = await fetchPage(this, 'mail.mailbox.list', {}, Number(paginationToken ?? 0));
	const token = page.nextOffset === undefined ? {} : { paginationToken: String(page.nextOffset) };
	return { results: toResults(page.records), ...token };
}

/** The portal combines filters by “and”; a person means “or”. */
async function search(context: ILoadOptionsFunctions, filter: string): Promise<IDataObject[]> {
	const byEmail = await fetchPage(context, 'mail.mailbox.list', { email: filter });
	const byName = await fetchPage(context, 'mail.mailbox.list', { name: filter });
	const found = [...byEmail.records, ...byName.records];
	return [...new Map(found.map((mailbox) => [mailbox.id, mailbox])).values()];
}

function toResults(mailboxes: IDataObject[]): INodeListSearchResult['results'] {
	return entriesOf(mailboxes, 'id', ({ id, name, email }) => ({ name: listLabel(name, email), value: id }));
}
