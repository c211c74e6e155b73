import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError, type ItemContext, type Operation, type Validator } from '../../execution/operation';
import { isBlank, notZero } from '../../execution/validators';
import { MAIL_SERVICE_ID_INPUT } from './mailServiceId';
import { NAME_FIELD, NAME_INPUT, SERVICE_FIELDS, SERVICE_INPUT, withRules } from './serviceFields';

const showOnlyForUpdate = { resource: ['mailService'], operation: ['update'] };

export const mailServiceUpdateDescription: INodeProperties[] = [
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'The fields to change. The others keep what they have.',
		displayOptions: { show: showOnlyForUpdate },
		options: [...SERVICE_FIELDS, NAME_FIELD].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
	},
	{
		displayName: 'Empty Values',
		name: 'emptyValues',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Keep Current Value', value: 'keep', description: 'Leave the field as it is' },
			{ name: 'Stop With an Error', value: 'error', description: 'Send nothing for the item' },
		],
		default: 'error',
		description: 'What to do when a field is empty for an item. Bitrix24 can’t clear fields.',
		// What a model leaves empty, it does not want to set: there, nothing is left to choose.
		displayOptions: { show: { ...showOnlyForUpdate, '@tool': [false] } },
	},
];

export const mailServiceUpdate: Operation = {
	method: 'mailservice.update',
	input: {
		...MAIL_SERVICE_ID_INPUT,
		...withRules({ NAME: NAME_INPUT, ...SERVICE_INPUT }, setOrKept),
	},
	check: refuseNoField,
	run: async (params, { call }) =>
		hasChanges(params) ? await call('mailservice.update', params) : { ok: true, payload: false },
	output: (updated, { ID }) => [{ id: ID, updated: updated as boolean }],
};

/** A value to set. Blank ones are refused, or left out where the user wants the field to keep what it has. */
function setOrKept(rule: Validator): Validator {
	const toSet = notZero(rule);
	return (value, context) => {
		if (!isBlank(value)) return toSet(value, context);
		if (keepsBlanks(context)) return undefined;
		throw new InputError(
			'is empty, and Bitrix24 can’t clear fields',
			'Enter a value, remove the field, or set “Empty Values” to “Keep Current Value”.',
		);
	};
}

const keepsBlanks = (context: ItemContext): boolean =>
	context.getNodeParameter('emptyValues', 'error') === 'keep';

const hasChanges = ({ ID: _id, ...changes }: Readonly<IDataObject>): boolean =>
	Object.keys(changes).length > 0;

/** An update without any field is refused; one whose fields are all blank, and to be kept, leaves the service alone. */
function refuseNoField(params: Readonly<IDataObject>, context: ItemContext): InputError | undefined {
	if (hasChanges(params)) return undefined;
	const fields = context.getNodeParameter('updateFields', {}) as object;
	if (keepsBlanks(context) && Object.keys(fields).length > 0) return undefined;
	return new InputError('“Update Fields” is empty', 'Add at least one field to update.');
}
