import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { text } from '../../execution/validators';
import { eachRecord, LIMIT_INPUT } from '../shared';

export const mailboxGetAllDescription: INodeProperties[] = [
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: { resource: ['mailbox'], operation: ['getAll'] } },
		options: [
			{
				displayName: 'Email',
				name: 'email',
				type: 'string',
				default: '',
				placeholder: 'e.g. support@',
				description: 'A part of the email address. Upper and lower case make no difference.',
				routing: { send: { type: 'body', property: 'email' } },
			},
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. Support',
				description: 'A part of the mailbox’s name. Upper and lower case make no difference.',
				routing: { send: { type: 'body', property: 'name' } },
			},
		],
	},
];

export const mailboxGetAll: Operation = {
	method: 'mail.mailbox.list',
	input: {
		...LIMIT_INPUT,
		name: { label: 'Name', validate: text },
		email: { label: 'Email', validate: text },
	},
	output: eachRecord,
};
