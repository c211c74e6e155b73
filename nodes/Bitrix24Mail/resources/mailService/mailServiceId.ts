import type { INodeProperties } from 'n8n-workflow';
import type { InputField } from '../../execution/operation';
import { id } from '../../execution/validators';
import { ID_VALIDATION } from '../shared';

/**
 * The parameter that names a mail service. Declared once for all operations that need it: n8n evaluates a parameter's
 * expression for each declaration of its name, whether it is shown or not.
 */
export const mailServiceId: INodeProperties = {
	displayName: 'Mail Service',
	name: 'mailServiceId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The mail service to work with',
	displayOptions: { show: { resource: ['mailService'], operation: ['delete', 'get', 'update'] } },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an active mail service…',
			hint: 'Bitrix24 lists active mail services only. Choose By ID for others.',
			typeOptions: { searchListMethod: 'searchMailServices', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 31',
			validation: ID_VALIDATION,
		},
	],
	routing: { send: { type: 'body', property: 'ID' } },
};

/** What {@link mailServiceId} sends. */
export const MAIL_SERVICE_ID_INPUT: Record<'ID', InputField> = {
	ID: { label: 'Mail Service', validate: id, required: true },
};
