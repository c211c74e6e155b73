/** What Bitrix24 shows of mailboxes. */
export const OWN_MAILBOXES =
	'Bitrix24 gives only the mailboxes that the user of the credential has access to';
