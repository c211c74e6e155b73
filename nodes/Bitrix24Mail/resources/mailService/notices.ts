import { notices } from '../shared';

const ADMINISTRATORS = 'Requires the webhook or account of a Bitrix24 administrator';

/**
 * Remarks by operation (Bitrix24 REST: mailservice.list, add, update, delete). That changes reach connected mailboxes, the
 * vendor's pages don't tell (vendor's source: MailServicesTable::update, delete).
 *
 * @see https://apidocs.bitrix24.com/api-reference/mailservice/mailservice-update.html
 */
export const mailServiceNotices = notices('mailService', {
	create: ADMINISTRATORS,
	delete: `${ADMINISTRATORS}. Mailboxes connected through the service move to another one or are switched off.`,
	getAll:
		'Bitrix24 lists the active mail services of the portal’s own site only. Get reads the others by their ID.',
	update: `${ADMINISTRATORS}. The changes also apply to mailboxes connected through the service.`,
	upsert: `${ADMINISTRATORS}. Active services are matched by exact name, and updates also apply to mailboxes connected through them.`,
});
