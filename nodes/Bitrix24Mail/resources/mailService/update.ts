import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputProblem, type InputField, type Operation } from '../../execution/operation';
import { filledText, notEmpty } from '../../execution/rules';
import { MAIL_SERVICE_ID_INPUT } from './mailServiceId';
import { NAME_FIELD, SERVICE_FIELDS, SERVICE_INPUT } from './serviceFields';

const showOnlyForUpdate = { resource: ['mailService'], operation: ['update'] };

export const mailServiceUpdateDescription: INodeProperties[] = [
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'The fields to change. An update can’t clear a field: Bitrix24 ignores empty values.',
		displayOptions: { show: showOnlyForUpdate },
		options: [...SERVICE_FIELDS, NAME_FIELD].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
	},
];

export const mailServiceUpdate: Operation = {
	method: 'mailservice.update',
	input: {
		...MAIL_SERVICE_ID_INPUT,
		...changing({ NAME: { label: 'Name', rule: filledText }, ...SERVICE_INPUT }),
	},
	check: refuseNothing,
	output: (_done, { ID }) => [{ id: ID, updated: true }],
};

/**
 * Fields of a service that may exist already.
 *
 * @returns the same fields, refusing what Bitrix24 would ignore in an update
 */
export function changing(fields: Record<string, InputField>): Record<string, InputField> {
	return Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [name, { ...field, rule: notEmpty(field.rule) }]),
	);
}

function refuseNothing({ ID: _id, ...changes }: Readonly<IDataObject>): InputProblem | undefined {
	if (Object.keys(changes).length > 0) return undefined;
	return new InputProblem('“Update Fields” is empty', 'Add at least one field to update.');
}
