import type { Files } from './resources/mailService';
import type { StoredMailbox, StoredSender, StoredService } from './types';

/** The data of a portal that was told nothing else: four services, one of them inactive, three mailboxes, five senders. */

export const SAMPLE_SERVICES: ReadonlyArray<Partial<StoredService>> = [
	{
		ID: '1',
		NAME: 'Company Mail',
		SERVER: 'imap.example.com',
		PORT: '993',
		ENCRYPTION: 'Y',
		LINK: 'https://mail.example.com/',
		ICON: '1',
		SMTP_SERVER: 'smtp.example.com',
		SMTP_PORT: '465',
		SMTP_LOGIN_AS_IMAP: 'Y',
		SMTP_PASSWORD_AS_IMAP: 'Y',
		SMTP_ENCRYPTION: 'Y',
		UPLOAD_OUTGOING: 'N',
	},
	{
		ID: '2',
		NAME: 'Branch Office',
		SORT: '200',
		SERVER: 'imap.branch.example.com',
		PORT: '143',
		ENCRYPTION: 'N',
		LINK: 'https://webmail.branch.example.com/',
	},
	{
		ID: '3',
		NAME: 'Partner Mail',
		SORT: '200',
		SERVER: 'imap.partner.example.com',
		PORT: '993',
		ENCRYPTION: 'Y',
	},
	{ ID: '4', NAME: 'Old Mail Server', SORT: '500', ACTIVE: 'N', SERVER: 'mail.old.example.com', PORT: '143' },
];

export const SAMPLE_MAILBOXES: readonly StoredMailbox[] = [
	{ id: 1, name: 'Sales', email: 'sales@example.com', senderName: 'Sales Team' },
	{ id: 2, name: 'Support', email: 'support@example.com', senderName: 'Help Desk' },
	{ id: 3, name: 'Accounting', email: 'accounting@example.com', senderName: 'Accounting' },
];

export const SAMPLE_SENDERS: StoredSender[] = [
	{ email: 'sales@example.com', name: 'Sales Team' },
	{ email: 'sales@example.com', name: 'Sales' },
	{ email: 'support@example.com', name: 'Help Desk' },
	{ email: 'support@example.com', name: 'Support' },
	{ email: 'accounting@example.com', name: 'Accounting' },
];

/** A single transparent pixel. */
const PIXEL =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export function sampleFiles(): Files {
	return new Map([[1, { name: 'company-mail.png', bytes: Buffer.from(PIXEL, 'base64') }]]);
}

/** As many mailboxes as wanted, with the IDs 1 to `count`. */
export function manyMailboxes(count: number): StoredMailbox[] {
	return Array.from({ length: count }, (_, index) => {
		const id = index + 1;
		return { id, name: `Mailbox ${id}`, email: `mailbox${id}@example.com`, senderName: `Sender ${id}` };
	});
}

/** As many active services as wanted, with the IDs 1 to `count`, in this order in lists. */
export function manyServices(count: number): Array<Partial<StoredService>> {
	return Array.from({ length: count }, (_, index) => {
		const ID = String(index + 1);
		return {
			ID,
			NAME: `Service ${ID}`,
			SORT: ID,
			SERVER: `imap${ID}.example.com`,
			PORT: '993',
			ENCRYPTION: 'Y',
		};
	});
}
