import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { administratorNotice } from './administratorNotice';
import { mailServiceCreate, mailServiceCreateDescription } from './create';
import { mailServiceDelete } from './delete';
import { mailServiceGet } from './get';
import { mailServiceGetAll, mailServiceGetAllDescription } from './getAll';
import { mailServiceGetFields } from './getFields';
import { mailServiceId } from './mailServiceId';
import { simplify } from './serviceOutput';
import { mailServiceUpdate, mailServiceUpdateDescription } from './update';

/** The operations of Mail Service: which REST method each of them calls, and what the panel shows for it. */
export const mailServiceDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['mailService'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a mail service',
				description: 'Add a mail service that users can choose when they connect a mailbox',
				routing: { request: { url: 'mailservice.add' } },
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a mail service',
				description: 'Remove a mail service from the portal',
				routing: { request: { url: 'mailservice.delete' } },
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a mail service',
				description: 'Retrieve one mail service by its ID, active or not',
				routing: { request: { url: 'mailservice.get' } },
			},
			{
				name: 'Get Fields',
				value: 'getFields',
				action: 'Get the fields of mail services',
				description: 'Retrieve the names of the fields that a mail service has, with their labels',
				routing: { request: { url: 'mailservice.fields' } },
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many mail services',
				description: 'Retrieve the active mail services of the portal’s site',
				routing: { request: { url: 'mailservice.list' } },
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a mail service',
				description: 'Change fields of a mail service',
				routing: { request: { url: 'mailservice.update' } },
			},
		],
		default: 'getAll',
	},
	administratorNotice,
	mailServiceId,
	...mailServiceCreateDescription,
	...mailServiceGetAllDescription,
	simplify,
	...mailServiceUpdateDescription,
];

export const mailServiceOperations: Operation[] = [
	mailServiceCreate,
	mailServiceDelete,
	mailServiceGet,
	mailServiceGetAll,
	mailServiceGetFields,
	mailServiceUpdate,
];
