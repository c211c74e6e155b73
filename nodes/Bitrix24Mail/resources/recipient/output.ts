import type { Output } from '../define';
import { eachRecord } from '../shared/output';

/**
 * An item for each recipient, as Bitrix24 sends it.
 *
 * @param id what its ID is
 */
export const eachRecipient = (id: string): Output => ({
	items: eachRecord,
	fields: {
		id: { type: 'integer', description: id },
		email: { type: 'string', description: 'The email address' },
		name: { type: 'string', description: 'The name; can be empty' },
	},
});
