import { defineOperation } from '../define';
import { alwaysTrue } from '../shared/output';
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
	description: 'Permanently delete a mail service',
	notice: `${ADMINISTRATORS}. Mailboxes connected through the service are moved to another one or switched off.`,
	whoMay: 'administrators',
	method: 'mailservice.delete',
	parameters: [mailServiceId],
	output: {
		items: (_done, { ID }) => [{ id: ID, deleted: true }],
		fields: {
			id: { type: 'integer', description: 'The ID of the deleted mail service' },
			deleted: alwaysTrue,
		},
	},
});
