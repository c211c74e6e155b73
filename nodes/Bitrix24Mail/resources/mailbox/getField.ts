import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { filledText } from '../../execution/rules';
import { oneRecord, selectInput } from '../shared';

export const mailboxGetFieldDescription: INodeProperties[] = [
	{
		displayName: 'Field Name',
		name: 'fieldName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. senderName',
		description: 'The name of the mailbox field, as Get Fields returns it',
		displayOptions: { show: { resource: ['mailbox'], operation: ['getField'] } },
		routing: { send: { type: 'body', property: 'name' } },
	},
];

export const mailboxGetField: Operation = {
	method: 'mail.mailbox.field.get',
	input: { name: { label: 'Field Name', rule: filledText, required: true }, ...selectInput('Properties') },
	output: oneRecord,
};
