import type { MethodName } from './methods';
import { OWN_CODES } from './outcome';

/** What a refusal means to the person who reads it. */
export interface RefusalFacts {
	code: string;
	/** Only for these methods, where a code means different things. */
	methods?: readonly MethodName[];
	/** Only with this HTTP status. */
	onlyStatus?: number;
	/** The HTTP status that it comes with. */
	status?: number;
	/** What happened; `{scope}` stands for the method's scope. Follows “Could not get mail service 31: ”. */
	what: string;
	/** What to do next: whole sentences. */
	next: string;
	/** The parameter to look at: that of the record, or a certain one of the REST method. */
	about?: 'key' | 'select' | 'pagination';
	/** It is about what the call asks for: another call of the same caller may succeed. */
	aboutTheCall?: true;
	/** The portal may have carried the call out all the same. */
	outcomeUnknown?: true;
}

const V3 = 'BITRIX_REST_V3_EXCEPTION_';

/**
 * Every refusal that is known, the specific rows before the general ones: the first that fits counts
 * (Bitrix24 REST: statuses and system error codes; the methods' own error codes; REST 3.0 errors; OAuth 2.0).
 * The texts of Bitrix24 are in the portal's language, so nothing here looks at them.
 */
export const REFUSALS: readonly RefusalFacts[] = [
	// mailservice.*: one code for everything, told apart by the method.
	{
		code: 'ERROR_CORE',
		status: 400,
		methods: ['mailservice.get'],
		what: 'there is no such mail service',
		next: 'Check the ID. Get Many lists the IDs of the active services of this portal’s site.',
		about: 'key',
	},
	{
		code: 'ERROR_CORE',
		status: 400,
		methods: ['mailservice.add'],
		what: 'Bitrix24 did not accept it',
		next: 'Only an administrator may create mail services: the webhook or the connected account must be one of an administrator. Then check the values of the fields.',
		about: 'key',
	},
	{
		code: 'ERROR_CORE',
		status: 400,
		methods: ['mailservice.update'],
		what: 'Bitrix24 did not accept the change',
		next: 'Only an administrator may update mail services: the webhook or the connected account must be one of an administrator. Then check that the service still exists, and the values of the fields.',
		about: 'key',
	},
	{
		code: 'ERROR_CORE',
		status: 400,
		methods: ['mailservice.delete'],
		what: 'Bitrix24 did not delete it',
		next: 'Only an administrator may delete mail services: the webhook or the connected account must be one of an administrator. Then check that the service still exists.',
		about: 'key',
	},
	{
		code: 'ERROR_CORE',
		status: 400,
		what: 'Bitrix24 did not accept the request',
		next: 'Bitrix24’s own words say why; they are in the portal’s language.',
	},

	// REST 3.0
	{
		code: `${V3}ENTITYNOTFOUNDEXCEPTION`,
		what: 'there is no such mailbox',
		next: 'Check the ID. Get Many lists the mailboxes that the credential’s user can use.',
		aboutTheCall: true,
		about: 'key',
	},
	{
		code: 'BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION',
		what: 'mailboxes have no such field',
		next: 'Check the name. Get Fields lists the names of the fields.',
		aboutTheCall: true,
		about: 'key',
	},
	{
		code: `${V3}VALIDATION_REQUESTVALIDATIONEXCEPTION`,
		what: 'Bitrix24 did not accept a value',
		next: 'Correct the value of the parameter that is named.',
		aboutTheCall: true,
	},
	{
		code: `${V3}ACCESSDENIEDEXCEPTION`,
		onlyStatus: 401,
		what: 'Bitrix24 does not know the caller',
		next: 'Open the credential and test it: the webhook may have been deleted, or the account must be connected again.',
	},
	{
		code: `${V3}ACCESSDENIEDEXCEPTION`,
		what: 'the credential’s user may not see it',
		next: 'Use the credential of a user who has access to it in Bitrix24, or have that access granted there.',
		aboutTheCall: true,
		about: 'key',
	},
	{
		code: `${V3}INSUFFICIENTSCOPEEXCEPTION`,
		what: 'the webhook or application lacks the scope “{scope}”',
		next: 'Tick “{scope}” in the webhook’s or application’s settings in Bitrix24 and save. An application must be connected again afterwards.',
	},
	{
		code: `${V3}METHODNOTFOUNDEXCEPTION`,
		what: 'this portal does not know the method',
		next: 'Mailboxes need REST 3.0: a self-hosted portal must be updated, with its “mail” and “rest” modules. Check as well that the scope “mail” is ticked.',
	},
	{
		code: `${V3}INVALIDSELECTEXCEPTION`,
		what: 'one of the chosen fields is not known',
		next: 'Choose from the list; a name from an expression must be spelled as Get Fields shows it.',
		aboutTheCall: true,
		about: 'select',
	},
	{
		code: `${V3}UNKNOWNDTOPROPERTYEXCEPTION`,
		what: 'Bitrix24 does not know one of the fields in the request',
		next: 'The portal may have an older version than this node expects: have it updated, or leave the optional fields out.',
		aboutTheCall: true,
		about: 'select',
	},
	{
		code: `${V3}INVALIDPAGINATIONEXCEPTION`,
		what: 'Bitrix24 did not accept the page',
		next: 'Set Limit to a whole number of at least 1, or turn Return All on.',
		aboutTheCall: true,
		about: 'pagination',
	},
	{
		code: `${V3}INVALIDJSONEXCEPTION`,
		what: 'the request reached Bitrix24 damaged',
		next: 'Something between n8n and the portal changes requests: look at the proxy in Options and at firewalls.',
	},
	{
		code: `${V3}RATELIMITEXCEPTION`,
		what: 'the portal receives too many requests',
		next: 'The request was not carried out, though it was sent again for about two minutes. Run it again when less of what uses the portal’s REST API is at work.',
	},
	{
		code: `${V3}IDEMPOTENCYKEYREUSEDEXCEPTION`,
		what: 'Bitrix24 has seen the request’s key with another content',
		next: 'Run the node again: each run uses keys of its own.',
	},
	{
		code: `${V3}INVALIDIDEMPOTENCYKEYEXCEPTION`,
		what: 'Bitrix24 did not accept the request’s key',
		next: 'Something between n8n and the portal changes headers: look at the proxy in Options and at firewalls.',
	},

	// Any method
	{
		code: 'QUERY_LIMIT_EXCEEDED',
		status: 503,
		what: 'the portal’s limit of requests was reached',
		next: 'The request was not carried out, though it was tried again for about two minutes. Something else uses up the portal’s limit, or the credential’s Request Limit is set too high: run it again when the portal is less busy.',
	},
	{
		code: 'OPERATION_TIME_LIMIT',
		status: 429,
		what: 'Bitrix24 has blocked the method, because it used too much server time',
		next: 'The block ends by itself within ten minutes. Process fewer items in each run.',
	},
	{
		code: 'OVERLOAD_LIMIT',
		status: 503,
		what: 'Bitrix24 has blocked the portal’s REST API',
		next: 'Only Bitrix24 support lifts this block: contact them. Trying again does not help.',
	},
	{
		code: 'ERROR_BATCH_METHOD_NOT_ALLOWED',
		status: 405,
		what: 'Bitrix24 does not allow the method in a batch',
		next: 'Process this item alone, for example with a Loop Over Items node and a batch size of 1.',
	},
	{
		code: 'ERROR_BATCH_LENGTH_EXCEEDED',
		status: 400,
		what: 'the batch held too many calls',
		next: 'Send fewer items together: set Request Options → Batching to 50 items or fewer.',
	},
	{
		code: 'NO_AUTH_FOUND',
		status: 401,
		what: 'Bitrix24 does not accept the webhook or access token',
		next: 'Open the credential and test it; then copy the webhook’s URL again, or connect the account again.',
	},
	{
		code: 'INVALID_CREDENTIALS',
		onlyStatus: 401,
		what: 'Bitrix24 does not know this webhook',
		next: 'The webhook was deleted or its URL is incomplete: copy the URL again in Bitrix24 and enter it in the credential.',
	},
	{
		code: 'INVALID_CREDENTIALS',
		status: 403,
		what: 'the credential’s user lacks the rights',
		next: 'Use the webhook or account of a user who has the rights; services are changed by administrators only.',
	},
	{
		code: 'expired_token',
		status: 401,
		what: 'the access token has expired and could not be renewed',
		next: 'Open the credential and connect the account again.',
	},
	{
		code: 'insufficient_scope',
		status: 403,
		what: 'the webhook or application does not have the scope “{scope}”',
		next: 'Open the webhook or application in Bitrix24, tick the scope “{scope}” and save. Then connect the account again, if it is an application’s.',
	},
	{
		code: 'user_access_error',
		status: 403,
		what: 'the application is not open to this user',
		next: 'Ask the portal’s administrator to give the user access to the application.',
	},
	{
		code: 'ACCESS_DENIED',
		status: 403,
		what: 'the portal’s plan does not include the REST API',
		next: 'The REST API is part of Bitrix24’s commercial plans: the portal needs one.',
	},
	{
		code: 'INVALID_REQUEST',
		status: 400,
		what: 'the portal was called over plain HTTP',
		next: 'Enter the portal’s address in the credential with https://.',
	},
	{
		code: 'ERROR_METHOD_NOT_FOUND',
		status: 404,
		what: 'the portal does not know the method',
		next: 'A self-hosted portal may be too old, or the “mail” module may be switched off. Check as well that the scopes “mail” and “mailservice” are ticked.',
	},
	{
		code: 'ERROR_MANIFEST_IS_NOT_AVAILABLE',
		status: 404,
		what: 'the portal’s manifest is not available',
		next: 'Install the application in the portal again, or ask the portal’s administrator.',
	},
	{
		code: 'PORTAL_DELETED',
		status: 500,
		what: 'the portal is closed or was deleted',
		next: 'Open the portal in a browser. A self-hosted one may be closed for the time being in its main module’s settings.',
	},
	{
		code: 'INTERNAL_SERVER_ERROR',
		status: 500,
		what: 'the portal’s server ran into a fault',
		next: 'Run it again later. When it stays, ask the portal’s administrator or Bitrix24 support.',
		outcomeUnknown: true,
	},
	{
		code: 'ERROR_UNEXPECTED_ANSWER',
		status: 500,
		what: 'the portal’s server got an unexpected answer inside',
		next: 'Try again later. When it stays, show Bitrix24’s code to the portal’s administrator or to Bitrix24 support.',
		outcomeUnknown: true,
	},

	// The token server, when n8n renews an access token
	{
		code: 'invalid_grant',
		what: 'the connection to Bitrix24 has ended',
		next: 'Open the credential and reconnect the account: access was revoked, or it was not used for 180 days.',
	},
	{
		code: 'invalid_client',
		what: 'Bitrix24’s token server does not know the application',
		next: 'Compare the Client ID and the Client Secret in the credential with the local application’s settings in Bitrix24.',
	},
	{
		code: 'invalid_request',
		what: 'Bitrix24’s token server did not understand the request',
		next: 'Check the Access Token URL in the credential.',
	},
	{
		code: 'invalid_scope',
		what: 'Bitrix24’s token server did not accept the scopes',
		next: 'Tick “mail” and “mailservice” in the local application’s settings and connect the account again.',
	},
	{
		code: 'PAYMENT_REQUIRED',
		what: 'the portal’s subscription for applications has run out',
		next: 'Renew the portal’s Bitrix24 plan or subscription.',
	},
	{
		code: OWN_CODES.tokenServerTimeout,
		what: 'Bitrix24’s OAuth server did not answer in time',
		next: 'The access token has expired, so nothing was carried out. Run it again in a few minutes. If it keeps happening, check the Access Token URL in the credential, and the network between n8n and that server.',
	},
	{
		code: OWN_CODES.tokenServerUnavailable,
		what: 'Bitrix24’s OAuth server can’t be reached',
		next: 'The access token has expired, so nothing was carried out. Check the Access Token URL in the credential, and that n8n’s network lets it reach that server.',
	},
	{
		code: OWN_CODES.noToken,
		what: 'Bitrix24’s OAuth server gave no new access token',
		next: 'The access token has expired, so nothing was carried out. Check the Access Token URL in the credential, then reconnect it.',
	},

	// What no code of Bitrix24 describes
	{
		code: OWN_CODES.htmlPage,
		what: 'a web page came instead of an answer',
		next: 'Open the portal in a browser: it may be closed, or a proxy or firewall stands before it.',
		outcomeUnknown: true,
	},
	{
		code: OWN_CODES.notAnAnswer,
		what: 'the answer is not one of Bitrix24’s REST API',
		next: 'Check the portal’s address in the credential, and whether a proxy changes answers.',
		outcomeUnknown: true,
	},
	{
		code: OWN_CODES.redirect,
		what: 'the portal’s address has changed',
		next: 'The portal answers with a redirect, which is not followed with a secret. When you trust the address it leads to, enter that one in the credential.',
	},
	{
		code: OWN_CODES.noConnection,
		what: 'the portal can’t be reached',
		next: 'Check that the portal is online, and the network and proxy between it and n8n.',
	},
	{
		code: OWN_CODES.brokenConnection,
		what: 'the connection to the portal broke off',
		next: 'Try again in a few minutes. When it stays, look at the proxy and firewall between n8n and the portal.',
		outcomeUnknown: true,
	},
	{
		code: OWN_CODES.timeout,
		what: 'the portal did not answer in time',
		next: 'Run it again when the portal is less busy, or raise Request Options → Timeout.',
		outcomeUnknown: true,
	},
	{
		code: OWN_CODES.unknownHost,
		what: 'the portal’s host name is not known',
		next: 'Check the spelling of the portal’s address in the credential.',
	},
	{
		code: OWN_CODES.certificate,
		what: 'no secure connection to the portal could be made',
		next: 'The portal’s certificate is not trusted. A self-hosted portal with a certificate of its own needs Request Options → Ignore SSL Issues.',
	},
	{
		code: OWN_CODES.cancelled,
		what: 'the execution was stopped',
		next: 'Start the workflow again when you want it to go on.',
		outcomeUnknown: true,
	},
	{
		code: OWN_CODES.stopped,
		what: 'the execution was stopped before the request was sent',
		next: 'Nothing was sent for this item. Start the workflow again when you want it to go on.',
	},
	{
		code: OWN_CODES.notSent,
		what: 'the request could not be sent',
		next: 'The details say why. Open the credential and test it.',
	},
	{
		code: OWN_CODES.badCredential,
		what: 'the credential can’t be used',
		next: 'Open the credential and correct it.',
	},
	{
		code: OWN_CODES.unsafeProxy,
		what: 'the proxy could read the credential’s secret',
		next: 'Nothing was sent. With a proxy, the portal’s certificate has to be checked: turn off Request Options → Ignore SSL Issues, or remove the proxy. To trust a certificate that isn’t public, set the environment variable NODE_EXTRA_CA_CERTS of n8n to its file.',
	},
	{
		code: OWN_CODES.ambiguousName,
		what: 'several active mail services have this name',
		next: 'Rename or delete all but one of them in Bitrix24, or use Update with the ID of the one that is meant.',
		about: 'key',
	},
	{
		code: '',
		what: 'Bitrix24 refused without naming a code',
		next: 'Bitrix24’s own words are all that is known. When they do not help, ask the portal’s administrator.',
	},
];
