import { explain } from '../api/errors';
import type { Failed, Outcome } from '../api/call';
import type { MethodName } from '../api/methods';
import { shortened } from '../api/errors/template';
import type { Calls, Operation } from './operation';

/** The user whose webhook or account the credential holds. */
export interface CredentialUser {
	isAdministrator: boolean;
	/** First and last name; empty where Bitrix24 gives none. */
	name: string;
}

/** How a run asks something besides its items' calls. */
export interface LookUp extends Pick<Calls, 'perRun'> {
	/**
	 * Makes one call by itself, also when the run's other calls are withheld; never once the execution is
	 * cancelled.
	 */
	lookUp: (method: MethodName) => Promise<Outcome>;
}

/**
 * Finds out whether an error comes from the user's rights. Bitrix24 answers a write with the same code,
 * whether the user is no administrator or something is wrong with the record, and explains it in the portal's
 * language only.
 *
 * @param run asked once, however many of its items are refused
 * @param operation what the user had chosen
 * @param refused what its call came to
 * @returns nothing for all other refusals, and when Bitrix24 does not tell
 * @see https://apidocs.bitrix24.com/api-reference/common/users/profile.html
 */
export async function userBehind(
	run: LookUp,
	operation: Operation,
	{ error, method = operation.method }: Failed,
): Promise<CredentialUser | undefined> {
	if (explain(error, method).ifAdministrator === undefined) return undefined;
	return await run.perRun(startAsking)(run.lookUp);
}

function startAsking(): (lookUp: LookUp['lookUp']) => Promise<CredentialUser | undefined> {
	let asked: Promise<CredentialUser | undefined> | undefined;
	return async (lookUp) => await (asked ??= ask(lookUp));
}

async function ask(lookUp: LookUp['lookUp']): Promise<CredentialUser | undefined> {
	// Whatever comes of it, the item's error is the error that it was asked for.
	const outcome = await lookUp('profile').catch(() => undefined);
	if (!outcome?.ok) return undefined;
	const { ADMIN, NAME, LAST_NAME } = outcome.payload as Record<string, unknown>;
	if (typeof ADMIN !== 'boolean') return undefined;
	const names = [NAME, LAST_NAME].filter((part) => typeof part === 'string' && part.trim() !== '');
	return { isAdministrator: ADMIN, name: shortened(names.join(' ')) };
}
