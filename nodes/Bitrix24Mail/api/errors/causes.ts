/** What several codes mean: those of both versions of the REST API for the same thing, say. */
import type { Cause } from './types';

export const NOT_RECOGNIZED: Cause = {
	what: 'Bitrix24 doesn’t recognize this webhook or account',
	next: 'The webhook may have been deleted or has expired, or the account must be reconnected. Open the credential and test it.',
	concerns: 'all',
};

export const PERMISSION_MISSING: Cause = {
	what: 'the webhook or app is missing the “{permission}” permission',
	next: 'In Bitrix24, open the webhook or app, add “{permission}” under Assign permissions, and save. For OAuth2, reconnect the credential afterwards. If the webhook’s URL has changed, update it in n8n.',
	concerns: 'scope',
};

export const METHOD_UNKNOWN: Cause = {
	what: 'this Bitrix24 doesn’t support the method',
	next: 'A self-hosted Bitrix24 may need an update: mailboxes and messages need REST 3.0. Also check that its “mail” module is turned on, and that the webhook or app has the “{permission}” permission.',
	concerns: 'method',
};

export const METHOD_PAUSED: Cause = {
	what: 'Bitrix24 has paused this method for up to 10 minutes because it used too much server time',
	next: 'Run it again later, with fewer items in each run.',
	concerns: 'method',
};

export const NOT_IN_PLAN: Cause = {
	what: 'the Bitrix24 plan doesn’t include the REST API',
	next: 'Switch to one of Bitrix24’s commercial plans, which include the REST API.',
	concerns: 'all',
};

export const SUBSCRIPTION_MISSING: Cause = {
	what: 'the Bitrix24 subscription for apps has expired',
	next: 'Renew the Bitrix24 plan or subscription.',
	concerns: 'all',
};

export const CLOSED: Cause = {
	what: 'this Bitrix24 is closed or was deleted',
	next: 'Open it in a browser. A self-hosted Bitrix24 may be closed temporarily in the settings of its main module.',
	concerns: 'all',
};

export const FIELD_UNKNOWN: Cause = {
	what: '{parameter|the request} contains an unknown field',
	standsAlone: true,
	next: 'Choose fields from the list. If they are right, your Bitrix24 may need an update.',
	parameter: 'select',
	concerns: 'value',
};

/**
 * Of a server that ran into trouble of its own; also for codes that are not known and come with a status of
 * 5xx.
 */
export const SERVER_ISSUE: Cause = {
	what: 'Bitrix24 had an internal server issue',
	next: 'Try again later. If it keeps happening, ask your Bitrix24 administrator or Bitrix24 support.',
	outcomeUnknown: true,
};
