import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { id } from '../../execution/validators';
import { ID_VALIDATION, oneRecord, selectInput } from '../shared';

const showOnlyForGet = { resource: ['mailbox'], operation: ['get'] };

export const mailboxGetDescription: INodeProperties[] = [
	{
		displayName: 'Mailbox',
		name: 'mailboxId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: 'The mailbox to get',
		displayOptions: { show: showOnlyForGet },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a mailbox…',
				typeOptions: { searchListMethod: 'searchMailboxes', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 4',
				validation: ID_VALIDATION,
			},
		],
		routing: { send: { type: 'body', property: 'id' } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: showOnlyForGet },
		options: [
			{
				displayName: 'Field Names or IDs',
				name: 'fields',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getMailboxFields' },
				default: [],
				description:
					'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				hint: 'All fields are returned when none is chosen',
				routing: { send: { type: 'body', property: 'select' } },
			},
		],
	},
];

export const mailboxGet: Operation = {
	method: 'mail.mailbox.get',
	input: { id: { label: 'Mailbox', validate: id, required: true }, ...selectInput('Field Names or IDs') },
	output: oneRecord,
};
