import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';

/** The portal answers with one object of field names and labels: each becomes an item. */
export const mailServiceGetFields: Operation = {
	method: 'mailservice.fields',
	input: {},
	output: (fields) => Object.entries(fields as IDataObject).map(([name, title]) => ({ name, title })),
};
