import { LOCAL_CODES } from '../call';
import type { ErrorSpec } from './types';

const ADMINISTRATORS_ONLY = 'create, update or delete mail services';

/**
 * Errors of `mailservice.*`: Bitrix24 has one code for everything, told apart by the method.
 *
 * @see https://apidocs.bitrix24.com/api-reference/mailservice/index.html
 */
export const mailServiceErrors: readonly ErrorSpec[] = [
	{
		code: 'ERROR_CORE',
		matchStatus: 400,
		usualStatus: 400,
		methods: ['mailservice.get'],
		what: '{parameter}: there is no mail service with ID {ID}',
		standsAlone: true,
		next: 'Check the ID. Use Get Many to list the IDs of active services.',
		parameter: 'record',
		concerns: 'call',
	},
	{
		code: 'ERROR_CORE',
		matchStatus: 400,
		usualStatus: 400,
		methods: ['mailservice.add'],
		what: 'Bitrix24 rejected the new {record}',
		standsAlone: true,
		next: 'Most often, the credential’s user is not a Bitrix24 administrator, and only administrators can create mail services. Otherwise, check the values of the fields.',
		administratorsOnly: ADMINISTRATORS_ONLY,
		ifAdministrator: 'Check the values of the fields.',
		parameter: 'record',
		concerns: 'call',
	},
	{
		code: 'ERROR_CORE',
		matchStatus: 400,
		usualStatus: 400,
		methods: ['mailservice.update'],
		what: 'Bitrix24 rejected the changes to {record}',
		standsAlone: true,
		next: 'Either the credential’s user is not a Bitrix24 administrator, or the service no longer exists, or Bitrix24 doesn’t accept one of the values.',
		administratorsOnly: ADMINISTRATORS_ONLY,
		ifAdministrator: 'Check that the service still exists, and the values of the fields.',
		parameter: 'record',
		concerns: 'call',
	},
	{
		code: 'ERROR_CORE',
		matchStatus: 400,
		usualStatus: 400,
		methods: ['mailservice.delete'],
		what: 'Bitrix24 rejected deleting {record}',
		standsAlone: true,
		next: 'Either the service no longer exists, or the credential’s user is not a Bitrix24 administrator.',
		administratorsOnly: ADMINISTRATORS_ONLY,
		ifAdministrator: 'It most likely no longer exists: check the ID.',
		parameter: 'record',
		concerns: 'call',
	},
	{
		code: LOCAL_CODES.ambiguousName,
		what: 'there are several active mail services named “{NAME}” ({text})',
		standsAlone: true,
		next: 'Rename or delete all but one in Bitrix24, or use Update with the right ID.',
		parameter: 'record',
		concerns: 'call',
	},
	{
		code: 'INVALID_CREDENTIALS',
		matchStatus: 403,
		usualStatus: 403,
		methods: ['mailservice.add', 'mailservice.update', 'mailservice.delete'],
		what: 'the credential’s user doesn’t have the required rights',
		next: 'Only Bitrix24 administrators can change mail services: use an administrator’s webhook or account.',
		concerns: 'method',
	},
];
