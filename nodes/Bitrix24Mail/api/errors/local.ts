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
		what: 'the answer did not come from Bitrix24’s REST API',
		next: 'Check the address in the credential, and whether a proxy changes responses.',
		outcomeUnknown: true,
	},
	{
		code: LOCAL_CODES.redirect,
		what: 'the address of this Bitrix24 has changed',
		next: 'Bitrix24 answered with a redirect, which the node doesn’t follow, to protect your secret. If you trust the new address, enter it in the credential.',
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
		next: 'See the details for the reason. Open the credential and test it.',
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
		what: 'Bitrix24 rejected the batch that contained this item',
		next: 'Too many items were rejected to try each one separately. Correct or remove the items that Bitrix24 rejected on their own, then run the others again.',
	},
	{
		code: LOCAL_CODES.overtaken,
		what: 'Bitrix24’s request limit was reached, and a later item has changed the same record',
		next: 'Nothing was changed for this item. Run it again if you want its values instead.',
		parameter: 'record',
		concerns: 'call',
	},
	{
		code: LOCAL_CODES.internal,
		what: 'this node has a bug',
		next: 'Please report it with these details. Before you run it again, check in Bitrix24 what was done.',
		outcomeUnknown: true,
	},
	{
		code: LOCAL_CODES.busy,
		what: 'another execution is still working on the same record',
		next: 'Nothing was sent for this item. Run it again when the other execution has finished, or raise Request Options → Timeout.',
		parameter: 'record',
		concerns: 'call',
	},
	{
		code: LOCAL_CODES.noSender,
		what: 'the credential’s user can’t send from the mailbox that received the message',
		next: 'Choose a sender under “From”.',
		concerns: 'call',
	},
	{
		code: LOCAL_CODES.partlyMoved,
		what: 'Bitrix24 processed only some of the messages in the request',
		next: 'Check in Bitrix24 where the message is now.',
		outcomeUnknown: true,
		concerns: 'call',
	},
	{
		code: LOCAL_CODES.unsafeProxy,
		what: 'the proxy could read the credential’s secret',
		next: 'Nothing was sent. With a proxy, Bitrix24’s certificate must be checked: turn off Request Options → Ignore SSL Issues, or remove the proxy. To trust a certificate that isn’t public, set n8n’s environment variable NODE_EXTRA_CA_CERTS to the path of its file.',
		concerns: 'all',
	},
];
