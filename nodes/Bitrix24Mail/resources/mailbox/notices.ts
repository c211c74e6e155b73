/** What Bitrix24 shows of mailboxes. */
export const OWN_MAILBOXES =
	'Only mailboxes that the credential’s user can access are returned, even for administrators';
