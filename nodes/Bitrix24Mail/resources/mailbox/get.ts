import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { id } from '../../execution/rules';
import { ID_VALIDATION, oneRecord, selectInput } from '../shared';

const showOnlyForGet = { resource: ['mailbox'], operation: ['get'] };

export const mailboxGetDescription: INodeProperties[] = [
	{
		displayName: 'Mailbox',
		name: 'mailboxId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: 'The mailbox to get, out of those that the credential’s user can use',
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
				displayName: 'Fields',
				name: 'fields',
				type: 'multiOptions',
				default: [],
				description: 'The fields to return. All of them when none is chosen.',
				options: [
					{ name: 'Email', value: 'email' },
					{ name: 'ID', value: 'id' },
					{ name: 'Name', value: 'name' },
					{ name: 'Sender Name', value: 'senderName' },
				],
				routing: { send: { type: 'body', property: 'select' } },
			},
		],
	},
];

export const mailboxGet: Operation = {
	method: 'mail.mailbox.get',
	input: { id: { label: 'Mailbox', rule: id, required: true }, ...selectInput('Fields') },
	output: oneRecord,
};
