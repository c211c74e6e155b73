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
	description: 'The mail service to get, update or delete',
	documentation: 'The service: From list (active services only), or By ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an active mail service…',
			hint: 'Only active services are listed. To use an inactive one, choose By ID.',
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
