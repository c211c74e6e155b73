import type { Output, OutputField } from '../define';
import { eachRecord, oneRecord } from '../shared/output';

const MAILBOX: Record<string, OutputField> = {
	id: { type: 'integer', description: 'The ID' },
	name: { type: 'string', description: 'The name' },
	email: { type: 'string', description: 'The email address' },
	senderName: { type: 'string', description: 'The name recipients see; can be empty' },
};

/** One mailbox, as Bitrix24 sends it. */
export const oneMailbox: Output = { items: oneRecord, fields: MAILBOX };

/** An item for each mailbox, as Bitrix24 sends it. */
export const eachMailbox: Output = { items: eachRecord, fields: MAILBOX };
