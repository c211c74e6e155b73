import type { Output, OutputField } from '../define';
import { eachRecord, oneRecord } from './output';

/** @see https://apidocs.bitrix24.com/api-reference/mail/index.html */
const FIELD: Record<string, OutputField> = {
	name: { type: 'string', description: 'The name' },
	type: { type: 'string', description: 'The type, such as `int` or `string`' },
	title: { type: 'string', description: 'The label' },
	description: { type: 'string', description: 'The description from Bitrix24' },
	validationRules: { type: 'strings', description: 'The rules for its values' },
	requiredGroups: { type: 'strings', description: 'The groups of fields in which it is required' },
	filterable: { type: 'boolean', description: 'Whether Bitrix24 can filter by it' },
	sortable: { type: 'boolean', description: 'Whether Bitrix24 can sort by it' },
	editable: { type: 'boolean', description: 'Whether it can be changed' },
	multiple: { type: 'boolean', description: 'Whether it can have several values' },
	elementType: { type: 'string', description: 'The type of each value if there are several' },
};

/** The description of one field. */
export const oneField: Output = { items: oneRecord, fields: FIELD };

/** An item for the description of each field. */
export const eachField: Output = { items: eachRecord, fields: FIELD };
