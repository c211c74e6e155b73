import { scopeOf, type MethodName } from './methods';
import type { Refusal } from './outcome';
import { REFUSALS, type RefusalFacts } from './refusals';

/** What a refusal of a certain call means. */
export type Explanation = Omit<RefusalFacts, 'code' | 'methods' | 'status'>;

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
		({ code, methods, status }) =>
			code === refusal.code &&
			(methods === undefined || methods.includes(method)) &&
			(status === undefined || status === refusal.status),
	);
	if (!row)
		return refusal.status !== undefined && refusal.status >= 500
			? { ...UNKNOWN, outcomeUnknown: true }
			: UNKNOWN;
	const inWords = (text: string) => text.replaceAll('{scope}', scopeOf(method));
	return { ...row, what: inWords(row.what), next: inWords(row.next) };
}
