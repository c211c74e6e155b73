import { notices } from '../shared';

const OWN_MAILBOXES = 'Bitrix24 gives only the mailboxes that the user of the credential has access to';

/** Remarks by operation (Bitrix24 REST 3.0: mail.mailbox.list, get, senders). */
export const mailboxNotices = notices('mailbox', {
	get: OWN_MAILBOXES,
	getAll: OWN_MAILBOXES,
	getSenders: 'Senders are the names and addresses that the user of the credential may send messages from',
});
