import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { filledText } from '../../execution/rules';
import { NAME_FIELD, SERVICE_FIELDS, SERVICE_INPUT } from './serviceFields';

const showOnlyForCreate = { resource: ['mailService'], operation: ['create'] };

export const mailServiceCreateDescription: INodeProperties[] = [
	{ ...NAME_FIELD, required: true, displayOptions: { show: showOnlyForCreate } },
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: showOnlyForCreate },
		options: SERVICE_FIELDS,
	},
];

export const mailServiceCreate: Operation = {
	method: 'mailservice.add',
	input: { NAME: { label: 'Name', rule: filledText, required: true }, ...SERVICE_INPUT },
	output: (id) => [{ id: id as number }],
};
