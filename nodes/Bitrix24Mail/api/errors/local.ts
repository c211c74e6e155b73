import { LOCAL_CODES } from '../call';
import type { ErrorSpec } from './types';

/** What no code of Bitrix24 describes. */
export const localErrors: readonly ErrorSpec[] = [
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
		parameter: 'record',
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
		parameter: 'record',
		concerns: 'call',
	},
	{
		code: LOCAL_CODES.unsafeProxy,
		what: 'the proxy could read the credential’s secret',
		next: 'Nothing was sent. With a proxy, the portal’s certificate has to be checked: turn off Request Options → Ignore SSL Issues, or remove the proxy. To trust a certificate that isn’t public, set the environment variable NODE_EXTRA_CA_CERTS of n8n to its file.',
		concerns: 'all',
	},
];
