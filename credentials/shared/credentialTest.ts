import type { IAuthenticateRuleResponseSuccessBody, ICredentialTestRequest } from 'n8n-workflow';

const MOVED = 'The address has changed: Bitrix24 answers with a redirect. Enter the new address.';

/**
 * What the test of a credential says for an HTTP status.
 *
 * @see https://apidocs.bitrix24.com/error-codes.html
 */
const MESSAGES: Record<number, string> = {
	301: MOVED,
	302: MOVED,
	307: MOVED,
	308: MOVED,
	401: 'Bitrix24 doesn’t accept this credential.',
	403: 'Bitrix24 denied access. Your plan must include the REST API, and the app must be available to this user.',
	404: 'There is no Bitrix24 REST API at this address. Check the address.',
	429: 'Bitrix24 has paused this method for up to 10 minutes because it used too much server time. Test again later.',
	500: 'Bitrix24 can’t answer right now. It may be closed or deleted: open it in a browser.',
	502: 'Bitrix24’s server isn’t responding. Test again later.',
	503: 'Bitrix24 is receiving too many requests right now. Test again in a minute.',
};

/**
 * The others that HTTP knows. Without a rule, n8n shows the words that came with the status, and they may be
 * anything.
 */
const OTHER_STATUSES = [
	300, 303, 304, 305, 306, 400, 402, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418,
	421, 422, 423, 424, 425, 426, 428, 431, 451, 501, 504, 505, 506, 507, 508, 510, 511,
];

/**
 * What answers is no REST API of Bitrix24: the page of a proxy or of a parked domain, with status 200, too.
 */
export const NOT_BITRIX24 = 'This address isn’t a Bitrix24. Check the spelling.';

/** The permissions that the node's operations need, one or the other. */
export const PERMISSIONS = ['mail', 'mailservice'] as const;

/**
 * What the test of a credential says when Bitrix24 does not let it in.
 *
 * @param status the HTTP status
 */
export function messageForStatus(status: number): string {
	return (
		MESSAGES[status] ??
		`The address answers with HTTP status ${status}. Check it, and whether a proxy or firewall is in front of Bitrix24.`
	);
}

/**
 * The rules of a test by declaration that calls the method `scope`: a sentence that helps, for each HTTP
 * status, for what is not Bitrix24, and for a caller without any permission. n8n compares with fixed values
 * only, so a missing one of several can't be told.
 *
 * @param specific messages of this kind of credential, in place of the common ones
 * @param noPermissions the message for a caller without any
 * @see https://apidocs.bitrix24.com/api-reference/common/system/scope.html
 */
export function testRules(
	specific: Record<number, string>,
	noPermissions: string,
): ICredentialTestRequest['rules'] {
	const statuses = [...new Set([...OTHER_STATUSES, ...Object.keys(MESSAGES).map(Number)])];
	const byStatus = statuses.map((value) => ({
		type: 'responseCode' as const,
		properties: { value, message: specific[value] ?? messageForStatus(value) },
	}));
	const byBody = [
		refuse('result', undefined, NOT_BITRIX24),
		refuse('result.0', undefined, noPermissions),
		// An empty text, split at its commas.
		refuse('result.0', '', noPermissions),
	];
	// n8n reads each rule by its type; only its typing wants them all of one.
	return [...byStatus, ...byBody] as unknown as ICredentialTestRequest['rules'];
}

const refuse = (
	key: string,
	value: string | undefined,
	message: string,
): IAuthenticateRuleResponseSuccessBody => ({
	type: 'responseSuccessBody',
	properties: { key, value, message },
});
