import type { Operation } from '../../execution/operation';
import { eachRecord, selectInput } from '../shared';

export const mailboxGetFields: Operation = {
	method: 'mail.mailbox.field.list',
	input: selectInput('Properties'),
	output: eachRecord,
};
