import { FIELD_UNKNOWN } from './causes';
import { V3 } from './rest3';
import type { ErrorSpec } from './types';

const MAILBOX_FIELD_UNKNOWN = {
	...FIELD_UNKNOWN,
	next: 'Choose fields from the list, or use the names from Mailbox → Get Fields: id, name, email, senderName. If the name is right, your Bitrix24 may need an update.',
};

/**
 * Errors of `mail.mailbox.*` that mean more than those of REST 3.0 in general.
 *
 * @see https://apidocs.bitrix24.com/api-reference/mail/index.html
 */
export const mailboxErrors: readonly ErrorSpec[] = [
	{ code: `${V3}INVALIDSELECTEXCEPTION`, methods: ['mail.mailbox.get'], ...MAILBOX_FIELD_UNKNOWN },
	{ code: `${V3}UNKNOWNDTOPROPERTYEXCEPTION`, methods: ['mail.mailbox.get'], ...MAILBOX_FIELD_UNKNOWN },
];
