import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../../execution/operation';
import type { Output, OutputField } from '../define';
import { chosenOutput, outputParameters, type OutputChoice } from './outputChoice';

/** A property of a field's definition. */
interface Property extends OutputField {
	label: string;
}

/**
 * What Bitrix24 says of a field.
 *
 * @see https://apidocs.bitrix24.com/api-reference/mail/index.html
 */
export const FIELD_PROPERTIES: Readonly<Record<string, Property>> = {
	name: { type: 'string', label: 'Name', description: 'The name' },
	type: { type: 'string', label: 'Type', description: 'The type, such as `int` or `string`' },
	title: { type: 'string', label: 'Title', description: 'The label' },
	description: { type: 'string', label: 'Description', description: 'The description from Bitrix24' },
	validationRules: { type: 'strings', label: 'Validation Rules', description: 'The rules for its values' },
	requiredGroups: {
		type: 'strings',
		label: 'Required Groups',
		description: 'The groups of fields in which it is required',
	},
	filterable: { type: 'boolean', label: 'Filterable', description: 'Whether Bitrix24 can filter by it' },
	sortable: { type: 'boolean', label: 'Sortable', description: 'Whether Bitrix24 can sort by it' },
	editable: { type: 'boolean', label: 'Editable', description: 'Whether it can be changed' },
	multiple: { type: 'boolean', label: 'Multiple', description: 'Whether it can have several values' },
	elementType: {
		type: 'string',
		label: 'Element Type',
		description: 'The type of each value if there are several',
	},
};

const SIMPLIFIED = ['name', 'type', 'title'];

const CHOICE: OutputChoice = {
	record: 'field',
	fields: FIELD_PROPERTIES,
	simplified: SIMPLIFIED,
	simplifiedIs: 'Name, type and title',
	documentation: `Whether to return the name, type and title only. When off, you also get ${Object.keys(
		FIELD_PROPERTIES,
	)
		.filter((name) => !SIMPLIFIED.includes(name))
		.map((name) => `\`${name}\``)
		.join(', ')}.`,
	key: 'name',
	initial: ['type', 'title'],
};

/** How the definition of a field is put out. */
export const fieldDefinitionOutput = outputParameters(CHOICE);

const fields = Object.fromEntries(SIMPLIFIED.map((name) => [name, FIELD_PROPERTIES[name]!]));

/** The definition of one field. */
export const oneField: Output = {
	items: (field, params, { context }) => itemsOf([field as IDataObject], params, context),
	fields,
};

/** An item for the definition of each field. */
export const eachField: Output = {
	items: (definitions, params, { context }) => itemsOf(definitions as IDataObject[], params, context),
	fields,
};

function itemsOf(
	definitions: IDataObject[],
	{ select }: Readonly<IDataObject>,
	context: Answer['context'],
): IDataObject[] {
	const names = chosenOutput(CHOICE, context);
	// Who chose properties gets them, and nothing else.
	if (names === 'raw' || select !== undefined) return definitions;
	return definitions.map((definition) =>
		Object.fromEntries(names.map((name) => [name, definition[name] ?? null])),
	);
}
