import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import type { MethodName } from '../api/methods';
import { fetchList } from './fetchList';
import { entriesOf } from './entries';
import { listLabel } from './listLabel';

type FieldList = Extract<MethodName, `${string}.field.list`>;

/** The fields that mailboxes have, to choose one from. */
export const searchMailboxFields = searchFieldsOf('mail.mailbox.field.list');

/** The fields that messages have, to choose one from. */
export const searchMessageFields = searchFieldsOf('mail.message.field.list');

/** The fields that recipients have, to choose one from. */
export const searchRecipientFields = searchFieldsOf('mail.recipient.field.list');

/** The fields that mailboxes have, to choose several from. */
export async function getMailboxFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await listFields(this, 'mail.mailbox.field.list');
}

/** A list that is searched by a part of the field's name or label. */
function searchFieldsOf(method: FieldList) {
	return async function (this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
		const wanted = filter.toLowerCase();
		const entries = await listFields(this, method);
		return { results: entries.filter(({ name }) => name.toLowerCase().includes(wanted)) };
	};
}

async function listFields(
	context: ILoadOptionsFunctions,
	method: FieldList,
): Promise<INodeListSearchItems[]> {
	const fields = await fetchList(context, method, { select: ['name', 'title'] });
	return entriesOf(fields, 'fieldName', ({ name, title }) => ({ name: labelOf(name, title), value: name }));
}

/** “Sender name (senderName)”: Bitrix24 has labels for some of its fields only. */
function labelOf(name: unknown, title: unknown): string {
	const label = typeof title === 'string' && title !== '' && title !== name ? title : inWords(String(name));
	return listLabel(`${label} (${String(name)})`);
}

/** “senderName” becomes “Sender name”, “mailboxId” “Mailbox ID”. */
function inWords(name: string): string {
	const words = name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
	const text = words
		.replace(/\bid\b/g, 'ID')
		.replace(/\burl\b/g, 'URL')
		.replace(/\bcc\b/g, 'CC');
	return text.charAt(0).toUpperCase() + text.slice(1);
}
