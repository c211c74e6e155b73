import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { returnAllAndLimit } from '../shared';
import { fieldProperties } from './fieldProperties';
import { mailboxGet, mailboxGetDescription } from './get';
import { mailboxGetAll, mailboxGetAllDescription } from './getAll';
import { mailboxGetField, mailboxGetFieldDescription } from './getField';
import { mailboxGetFields } from './getFields';
import { mailboxGetSenders } from './getSenders';

/** The operations of Mailbox: which REST method each of them calls, and what the panel shows for it. */
export const mailboxDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['mailbox'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get a mailbox',
				description: 'Retrieve one mailbox that the credential’s user can use',
				routing: { request: { url: 'mail.mailbox.get' } },
			},
			{
				name: 'Get Field',
				value: 'getField',
				action: 'Get a mailbox field',
				description: 'Retrieve type, label and rules of one field that mailboxes have',
				routing: { request: { url: 'mail.mailbox.field.get' } },
			},
			{
				name: 'Get Fields',
				value: 'getFields',
				action: 'Get the fields of mailboxes',
				description: 'Retrieve the fields that mailboxes have, with their types, labels and rules',
				routing: { request: { url: 'mail.mailbox.field.list' } },
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many mailboxes',
				description: 'Retrieve the mailboxes that the credential’s user can use',
				routing: { request: { url: 'mail.mailbox.list' } },
			},
			{
				name: 'Get Senders',
				value: 'getSenders',
				action: 'Get the senders',
				description: 'Retrieve the names and addresses that the credential’s user may send messages from',
				routing: { request: { url: 'mail.mailbox.senders' } },
			},
		],
		default: 'getAll',
	},
	...returnAllAndLimit('mailbox', ['getAll', 'getSenders']),
	...mailboxGetDescription,
	...mailboxGetAllDescription,
	...mailboxGetFieldDescription,
	fieldProperties,
];

export const mailboxOperations: Operation[] = [
	mailboxGet,
	mailboxGetAll,
	mailboxGetField,
	mailboxGetFields,
	mailboxGetSenders,
];
