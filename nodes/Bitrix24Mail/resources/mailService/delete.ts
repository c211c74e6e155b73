import { defineOperation } from '../define';
import { mailServiceId } from './id';
import { ADMINISTRATORS } from './notices';

/**
 * What becomes of connected mailboxes, the vendor's page doesn't tell (vendor's source:
 * MailServicesTable::delete).
 *
 * @see https://apidocs.bitrix24.com/api-reference/mailservice/mailservice-delete.html
 */
export const deleteMailService = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete mail service',
	description: 'Delete a mail service permanently',
	notice: `${ADMINISTRATORS}. Mailboxes connected through the service move to another one or are switched off.`,
	whoMay: 'administrators',
	method: 'mailservice.delete',
	parameters: [mailServiceId],
	output: {
		items: (_done, { ID }) => [{ id: ID, deleted: true }],
		fields: {
			id: { type: 'integer', description: 'The ID of the mail service that was deleted' },
			deleted: {
				type: 'boolean',
				description: 'Always true: when Bitrix24 refuses, there is an error instead',
			},
		},
	},
});
