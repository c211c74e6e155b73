import {
	CLOSED,
	FIELD_UNKNOWN,
	METHOD_PAUSED,
	METHOD_UNKNOWN,
	NOT_IN_PLAN,
	NOT_RECOGNIZED,
	PERMISSION_MISSING,
	SERVER_ISSUE,
	SUBSCRIPTION_MISSING,
} from './causes';
import type { ErrorSpec } from './types';

/** How most codes of REST 3.0 begin. */
export const V3 = 'BITRIX_REST_V3_EXCEPTION_';

const FIELD_NOT_FOUND = 'BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION';

/** The code for nearly all that a method refuses; `validation` says what it is. */
export const VALIDATION = `${V3}VALIDATION_REQUESTVALIDATIONEXCEPTION`;

/**
 * Errors of REST 3.0.
 *
 * @see https://apidocs.bitrix24.com/api-reference/rest-v3.html
 */
export const rest3Errors: readonly ErrorSpec[] = [
	{
		code: `${V3}ENTITYNOTFOUNDEXCEPTION`,
		usualStatus: 400,
		what: '{parameter}: there is no {noun|record} with ID {recordId}',
		standsAlone: true,
		next: 'Check the ID, or use Get Many to see what the credential’s user has access to. The {noun|record} may have been deleted.',
		parameter: 'record',
		concerns: 'call',
	},
	{
		code: FIELD_NOT_FOUND,
		methods: ['mail.mailbox.field.get', 'mail.message.field.get', 'mail.recipient.field.get'],
		what: '{parameter}: there is no {noun|field} “{name}”',
		standsAlone: true,
		next: 'Check the name. Use Get Fields to list the names.',
		parameter: 'record',
		concerns: 'call',
	},
	{
		code: FIELD_NOT_FOUND,
		what: 'Bitrix24 did not find the field',
		next: 'Check the field names in this node’s parameters.',
		parameter: 'record',
		concerns: 'call',
	},
	{
		code: VALIDATION,
		what: 'Bitrix24 rejected the value of {parameter|a parameter}',
		next: 'Check the values of this node’s parameters.',
		concerns: 'call',
	},
	{ code: `${V3}ACCESSDENIEDEXCEPTION`, matchStatus: 401, ...NOT_RECOGNIZED },
	// The site is stopped: CRestApiServer::__construct of the vendor's module “rest”.
	{ code: `${V3}ACCESSDENIEDEXCEPTION`, matchStatus: 400, ...CLOSED },
	{
		code: `${V3}ACCESSDENIEDEXCEPTION`,
		what: 'the credential’s user has no access',
		next: 'Use the credential of a user who has access in Bitrix24, or grant access there.',
		parameter: 'record',
		concerns: 'call',
	},
	// A plan without the REST API, or without its part: CRestApiServer::checkServerAuth and the classes of
	// these names.
	{ code: `${V3}LICENSEEXCEPTION`, usualStatus: 403, ...NOT_IN_PLAN },
	{ code: `${V3}RESTUNAVAILABLEEXCEPTION`, usualStatus: 402, ...NOT_IN_PLAN },
	{ code: `${V3}MARKETSUBSCRIPTIONREQUIREDEXCEPTION`, usualStatus: 402, ...SUBSCRIPTION_MISSING },
	{ code: `${V3}INSUFFICIENTSCOPEEXCEPTION`, usualStatus: 403, ...PERMISSION_MISSING },
	{ code: `${V3}METHODNOTFOUNDEXCEPTION`, usualStatus: 404, ...METHOD_UNKNOWN },
	{ code: `${V3}INVALIDSELECTEXCEPTION`, ...FIELD_UNKNOWN },
	{ code: `${V3}UNKNOWNDTOPROPERTYEXCEPTION`, ...FIELD_UNKNOWN },
	{
		code: `${V3}INVALIDPAGINATIONEXCEPTION`,
		what: 'Bitrix24 rejected the size of the list',
		next: 'Set Limit to a whole number of at least 1, or turn on Return All.',
		parameter: 'pagination',
		concerns: 'value',
	},
	{
		code: `${V3}INVALIDJSONEXCEPTION`,
		what: 'the request was damaged on its way to Bitrix24',
		next: 'Something between n8n and Bitrix24 changes requests. Check firewalls, and the proxy in Request Options.',
	},
	// LoadLimiter, which answers OPERATION_TIME_LIMIT in v1: RestApiServer of the vendor's module “rest”.
	{ code: `${V3}RATELIMITEXCEPTION`, usualStatus: 429, ...METHOD_PAUSED },
	{
		code: `${V3}IDEMPOTENCYKEYREUSEDEXCEPTION`,
		what: 'Bitrix24 has already received this request’s key with other content',
		next: 'Run the node again: each run uses new keys.',
	},
	{
		code: `${V3}INVALIDIDEMPOTENCYKEYEXCEPTION`,
		what: 'Bitrix24 rejected the request’s key',
		next: 'Something between n8n and Bitrix24 changes headers. Check firewalls, and the proxy in Request Options.',
	},
	{ code: `${V3}INTERNAL_INTERNALEXCEPTION`, usualStatus: 500, ...SERVER_ISSUE },
];
