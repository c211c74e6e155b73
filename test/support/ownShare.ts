import { generation } from '../engine';

/** PROPERTY_RUNS asks for thoroughness: all cases run with the engines of both n8n lines. */
export const IS_THOROUGH = Number(process.env.PROPERTY_RUNS ?? 0) >= 100;

/**
 * The cases of a large product (operations × faults × credentials) that this engine runs: the other engine runs the other
 * half, so that each case runs in every `npm test`; all of them when thoroughness is asked for.
 *
 * @param cases in their order
 * @param turn which share is whose: changes with each value of the product’s other factors, so that none of them is bound
 *   to an engine
 */
export function ownShare<T>(cases: readonly T[], turn = 0): T[] {
	return cases.filter((_, index) => IS_THOROUGH || (index + turn) % 2 === generation % 2);
}
