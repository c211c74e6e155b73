import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { filledText } from '../../execution/validators';
import { oneRecord, selectInput } from '../shared';

export const mailboxGetFieldDescription: INodeProperties[] = [
	{
		displayName: 'Field Name',
		name: 'fieldName',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: 'The mailbox field to describe',
		displayOptions: { show: { resource: ['mailbox'], operation: ['getField'] } },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a field…',
				typeOptions: { searchListMethod: 'searchMailboxFields', searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. senderName',
			},
		],
		routing: { send: { type: 'body', property: 'name' } },
	},
];

export const mailboxGetField: Operation = {
	method: 'mail.mailbox.field.get',
	input: {
		name: { label: 'Field Name', validate: filledText, required: true },
		...selectInput('Properties'),
	},
	output: oneRecord,
};
