import type { IDataObject } from 'n8n-workflow';
import { InputError, type ItemContext, type Validator } from '../../execution/operation';
import { isBlank, notZero } from '../../execution/validators';
import { defineOperation, parameter } from '../define';
import { name, serviceFields } from './fields';
import { mailServiceId } from './id';
import { ADMINISTRATORS } from './notices';

const updateFields = parameter({
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'The fields to update. All others keep their values.',
	options: [...serviceFields, name].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
});

const emptyValues = parameter({
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
	documentation:
		'What to do when a field is empty for an item: **Keep Current Value** leaves the field as it is, **Stop With an Error** sends nothing for the item. Not in an AI tool, where empty fields are always left out.',
	// What a model leaves empty, it does not want to set: there, nothing is left to choose.
	displayOptions: { show: { '@tool': [false] } },
});

/**
 * That changes reach connected mailboxes, the vendor's page doesn't tell (vendor's source:
 * MailServicesTable::update).
 *
 * @see https://apidocs.bitrix24.com/api-reference/mailservice/mailservice-update.html
 */
export const updateMailService = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update mail service',
	description: 'Update one or more fields of a mail service',
	notice: `${ADMINISTRATORS}. The changes also apply to mailboxes connected through the service.`,
	whoMay: 'administrators',
	method: 'mailservice.update',
	parameters: [mailServiceId, updateFields, emptyValues],
	adaptValidator: (validate, { required }) => (required ? validate : setOrKept(validate)),
	check: refuseNoField,
	run: async (params, { call }) =>
		hasChanges(params) ? await call('mailservice.update', params) : { ok: true, payload: false },
	output: {
		items: (updated, { ID }) => [{ id: ID, updated: updated as boolean }],
		fields: {
			id: { type: 'integer', description: 'The ID of the mail service' },
			updated: {
				type: 'boolean',
				description:
					'Whether an update was sent. It’s false if all fields are empty for the item and **Empty Values** is **Keep Current Value**. If Bitrix24 rejects the update, you get an error instead.',
			},
		},
	},
});

/** A value to set. Blank ones are refused, or left out where the user wants the field to keep what it has. */
function setOrKept(validate: Validator): Validator {
	const toSet = notZero(validate);
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

/**
 * An update without any field is refused; one whose fields are all blank, and to be kept, leaves the service
 * alone.
 */
function refuseNoField(params: Readonly<IDataObject>, context: ItemContext): InputError | undefined {
	if (hasChanges(params)) return undefined;
	const fields = context.getNodeParameter('updateFields', {}) as object;
	if (keepsBlanks(context) && Object.keys(fields).length > 0) return undefined;
	return new InputError('“Update Fields” is empty', 'Add at least one field to update.');
}
