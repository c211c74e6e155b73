import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { eachRecord, LIMIT_INPUT, returnAllAndLimit } from '../shared';

export const mailboxGetSendersDescription: INodeProperties[] = returnAllAndLimit('mailbox', 'getSenders');

export const mailboxGetSenders: Operation = {
	method: 'mail.mailbox.senders',
	input: LIMIT_INPUT,
	output: eachRecord,
};
