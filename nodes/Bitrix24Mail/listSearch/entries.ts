import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

/**
 * What a value must look like, so that n8n does not take it for an expression, and Bitrix24 can have sent it.
 */
const VALUES = {
	id: /^[1-9]\d{0,14}$/,
	fieldName: /^\w+$/,
	email: /^[^\s=@][^\s@]*@[^\s@]+$/,
} as const;

/**
 * The entries of a list in the editor. n8n stores the value of the one that is picked in the workflow, where
 * it evaluates what begins with “=”: a record whose value is none is left out.
 *
 * @param records as the portal sent them
 * @param kind of the values
 * @param read finds the value, the words to show and, where the record has a page, its address
 */
export function entriesOf(
	records: IDataObject[],
	kind: keyof typeof VALUES,
	read: (record: IDataObject) => { name: string; value: unknown; url?: string },
): INodeListSearchItems[] {
	return records
		.map(read)
		.filter(({ value }) => typeof value === 'string' || typeof value === 'number')
		.map(({ value, ...entry }) => ({ ...entry, value: String(value) }))
		.filter(({ value }) => VALUES[kind].test(value));
}
