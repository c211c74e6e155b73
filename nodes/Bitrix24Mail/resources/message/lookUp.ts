import type { CallError, Failed, Outcome } from '../../api/call';
import type { CallOptions, Calls } from '../../execution/operation';

/** The code for a message that is not there, or that the credential’s user may not see. */
const NOT_FOUND = 'BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION';

/** Whether an error says that a message is gone: deleted, or moved out of sight. */
export const isGone = ({ code }: CallError): boolean => code === NOT_FOUND;

/** The outcome for a message that is known to be gone without asking for it. */
export const GONE: Failed = {
	ok: false,
	error: { code: NOT_FOUND, text: '', inferred: true },
	method: 'mail.message.get',
};

/**
 * Reads a message.
 *
 * @param options `canFail`: whether the run goes on after an error; after none when left out
 * @returns the message; or the error, with the method that was refused
 * @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-get.html
 */
export async function lookUp(
	id: unknown,
	{ call }: Pick<Calls, 'call'>,
	options: Pick<CallOptions, 'canFail' | 'mustSettle'> = {},
): Promise<Outcome> {
	const outcome = await call('mail.message.get', { id }, options);
	return outcome.ok ? outcome : { ...outcome, method: 'mail.message.get' };
}
