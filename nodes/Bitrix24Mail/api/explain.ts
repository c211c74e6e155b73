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
		outcomeUnknown: outcomeUnknown || isFault ? true : undefined,
	};
}

/**
 * Whether a refusal is about what one call asks for, so that other calls of the same batch may succeed.
 * Codes that are not known come from the part of the portal that serves the method, so they count as such.
 */
export function isAboutTheCall(refusal: Refusal, method: MethodName): boolean {
	const isKnown = REFUSALS.some(({ code }) => code === refusal.code);
	if (isKnown) return ['call', 'value'].includes(explain(refusal, method).concerns ?? '');
	return refusal.status !== undefined && refusal.status >= 400 && refusal.status < 500;
}

/**
 * The HTTP status that a code comes with when its call travels alone.
 *
 * @returns nothing for codes that are not known
 */
export function usualStatus(refusedCode: string): number | undefined {
	return REFUSALS.find(({ code, status }) => code === refusedCode && status !== undefined)?.status;
}
