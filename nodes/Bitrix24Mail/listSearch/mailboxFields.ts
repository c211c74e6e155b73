import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { fetchList } from './fetchList';
import { entriesOf } from './entries';
import { listLabel } from './listLabel';

/**
 * The fields that mailboxes have, to choose one from.
 *
 * @param filter a part of the field's name or label
 */
export async function searchMailboxFields(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const wanted = filter.toLowerCase();
	const entries = await listFields(this);
	return { results: entries.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}

/** The fields that mailboxes have, to choose several from. */
export async function getMailboxFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await listFields(this);
}

async function listFields(context: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	const fields = await fetchList(context, 'mail.mailbox.field.list', { select: ['name', 'title'] });
	return entriesOf(fields, 'fieldName', ({ name, title }) => ({ name: listLabel(title, name), value: name }));
}
