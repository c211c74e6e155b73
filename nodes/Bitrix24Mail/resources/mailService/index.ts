import { defineResource } from '../define';
import { createMailService } from './create';
import { deleteMailService } from './delete';
import { getMailService } from './get';
import { getManyMailServices } from './getAll';
import { getMailServiceFields } from './getFields';
import { updateMailService } from './update';
import { upsertMailService } from './upsert';

/** Mail services: the mail providers that users choose from when they connect a mailbox. */
export const mailService = defineResource({
	value: 'mailService',
	name: 'Mail Service',
	description: 'An email provider that users can choose when they connect a mailbox',
	operations: [
		createMailService,
		upsertMailService,
		deleteMailService,
		getMailService,
		getMailServiceFields,
		getManyMailServices,
		updateMailService,
	],
	defaultOperation: getManyMailServices.value,
});
