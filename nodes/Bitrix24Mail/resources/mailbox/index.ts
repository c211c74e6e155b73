import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { returnAllAndLimit } from '../shared';
import { fieldProperties } from './fieldProperties';
import { mailboxGet, mailboxGetDescription } from './get';
import { mailboxGetAll, mailboxGetAllDescription } from './getAll';
import { mailboxGetField, mailboxGetFieldDescription } from './getField';
import { mailboxGetFields } from './getFields';
import { mailboxGetSenders } from './getSenders';
import { mailboxNotices } from './notices';

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
				action: 'Get mailbox',
				description: 'Retrieve the name, address and sender name of a mailbox by its ID',
				routing: { request: { url: 'mail.mailbox.get' } },
			},
			{
				name: 'Get Field',
				value: 'getField',
				action: 'Get mailbox field',
				description: 'Retrieve type, label and rules of one field that mailboxes have',
				routing: { request: { url: 'mail.mailbox.field.get' } },
			},
			{
				name: 'Get Fields',
				value: 'getFields',
				action: 'Get mailbox fields',
				description: 'Retrieve a list of the fields that mailboxes have, with types, labels and rules',
				routing: { request: { url: 'mail.mailbox.field.list' } },
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many mailboxes',
				description: 'Retrieve a list of mailboxes, by a part of the name or address if wanted',
				routing: { request: { url: 'mail.mailbox.list' } },
			},
			{
				name: 'Get Senders',
				value: 'getSenders',
				action: 'Get senders',
				description: 'Retrieve a list of the names and addresses that messages may be sent from',
				routing: { request: { url: 'mail.mailbox.senders' } },
			},
		],
		default: 'getAll',
	},
	...mailboxNotices,
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
