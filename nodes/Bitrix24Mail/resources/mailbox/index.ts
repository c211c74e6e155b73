import { defineResource } from '../define';
import { getMailbox } from './get';
import { getManyMailboxes } from './getAll';
import { getMailboxField } from './getField';
import { getMailboxFields } from './getFields';
import { getSenders } from './getSenders';

/** Mailboxes that users have connected: they can be read, not changed. */
export const mailbox = defineResource({
	value: 'mailbox',
	name: 'Mailbox',
	description: 'An email account connected to Bitrix24',
	operations: [getMailbox, getMailboxField, getMailboxFields, getManyMailboxes, getSenders],
	defaultOperation: getManyMailboxes.value,
});
