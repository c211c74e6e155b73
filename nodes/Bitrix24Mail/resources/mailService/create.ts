import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { unlessBlank } from '../../execution/validators';
import { NAME_FIELD, NAME_INPUT, SERVICE_FIELDS, SERVICE_INPUT, withRules } from './serviceFields';

const showFor = (...operations: string[]) => ({
	show: { resource: ['mailService'], operation: operations },
});

const ADDITIONAL_FIELDS: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: SERVICE_FIELDS,
};

/**
 * Create or Update has the same parameters, and starts with another choice of them: a new service is of no use without
 * server, port and encryption, but one that is there must not lose its own. n8n fills in what a collection starts with
 * when the parameter is not there yet: in a new node. One that is saved, be it empty, stays as it is.
 */
export const mailServiceCreateDescription: INodeProperties[] = [
	{ ...NAME_FIELD, required: true, displayOptions: showFor('create', 'upsert') },
	{
		...ADDITIONAL_FIELDS,
		default: { server: '', port: 993, encryption: true },
		displayOptions: showFor('create'),
	},
	{ ...ADDITIONAL_FIELDS, displayOptions: showFor('upsert') },
];

export const mailServiceCreate: Operation = {
	method: 'mailservice.add',
	input: { NAME: { ...NAME_INPUT, required: true }, ...withRules(SERVICE_INPUT, unlessBlank) },
	output: (id) => [{ id: id as number, created: true }],
};
