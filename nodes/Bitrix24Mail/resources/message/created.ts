import type { OutputField } from '../define';
import { alwaysTrue } from '../shared/output';

const messageId: OutputField = { type: 'integer', description: 'The ID of the message' };

/**
 * What Bitrix24 answers when something was created from a message.
 *
 * @param name of the new record’s ID
 * @param what it is
 */
export const created = (name: string, what: string): Record<string, OutputField> => ({
	success: alwaysTrue,
	[name]: { type: 'integer', description: `The ID of ${what}` },
	messageId,
});
