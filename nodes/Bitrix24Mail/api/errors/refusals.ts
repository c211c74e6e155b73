import type { MethodName } from '../methods';
import { LOCAL_CODES } from '../call';

/**
 * What a error says of other calls. `call`: nothing, it is about this one's record. `value`: those with the same value of the
 * parameter that `about` names. `method`, `scope`: those of the same method, of all methods of the scope. `all`: every call
 * with this credential.
 */
export type Concerns = 'call' | 'value' | 'method' | 'scope' | 'all';

/**
 * What a error means to the person who reads it. Gaps in the texts: `{permission}`, the one that the method needs; `{record}`,
 * what the call is about; `{parameter}`, the label of the parameter to look at; `{host}`, the portal's; `{text}`, the
 * error's own text; and the parameters of the call by their names.
 */
export interface ErrorSpec {
	code: string;
	/** Only for these methods, where a code means different things. */
	methods?: readonly MethodName[];
	/** Only with this HTTP status. */
	matchStatus?: number;
	/** The HTTP status that it comes with. */
	usualStatus?: number;
	/** What happened. Follows “Could not get mail service 31: ”. */
	what: string;
	/** `what` names the record by itself: nothing goes before it. */
	standsAlone?: true;
	/** What to do next: whole sentences. */
	next: string;
	/**
	 * What to do next when the credential's user is known to be an administrator. Only for what a user who is none is refused
	 * with, too.
	 */
	ifAdministrator?: string;
	/** The error's text is one of ours, and says what to do in place of `next`. */
	textSaysNext?: true;
	/** The parameter to look at: that of the record, or a certain one of the REST method. */
	parameter?: 'key' | 'select' | 'pagination';
	/** Which other calls of the run would meet it, too; none are known when left out: it may pass. */
	concerns?: Concerns;
	/** The portal may have carried the call out all the same. */
	outcomeUnknown?: true;
}

/** What one cause means, whatever code the REST version has for it. */
type Cause = Omit<ErrorSpec, 'code' | 'methods' | 'onlyStatus' | 'status'>;

const V3 = 'BITRIX_REST_V3_EXCEPTION_';

const NOT_RECOGNIZED: Cause = {
	what: 'Bitrix24 doesn’t recognize this webhook or account',
	next: 'The webhook may have been deleted or has expired, or the account must be reconnected. Open the credential and test it.',
	concerns: 'all',
};

const PERMISSION_MISSING: Cause = {
	what: 'the webhook or app is missing the “{permission}” permission',
	next: 'In Bitrix24, open the webhook or app, add “{permission}” under Assign permissions, and save. For OAuth2, reconnect the credential afterwards. If the webhook’s URL has changed, update it in n8n.',
	concerns: 'scope',
};

const METHOD_UNKNOWN: Cause = {
	what: 'this Bitrix24 doesn’t know the method',
	next: 'A self-hosted Bitrix24 may need an update: mailboxes need REST 3.0. Also check that its “mail” module is switched on, and that the webhook or app has the “{permission}” permission.',
	concerns: 'method',
};

const METHOD_PAUSED: Cause = {
	what: 'Bitrix24 has paused this method for up to 10 minutes because it used too much server time',
	next: 'Run it again later, with fewer items in each run.',
	concerns: 'method',
};

const NOT_IN_PLAN: Cause = {
	what: 'the Bitrix24 plan does not include the REST API',
	next: 'The REST API is part of Bitrix24’s commercial plans: switch to one of them.',
	concerns: 'all',
};

const SUBSCRIPTION_MISSING: Cause = {
	what: 'the Bitrix24 subscription for apps has run out',
	next: 'Renew the Bitrix24 plan or subscription.',
	concerns: 'all',
};

const CLOSED: Cause = {
	what: 'this Bitrix24 is closed or was deleted',
	next: 'Open it in a browser. A self-hosted one may be closed for a while in the settings of its main module.',
	concerns: 'all',
};

const FIELD_UNKNOWN: Cause = {
	what: '{parameter|the request} contains an unknown field',
	standsAlone: true,
	next: 'Choose fields from the list. If they are right, your Bitrix24 may need an update.',
	parameter: 'select',
	concerns: 'value',
};

const MAILBOX_FIELD_UNKNOWN: Cause = {
	...FIELD_UNKNOWN,
	next: 'Choose fields from the list, or use the names from Mailbox → Get Fields: id, name, email, senderName. If the name is right, your Bitrix24 may need an update.',
};

/** Of a server that ran into trouble of its own; also for codes that are not known and come with a status of 5xx. */
export const SERVER_ISSUE: Cause = {
	what: 'Bitrix24 had an internal server issue',
	next: 'Try again later. If it keeps happening, ask your Bitrix24 administrator or Bitrix24 support.',
	outcomeUnknown: true,
};

