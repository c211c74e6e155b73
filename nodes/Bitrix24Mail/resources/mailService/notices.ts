import { notices } from '../shared';

const ADMINISTRATORS =
	'Only administrators may create, update or delete mail services: the webhook or account must be one of an administrator';

/** Remarks by operation (Bitrix24 REST: mailservice.list, add, update, delete). */
export const mailServiceNotices = notices('mailService', {
	create: ADMINISTRATORS,
	delete: ADMINISTRATORS,
	getAll:
		'Bitrix24 lists the active mail services of the portal’s own site only. Get reads the others by their ID.',
	update: `${ADMINISTRATORS}. An update can’t clear a field: Bitrix24 ignores empty values.`,
	upsert: `${ADMINISTRATORS}. A mail service is found by its exact name, and only while it is active.`,
});
