import { id } from '../../execution/validators';
import { parameter } from '../define';
import { ID_VALIDATION } from '../shared/idValidation';

/** The parameter that names a mail service. */
export const mailServiceId = parameter({
	displayName: 'Mail Service',
	name: 'mailServiceId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The mail service to work with',
	documentation: 'The service: From list (active ones), or By ID',
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
	sendAs: 'ID',
	validate: id,
});
