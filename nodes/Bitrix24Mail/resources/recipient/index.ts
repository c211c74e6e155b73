import { defineResource } from '../define';
import { getContacts } from './getContacts';
import { getEmployees } from './getEmployees';
import { getRecipientField } from './getField';
import { getRecipientFields } from './getFields';

/** People to write to: contacts of the mail address book, and employees. */
export const recipient = defineResource({
	value: 'recipient',
	name: 'Recipient',
	description: 'A contact or employee to send messages to',
	operations: [getContacts, getEmployees, getRecipientField, getRecipientFields],
	defaultOperation: getContacts.value,
});
