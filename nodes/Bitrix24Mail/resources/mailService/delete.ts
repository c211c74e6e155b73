import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { MAIL_SERVICE_ID_INPUT, mailServiceId } from './mailServiceId';

export const mailServiceDeleteDescription: INodeProperties[] = [
	{
		displayName: 'Only an administrator’s webhook or account may delete mail services',
		name: 'deleteNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { resource: ['mailService'], operation: ['delete'] } },
	},
	mailServiceId(['delete']),
];

export const mailServiceDelete: Operation = {
	method: 'mailservice.delete',
	input: MAIL_SERVICE_ID_INPUT,
	output: (_done, { ID }) => [{ id: ID, deleted: true }],
};
