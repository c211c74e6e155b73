import type { Operation } from '../../execution/operation';
import { eachRecord, LIMIT_INPUT } from '../shared';

export const mailboxGetSenders: Operation = {
	method: 'mail.mailbox.senders',
	input: LIMIT_INPUT,
	output: eachRecord,
};
