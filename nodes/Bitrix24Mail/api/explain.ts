import { scopeOf, type MethodName } from './methods';
import type { Refusal } from './outcome';
import { REFUSALS, type RefusalFacts } from './refusals';

/** What a refusal of a certain call means. */
export type Explanation = Omit<RefusalFacts, 'code' | 'methods' | 'status' | 'onlyStatus'>;

const UNKNOWN: Explanation = {
	what: 'Bitrix24 refused',
	next: 'This code is not known to the node. Bitrix24’s own words, or its documentation of the code, say more.',
};

/**
 * Looks up what a refusal means. A row for the status or the method goes before one for all of them.
 *
 * @param refusal what came back
 * @param method the REST method that was called
 */
export function explain(refusal: Refusal, method: MethodName): Explanation {
	const row = REFUSALS.find(
		({ code, methods, onlyStatus }) =>
			code === refusal.code &&
			(methods === undefined || methods.includes(method)) &&
			(onlyStatus === undefined || onlyStatus === refusal.status),
	);
	const { what, next, about, concerns, outcomeUnknown } = row ?? UNKNOWN;
	const inWords = (text: string) => text.replaceAll('{scope}', scopeOf(method));
	// A server's fault may have come after the work was done, unless the code is known to come with that status.
	const isFault = refusal.status !== undefined && refusal.status >= 500 && row?.status !== refusal.status;
	return {
		what: inWords(what),
		next: inWords(next),
		about,
		concerns,
		outcomeUnknown: (outcomeUnknown || isFault) && !refusal.unsent ? true : undefined,
	};
}

/**
 * The HTTP status that a code comes with when its call travels alone.
 *
 * @returns nothing for codes that are not known
 */
export function usualStatus(refusedCode: string): number | undefined {
	return REFUSALS.find(({ code, status }) => code === refusedCode && status !== undefined)?.status;
}
