import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { unlessBlank } from '../../execution/rules';
import { NAME_FIELD, NAME_INPUT, SERVICE_FIELDS, SERVICE_INPUT, withRules } from './serviceFields';

/** Create or Update has the same parameters. */
const showForNew = { resource: ['mailService'], operation: ['create', 'upsert'] };

export const mailServiceCreateDescription: INodeProperties[] = [
	{ ...NAME_FIELD, required: true, displayOptions: { show: showForNew } },
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: showForNew },
		options: SERVICE_FIELDS,
	},
];

export const mailServiceCreate: Operation = {
	method: 'mailservice.add',
	input: { NAME: { ...NAME_INPUT, required: true }, ...withRules(SERVICE_INPUT, unlessBlank) },
	output: (id) => [{ id: id as number }],
};
