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
	description: 'Retrieve the names and labels of all mail service fields',
	whoMay: 'any user',
	method: 'mailservice.fields',
	parameters: [],
	output: {
		items: (fields) => Object.entries(fields as IDataObject).map(([name, title]) => ({ name, title })),
		fields: {
			name: { type: 'string', description: 'The name in Bitrix24, in capital letters' },
			title: { type: 'string', description: 'The label, in the language of your Bitrix24' },
		},
	},
});
