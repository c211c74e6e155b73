import type { MethodName } from '../methods';
import type { Refusal } from '../call';
import { REFUSALS, SERVER_ISSUE, type RefusalFacts } from './refusals';

/** What a refusal of a certain call means. Its texts have gaps, see {@link RefusalFacts}. */
export type Explanation = Omit<RefusalFacts, 'code' | 'methods' | 'status' | 'onlyStatus'>;

const UNKNOWN: Explanation = {
	what: 'Bitrix24 rejected the request',
	next: 'See Bitrix24’s answer for the reason.',
};

/**
 * Looks up what a refusal means. A row for the status or the method goes before one for all of them.
 *
 * @param refusal what came back
 * @param method the REST method that was called
 */
export function explain(refusal: Refusal, method: MethodName): Explanation {
	const { code, status, unsent } = refusal;
	const row = REFUSALS.find(
		(candidate) =>
			candidate.code === code &&
			(candidate.methods === undefined || candidate.methods.includes(method)) &&
			(candidate.onlyStatus === undefined || candidate.onlyStatus === status),
	);
	// A server's fault may have come after the work was done, unless the code is known to come with that status.
	const isFault = status !== undefined && status >= 500 && row?.status !== status;
	const { outcomeUnknown, ...explanation }: Explanation = row ?? (isFault ? SERVER_ISSUE : UNKNOWN);
	const mayHaveRun = !unsent && (outcomeUnknown === true || isFault);
	return mayHaveRun ? { ...explanation, outcomeUnknown: true } : explanation;
}

/**
 * The HTTP status that a code comes with when its call travels alone.
 *
 * @returns nothing for codes that are not known
 */
export function usualStatus(refusedCode: string): number | undefined {
	return REFUSALS.find(({ code, status }) => code === refusedCode && status !== undefined)?.status;
}
