import type { Output, OutputField } from '../../nodes/Bitrix24Mail/resources/define';
import { code, table, withoutFullStop } from './markdown';

/** The types of fields, as the pages have them. */
const TYPES: Record<OutputField['type'], string> = {
	string: 'text',
	integer: 'whole number',
	boolean: 'true or false',
	strings: 'list',
};

/** What a page says of the fields of an item. */
export function outputTable({ fields }: Output): string {
	return table(
		['Field', 'Type', 'Description'],
		Object.entries(fields).map(([name, { type, description }]) => [
			code(name),
			TYPES[type],
			withoutFullStop(description),
		]),
	);
}
