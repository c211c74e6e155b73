import type { IDataObject } from 'n8n-workflow';
import { defineOperation } from '../define';

/**
 * The portal answers with one object of field names and labels: each becomes an item.
 *
 * @see https://apidocs.bitrix24.com/api-reference/mailservice/mailservice-fields.html
 */
export const getMailServiceFields = defineOperation({
	value: 'getFields',
	name: 'Get Fields',
	action: 'Get mail service fields',
	description: 'Retrieve the names and labels of the fields that a mail service has',
	whoMay: 'any user',
	method: 'mailservice.fields',
	parameters: [],
	output: {
		items: (fields) => Object.entries(fields as IDataObject).map(([name, title]) => ({ name, title })),
		fields: {
			name: { type: 'string', description: 'The field’s name in Bitrix24, in capital letters' },
			title: { type: 'string', description: 'Its label, in the portal’s language' },
		},
	},
});