/**
 * Every error that is known, the specific rows before the general ones: the first that fits counts
 * (Bitrix24 REST: statuses and system error codes; the methods' own error codes; REST 3.0 errors; OAuth 2.0; and the vendor's
 * published server sources, where they say more). The texts of Bitrix24 are in the portal's language, so nothing here looks
 * at them.
 *
 * @see https://apidocs.bitrix24.com/error-codes.html
 */
export const ERRORS: readonly ErrorSpec[] = [
	// mailservice.*: one code for everything, told apart by the method.
	{
		code: 'ERROR_CORE',
		matchStatus: 400,
		usualStatus: 400,
		methods: ['mailservice.get'],
		what: '{parameter}: there is no mail service with ID {ID}',
		standsAlone: true,
		next: 'Check the ID. Use Get Many to list the IDs of active services.',
		parameter: 'key',
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
		ifAdministrator: 'Check the values of the fields.',
		parameter: 'key',
		concerns: 'call',
	},
	{
		code: 'ERROR_CORE',
		matchStatus: 400,
		usualStatus: 400,
		methods: ['mailservice.update'],
		what: 'Bitrix24 rejected the changes to {record}',
		standsAlone: true,
		next: 'Either the credential’s user is not a Bitrix24 administrator, or the service no longer exists, or a value is not accepted.',
		ifAdministrator: 'Check that the service still exists, and the values of the fields.',
		parameter: 'key',
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
		ifAdministrator: 'It most likely no longer exists: check the ID.',
		parameter: 'key',
		concerns: 'call',
	},
	{
		code: 'ERROR_CORE',
		matchStatus: 400,
		usualStatus: 400,
		what: 'Bitrix24 rejected the request',
		next: 'Bitrix24’s answer says why, in the language of your Bitrix24.',
		concerns: 'call',
	},
	{
		// “SQL query error!”: RestException::initFromException of the vendor's module “rest”.
		code: 'ERROR_CORE',
		matchStatus: 500,
		what: 'Bitrix24’s database did not respond as it should',
		next: 'Try again in a few minutes. If it keeps happening, ask your Bitrix24 administrator or Bitrix24 support.',
		outcomeUnknown: true,
	},

	// REST 3.0
	{
		code: `${V3}ENTITYNOTFOUNDEXCEPTION`,
		usualStatus: 400,
		methods: ['mail.mailbox.get'],
		what: '{parameter}: there is no mailbox with ID {id}',
		standsAlone: true,
		next: 'Check the ID. Use Get Many to list the mailboxes that the credential’s user can access.',
		parameter: 'key',
		concerns: 'call',
	},
	{
		code: `${V3}ENTITYNOTFOUNDEXCEPTION`,
		what: 'Bitrix24 did not find it',
		next: 'Check the parameters: what they name may have been deleted.',
		parameter: 'key',
		concerns: 'call',
	},
	{
		code: 'BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION',
		methods: ['mail.mailbox.field.get'],
		what: '{parameter}: mailboxes have no field “{name}”',
		standsAlone: true,
		next: 'Check the name. Use Get Fields to list the names.',
		parameter: 'key',
		concerns: 'call',
	},
	{
		code: 'BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION',
		what: 'Bitrix24 did not find the field',
		next: 'Check the names of fields in the parameters.',
		parameter: 'key',
		concerns: 'call',
	},
	{
		code: `${V3}VALIDATION_REQUESTVALIDATIONEXCEPTION`,
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
		parameter: 'key',
		concerns: 'call',
	},
	// A plan without the REST API, or without its part: CRestApiServer::checkServerAuth and the classes of these names.
	{ code: `${V3}LICENSEEXCEPTION`, usualStatus: 403, ...NOT_IN_PLAN },
	{ code: `${V3}RESTUNAVAILABLEEXCEPTION`, usualStatus: 402, ...NOT_IN_PLAN },
	{ code: `${V3}MARKETSUBSCRIPTIONREQUIREDEXCEPTION`, usualStatus: 402, ...SUBSCRIPTION_MISSING },
	{ code: `${V3}INSUFFICIENTSCOPEEXCEPTION`, usualStatus: 403, ...PERMISSION_MISSING },
	{ code: `${V3}METHODNOTFOUNDEXCEPTION`, usualStatus: 404, ...METHOD_UNKNOWN },
	{ code: `${V3}INVALIDSELECTEXCEPTION`, methods: ['mail.mailbox.get'], ...MAILBOX_FIELD_UNKNOWN },
	{ code: `${V3}INVALIDSELECTEXCEPTION`, ...FIELD_UNKNOWN },
	{ code: `${V3}UNKNOWNDTOPROPERTYEXCEPTION`, methods: ['mail.mailbox.get'], ...MAILBOX_FIELD_UNKNOWN },
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
		what: 'the request reached Bitrix24 damaged',
		next: 'Something between n8n and Bitrix24 changes requests: check the proxy in Request Options and firewalls.',
	},
	// LoadLimiter, which answers OPERATION_TIME_LIMIT in v1: RestApiServer of the vendor's module “rest”.
	{ code: `${V3}RATELIMITEXCEPTION`, usualStatus: 429, ...METHOD_PAUSED },
	{
		code: `${V3}IDEMPOTENCYKEYREUSEDEXCEPTION`,
		what: 'Bitrix24 has seen the request’s key with other content',
		next: 'Run the node again: each run uses new keys.',
	},
	{
		code: `${V3}INVALIDIDEMPOTENCYKEYEXCEPTION`,
		what: 'Bitrix24 rejected the request’s key',
		next: 'Something between n8n and Bitrix24 changes headers: check the proxy in Request Options and firewalls.',
	},
	{ code: `${V3}INTERNAL_INTERNALEXCEPTION`, usualStatus: 500, ...SERVER_ISSUE },

	// Any method
	{
		code: 'QUERY_LIMIT_EXCEEDED',
		usualStatus: 503,
		what: 'Bitrix24’s request limit was reached',
		next: 'The node retried for about two minutes, but the request was not carried out. Other integrations may be using the limit, or Request Limit in the credential is too high. Run it again later.',
		concerns: 'all',
	},
	{ code: 'OPERATION_TIME_LIMIT', usualStatus: 429, ...METHOD_PAUSED },
	{
		code: 'OVERLOAD_LIMIT',
		usualStatus: 503,
		what: 'Bitrix24 has blocked its REST API because of overload',
		next: 'Only Bitrix24 support can lift this block: contact them. Running it again does not help.',
		concerns: 'all',
	},
	{
		code: 'ERROR_BATCH_METHOD_NOT_ALLOWED',
		usualStatus: 405,
		what: 'Bitrix24 does not allow the method in a batch',
		next: 'Process this item alone, for example with a Loop Over Items node and a batch size of 1.',
	},
	{
		code: 'ERROR_BATCH_LENGTH_EXCEEDED',
		usualStatus: 400,
		what: 'the batch held too many calls',
		next: 'Send fewer items together: set Request Options → Batching to 50 items or fewer.',
	},
	{ code: 'NO_AUTH_FOUND', usualStatus: 401, ...NOT_RECOGNIZED },
	{ code: 'INVALID_CREDENTIALS', matchStatus: 401, ...NOT_RECOGNIZED },
	{
		code: 'INVALID_CREDENTIALS',
		usualStatus: 403,
		what: 'the credential’s user lacks the rights',
		next: 'Use the webhook or account of a user who has the rights. Only administrators can change mail services.',
		concerns: 'method',
	},
	{
		code: 'expired_token',
		usualStatus: 401,
		what: 'the access token has expired and could not be renewed',
		next: 'Open the credential and reconnect the account.',
		concerns: 'all',
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

	// The token server, when n8n renews an access token
	{
		code: 'invalid_grant',
		what: 'the connection to Bitrix24 has expired',
		next: 'Reconnect the credential. Access was revoked, or it wasn’t used for 180 days.',
		concerns: 'all',
	},
	{
		code: 'invalid_client',
		what: 'Bitrix24’s token server doesn’t recognize the app',
		next: 'Compare Client ID and Client Secret in the credential with those of the local application in Bitrix24.',
		concerns: 'all',
	},
	{
		code: 'invalid_request',
		what: 'Bitrix24’s token server rejected the request',
		next: 'Check the Access Token URL in the credential.',
		concerns: 'all',
	},
	{
		code: 'invalid_scope',
		what: 'Bitrix24’s token server rejected the permissions',
		next: 'In Bitrix24, add “mail” and “mailservice” to the local application under Assign permissions, save, and reconnect the credential.',
		concerns: 'all',
	},
	{ code: 'PAYMENT_REQUIRED', ...SUBSCRIPTION_MISSING },
	{
		code: LOCAL_CODES.tokenServerTimeout,
		what: 'Bitrix24’s OAuth server did not answer in time',
		next: 'The access token has expired, so nothing was carried out. Run it again in a few minutes. If it keeps happening, check the Access Token URL in the credential, and the network between n8n and that server.',
		concerns: 'all',
	},
	{
		code: LOCAL_CODES.tokenServerUnavailable,
		what: 'Bitrix24’s OAuth server can’t be reached',
		next: 'The access token has expired, so nothing was carried out. Check the Access Token URL in the credential, and that n8n’s network lets it reach that server.',
		concerns: 'all',
	},
	{
		code: LOCAL_CODES.noToken,
		what: 'Bitrix24’s OAuth server gave no new access token',
		next: 'The access token has expired, so nothing was carried out. Check the Access Token URL in the credential, then reconnect it.',
		concerns: 'all',
	},

	// What no code of Bitrix24 describes
	{
		code: LOCAL_CODES.htmlPage,
		what: 'Bitrix24 returned a web page instead of data',
		next: 'Open the address in a browser. Bitrix24 may be closed, or a proxy or login page may be in front of it.',
		outcomeUnknown: true,
	},
	{
		code: LOCAL_CODES.notAnAnswer,
		what: 'the answer is not one of Bitrix24’s REST API',
		next: 'Check the address in the credential, and whether a proxy changes answers.',
		outcomeUnknown: true,
	},
	{
		code: LOCAL_CODES.redirect,
		what: 'the address of this Bitrix24 has changed',
		next: 'It answers with a redirect, which the node does not follow with a secret. If you trust the new address, enter it in the credential.',
		concerns: 'all',
	},
	{
		code: LOCAL_CODES.noConnection,
		what: 'Bitrix24 can’t be reached at {host|its address}',
		next: 'Check the address in the credential, and your network and proxy settings.',
		concerns: 'all',
	},
	{
		code: LOCAL_CODES.brokenConnection,
		what: 'the connection to Bitrix24 was lost',
		next: 'Try again in a few minutes. If it keeps happening, check the proxy and firewall between n8n and Bitrix24.',
		outcomeUnknown: true,
	},
	{
		code: LOCAL_CODES.timeout,
		what: 'Bitrix24 did not answer in time',
		next: 'Run it again when Bitrix24 is less busy, or raise Request Options → Timeout.',
		outcomeUnknown: true,
	},
	{
		code: LOCAL_CODES.unknownHost,
		what: 'there is no server named {host|in the credential}',
		next: 'Check the spelling of the address in the credential.',
		concerns: 'all',
	},
	{
		code: LOCAL_CODES.certificate,
		what: 'no secure connection to Bitrix24 could be made',
		next: 'Its certificate is not trusted. Add the certificate to n8n (NODE_EXTRA_CA_CERTS), or, on a private network only, turn on Request Options → Ignore SSL Issues.',
		concerns: 'all',
	},
	{
		code: LOCAL_CODES.cancelled,
		what: 'the execution was stopped',
		next: 'Start the workflow again to continue.',
		outcomeUnknown: true,
	},
	{
		code: LOCAL_CODES.stopped,
		what: 'the execution was stopped before the request was sent',
		next: 'Nothing was sent for this item. Start the workflow again to continue.',
	},
	{
		code: LOCAL_CODES.notSent,
		what: 'the request could not be sent',
		next: 'The details say why. Open the credential and test it.',
	},
	{
		code: LOCAL_CODES.badCredential,
		what: 'the credential can’t be used',
		next: 'Open the credential and correct it.',
		textSaysNext: true,
		concerns: 'all',
	},
	{
		code: LOCAL_CODES.notConnected,
		what: 'this credential isn’t connected yet',
		standsAlone: true,
		next: 'Open it and select Connect.',
		concerns: 'all',
	},
	{
		code: LOCAL_CODES.batchRejected,
		what: 'Bitrix24 rejected the batch of items that this one was in',
		next: 'There were too many rejected items to try each one alone. Correct or remove the items that were rejected one by one, and run the rest again.',
	},
	{
		code: LOCAL_CODES.overtaken,
		what: 'Bitrix24’s request limit was reached, and a later item has changed the same record',
		next: 'Nothing was changed for this item. Run it again if its values are the ones to keep.',
		parameter: 'key',
		concerns: 'call',
	},
	{
		code: LOCAL_CODES.internal,
		what: 'this node has a bug',
		next: 'Please report it with these details. Check in Bitrix24 what was carried out before you run it again.',
		outcomeUnknown: true,
	},
	{
		code: LOCAL_CODES.busy,
		what: 'another execution is still working on it',
		next: 'Nothing was sent for this item. Run it again when the other execution has ended, or raise Request Options → Timeout.',
		parameter: 'key',
		concerns: 'call',
	},
	{
		code: LOCAL_CODES.unsafeProxy,
		what: 'the proxy could read the credential’s secret',
		next: 'Nothing was sent. With a proxy, the portal’s certificate has to be checked: turn off Request Options → Ignore SSL Issues, or remove the proxy. To trust a certificate that isn’t public, set the environment variable NODE_EXTRA_CA_CERTS of n8n to its file.',
		concerns: 'all',
	},
	{
		code: LOCAL_CODES.ambiguousName,
		what: 'there are several active mail services named “{NAME}” ({text})',
		standsAlone: true,
		next: 'Rename or delete all but one in Bitrix24, or use Update with the right ID.',
		parameter: 'key',
		concerns: 'call',
	},
	{
		code: '',
		what: 'Bitrix24 reported an issue without a code',
		next: 'Bitrix24’s answer is all that is known. If it doesn’t help, ask your Bitrix24 administrator.',
	},
];
