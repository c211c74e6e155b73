import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { mailServiceCreate, mailServiceCreateDescription } from './create';
import { mailServiceDelete } from './delete';
import { mailServiceGet } from './get';
import { mailServiceGetAll, mailServiceGetAllDescription } from './getAll';
import { mailServiceGetFields } from './getFields';
import { mailServiceId } from './mailServiceId';
import { mailServiceNotices } from './notices';
import { serviceOutputDescription } from './serviceOutput';
import { mailServiceUpdate, mailServiceUpdateDescription } from './update';
import { mailServiceUpsert } from './upsert';

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
				action: 'Create mail service',
				description: 'Create a mail service, which users then find when they connect a mailbox',
				routing: { request: { url: 'mailservice.add' } },
			},
			{
				name: 'Create or Update',
				value: 'upsert',
				action: 'Create or update mail service',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
				routing: { request: { url: 'mailservice.upsert' } },
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete mail service',
				description: 'Delete a mail service permanently',
				routing: { request: { url: 'mailservice.delete' } },
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get mail service',
				description: 'Retrieve a mail service by its ID, active or not',
				routing: { request: { url: 'mailservice.get' } },
			},
			{
				name: 'Get Fields',
				value: 'getFields',
				action: 'Get mail service fields',
				description: 'Retrieve the names and labels of the fields that a mail service has',
				routing: { request: { url: 'mailservice.fields' } },
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many mail services',
				description: 'Retrieve a list of the active mail services',
				routing: { request: { url: 'mailservice.list' } },
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update mail service',
				description: 'Change fields of a mail service, found by its ID',
				routing: { request: { url: 'mailservice.update' } },
			},
		],
		default: 'getAll',
	},
	...mailServiceNotices,
	mailServiceId,
	...mailServiceCreateDescription,
	...mailServiceGetAllDescription,
	...serviceOutputDescription,
	...mailServiceUpdateDescription,
];

export const mailServiceOperations: Operation[] = [
	mailServiceCreate,
	mailServiceDelete,
	mailServiceGet,
	mailServiceGetAll,
	mailServiceGetFields,
	mailServiceUpdate,
	mailServiceUpsert,
];
