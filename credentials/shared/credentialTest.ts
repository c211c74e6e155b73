import type { IAuthenticateRuleResponseSuccessBody, ICredentialTestRequest } from 'n8n-workflow';

/** What the test of a credential says for an HTTP status (Bitrix24 REST: statuses and system error codes). */
const MESSAGES: Record<number, string> = {
	301: 'The portal answers with a redirect: its address has changed. Enter the new one.',
	302: 'The portal answers with a redirect: its address has changed. Enter the new one.',
	307: 'The portal answers with a redirect: its address has changed. Enter the new one.',
	308: 'The portal answers with a redirect: its address has changed. Enter the new one.',
	401: 'Bitrix24 does not accept this credential.',
	403: 'Bitrix24 knows this credential but does not let it in: the REST API needs a commercial plan, and the application must be open to this user.',
	404: 'There is no Bitrix24 REST API at this address. Check the portal’s address.',
	429: 'Bitrix24 has blocked this method for up to ten minutes, because it used too much server time. Test again later.',
	500: 'The portal answers with a server error. It may be closed or deleted: open it in a browser.',
	502: 'The portal’s server does not answer. Test again later.',
	503: 'The portal receives too many requests just now. Test again in a minute.',
};

/** The others that HTTP knows. Without a rule, n8n shows the words that came with the status, and they may be anything. */
const OTHER_STATUSES = [
	300, 303, 304, 305, 306, 400, 402, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418,
	421, 422, 423, 424, 425, 426, 428, 431, 451, 501, 504, 505, 506, 507, 508, 510, 511,
];

const otherMessage = (status: number) =>
	`The portal answers with HTTP status ${status}. Check its address, and whether a proxy or firewall stands before it.`;

/**
 * The rules of a credential's test: a sentence that helps, for each HTTP status.
 *
 * @param specific messages of this kind of credential, in place of the common ones
 */
export function testRules(specific: Record<number, string>): ICredentialTestRequest['rules'] {
	const others = Object.fromEntries(OTHER_STATUSES.map((status) => [status, otherMessage(status)]));
	const byStatus = Object.entries({ ...others, ...MESSAGES, ...specific }).map(([status, message]) => ({
		type: 'responseCode' as const,
		properties: { value: Number(status), message },
	}));
	// n8n reads each rule by its type; only its typing wants them all of one.
	return [...byStatus, NOT_BITRIX24] as unknown as ICredentialTestRequest['rules'];
}

/** A page of a proxy or of a parked domain comes with status 200, too: `profile` names the caller's ID. */
const NOT_BITRIX24: IAuthenticateRuleResponseSuccessBody = {
	type: 'responseSuccessBody',
	properties: {
		key: 'result.ID',
		value: undefined,
		message: 'Something answers at this address, but not as Bitrix24 does. Check the portal’s address.',
	},
};
