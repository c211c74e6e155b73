import type { Output, OutputField } from '../define';
import { eachRecord, oneRecord } from '../shared/output';

const MAILBOX: Record<string, OutputField> = {
	id: { type: 'integer', description: 'Its ID' },
	name: { type: 'string', description: 'Its name' },
	email: { type: 'string', description: 'Its address' },
	senderName: { type: 'string', description: 'The name that recipients see; can be empty' },
};

/** @see https://apidocs.bitrix24.com/api-reference/mail/index.html */
const MAILBOX_FIELD: Record<string, OutputField> = {
	name: { type: 'string', description: 'The field’s name' },
	type: { type: 'string', description: 'Its type, such as `int` or `string`' },
	title: { type: 'string', description: 'Its label' },
	description: { type: 'string', description: 'What Bitrix24 says of it' },
	validationRules: { type: 'strings', description: 'Rules that its values have to keep' },
	requiredGroups: { type: 'strings', description: 'Groups of fields in which it is required' },
	filterable: { type: 'boolean', description: 'Whether Bitrix24 filters by it' },
	sortable: { type: 'boolean', description: 'Whether Bitrix24 sorts by it' },
	editable: { type: 'boolean', description: 'Whether it can be changed' },
	multiple: { type: 'boolean', description: 'Whether it holds several values' },
	elementType: { type: 'string', description: 'The type of each value, where there are several' },
};

/** One mailbox, as Bitrix24 sends it. */
export const oneMailbox: Output = { items: oneRecord, fields: MAILBOX };

/** An item for each mailbox, as Bitrix24 sends it. */
export const eachMailbox: Output = { items: eachRecord, fields: MAILBOX };

/** The description of one field. */
export const oneField: Output = { items: oneRecord, fields: MAILBOX_FIELD };

/** An item for the description of each field. */
export const eachField: Output = { items: eachRecord, fields: MAILBOX_FIELD };
