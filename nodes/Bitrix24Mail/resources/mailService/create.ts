import { unlessBlank } from '../../execution/validators';
import { defineOperation } from '../define';
import { alwaysTrue } from '../shared/output';
import { additionalFields, newName } from './fields';
import { ADMINISTRATORS } from './notices';

/**
 * A new service is of no use without server, port and encryption, so its panel starts with them. n8n fills in
 * what a collection starts with when the parameter is not there yet: in a new node. One that is saved, be it
 * empty, stays as it is.
 *
 * @see https://apidocs.bitrix24.com/api-reference/mailservice/mailservice-add.html
 */
export const createMailService = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create mail service',
	description: 'Create a mail service that users can choose when they connect a mailbox',
	notice: ADMINISTRATORS,
	whoMay: 'administrators',
	method: 'mailservice.add',
	parameters: [
		{ ...newName, documentation: 'The name users see when they connect a mailbox' },
		{ ...additionalFields, default: { server: '', port: 993, encryption: true } },
	],
	adaptValidator: (validate, { required }) => (required ? validate : unlessBlank(validate)),
	output: {
		items: (id) => [{ id: id as number, created: true }],
		fields: {
			id: { type: 'integer', description: 'The ID of the new mail service' },
			created: alwaysTrue,
		},
	},
});
