import {
	CLOSED,
	METHOD_PAUSED,
	METHOD_UNKNOWN,
	NOT_IN_PLAN,
	NOT_RECOGNIZED,
	PERMISSION_MISSING,
	SERVER_ISSUE,
} from './causes';
import type { ErrorSpec } from './types';

/**
 * Errors that any method can meet.
 *
 * @see https://apidocs.bitrix24.com/error-codes.html
 */
export const commonErrors: readonly ErrorSpec[] = [
	{
		code: 'ERROR_CORE',
		matchStatus: 400,
		usualStatus: 400,
		what: 'Bitrix24 rejected the request',
		next: 'Bitrix24’s answer gives the reason, in the language of your Bitrix24.',
		concerns: 'call',
	},
	{
		// “SQL query error!”: RestException::initFromException of the vendor's module “rest”.
		code: 'ERROR_CORE',
		matchStatus: 500,
		what: 'Bitrix24’s database did not respond properly',
		next: 'Try again in a few minutes. If it keeps happening, ask your Bitrix24 administrator or Bitrix24 support.',
		outcomeUnknown: true,
	},
	{
		code: 'QUERY_LIMIT_EXCEEDED',
		usualStatus: 503,
		what: 'Bitrix24’s request limit was reached',
		next: 'The node retried for about two minutes, but Bitrix24 did not process the request. Other integrations may be using the limit, or Request Limit in the credential is too high. Run it again later.',
		concerns: 'all',
	},
	{ code: 'OPERATION_TIME_LIMIT', usualStatus: 429, ...METHOD_PAUSED },
	{
		code: 'OVERLOAD_LIMIT',
		usualStatus: 503,
		what: 'Bitrix24 has blocked its REST API because of overload',
		next: 'Only Bitrix24 support can lift this block. Running it again doesn’t help.',
		concerns: 'all',
	},
	{
		code: 'ERROR_BATCH_METHOD_NOT_ALLOWED',
		usualStatus: 405,
		what: 'Bitrix24 doesn’t allow this method in a batch',
		next: 'Process this item by itself, for example with a Loop Over Items node and a batch size of 1.',
	},
	{
		code: 'ERROR_BATCH_LENGTH_EXCEEDED',
		usualStatus: 400,
		what: 'the batch contained too many calls',
		next: 'Send fewer items together: set Request Options → Batching to 50 items or fewer.',
	},
	{ code: 'NO_AUTH_FOUND', usualStatus: 401, ...NOT_RECOGNIZED },
	{ code: 'INVALID_CREDENTIALS', matchStatus: 401, ...NOT_RECOGNIZED },
	{
		code: 'INVALID_CREDENTIALS',
		usualStatus: 403,
		what: 'the credential’s user doesn’t have the required rights',
		next: 'Use the webhook or account of a user who has them.',
		concerns: 'method',
	},
	{ code: 'insufficient_scope', usualStatus: 403, ...PERMISSION_MISSING },
	{
		code: 'user_access_error',
		usualStatus: 403,
		what: 'the app is not available to this user',
		next: 'Ask your Bitrix24 administrator to give the user access to the app.',
		concerns: 'all',
	},
	{ code: 'ACCESS_DENIED', usualStatus: 403, ...NOT_IN_PLAN },
	{
		code: 'INVALID_REQUEST',
		usualStatus: 400,
		what: 'Bitrix24 was called over plain HTTP',
		next: 'Enter the address in the credential with https://.',
		concerns: 'all',
	},
	{ code: 'ERROR_METHOD_NOT_FOUND', usualStatus: 404, ...METHOD_UNKNOWN },
	{
		code: 'ERROR_MANIFEST_IS_NOT_AVAILABLE',
		usualStatus: 404,
		what: 'the app’s manifest is not available',
		next: 'Install the app in Bitrix24 again, or ask your Bitrix24 administrator.',
		concerns: 'all',
	},
	{ code: 'PORTAL_DELETED', usualStatus: 500, ...CLOSED },
	{ code: 'INTERNAL_SERVER_ERROR', usualStatus: 500, ...SERVER_ISSUE },
	{ code: 'ERROR_UNEXPECTED_ANSWER', usualStatus: 500, ...SERVER_ISSUE },
	{
		code: '',
		what: 'Bitrix24 reported an issue without a code',
		next: 'See Bitrix24’s answer. If it doesn’t help, ask your Bitrix24 administrator.',
	},
];
