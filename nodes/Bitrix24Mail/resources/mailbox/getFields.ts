import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { eachRecord, selectInput } from '../shared';
import { fieldPropertiesOption } from './fieldProperties';

export const mailboxGetFieldsDescription: INodeProperties[] = [fieldPropertiesOption('getFields')];

export const mailboxGetFields: Operation = {
	method: 'mail.mailbox.field.list',
	input: selectInput('Properties'),
	output: eachRecord,
};
