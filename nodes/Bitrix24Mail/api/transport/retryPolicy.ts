import { LOCAL_CODES, type CallError } from '../call';
import type { RetryBudget } from './retryBudget';

/** When a request is sent again by itself. */
export interface RetryRule {
	/** Codes of refusals; `5xx` stands for any other code with such a status. */
	codes: readonly string[];
	/**
	 * `any`: the portal is known not to have carried the request out. `reads`: carrying it out twice does no
	 * harm.
	 */
	appliesTo: 'any' | 'reads';
	/** Tries after the first one. */
	maxRetries: number;
	/**
	 * How long to wait before the first of them, in milliseconds; before each further one, twice as long, up to
	 * the maximum.
	 */
	baseDelayMs: number;
	maxDelayMs: number;
	/** No new try after this time since the first one, in milliseconds. */
	maxElapsedMs: number;
}

/** The portal took no more requests. Waited out: these tries cost nothing of a run's retry budget. */
const RATE_LIMITED: RetryRule = {
	codes: ['QUERY_LIMIT_EXCEEDED'],
	appliesTo: 'any',
	maxRetries: Infinity,
	baseDelayMs: 1_000,
	maxDelayMs: 5_000,
	maxElapsedMs: 120_000,
};

/**
 * The node's whole policy. What stands in no row is never sent again: refusals of rights and of input, a
 * method's time limit, a blocked or deleted portal, a time-out; and writes that may have reached the portal.
 */
export const RETRY_POLICY: readonly RetryRule[] = [
	RATE_LIMITED,
	{
		codes: [LOCAL_CODES.noConnection, LOCAL_CODES.tokenServerUnavailable],
		appliesTo: 'any',
		maxRetries: 3,
		baseDelayMs: 500,
		maxDelayMs: 4_000,
		maxElapsedMs: 120_000,
	},
	{
		codes: [
			LOCAL_CODES.brokenConnection,
			LOCAL_CODES.htmlPage,
			'INTERNAL_SERVER_ERROR',
			'ERROR_UNEXPECTED_ANSWER',
			'5xx',
		],
		appliesTo: 'reads',
		maxRetries: 3,
		baseDelayMs: 500,
		maxDelayMs: 4_000,
		maxElapsedMs: 120_000,
	},
];

/** Refusals with a status of 5xx that trying again does not change. */
const FINAL_CODES: readonly string[] = ['OVERLOAD_LIMIT', 'PORTAL_DELETED'];

/** For whoever is waiting in front of the screen: an error says more than a long silence. */
export const NO_RETRIES: readonly RetryRule[] = [];

/** Whether an error says that the portal's limit of requests was reached. */
export function isRateLimit({ code }: CallError): boolean {
	return RATE_LIMITED.codes.includes(code);
}

/**
 * Finds the rule for a refused request.
 *
 * @param access whether the request only reads
 * @returns nothing when it must not be sent again
 */
export function retryRule(
	policy: readonly RetryRule[],
	error: CallError,
	access: 'read' | 'write',
): RetryRule | undefined {
	if (FINAL_CODES.includes(error.code)) return undefined;
	const is5xx = error.status !== undefined && error.status >= 500;
	const rule = policy.find(({ codes }) => codes.includes(error.code) || (is5xx && codes.includes('5xx')));
	return rule && (rule.appliesTo === 'any' || access === 'read') ? rule : undefined;
}

/** What has been tried so far. */
export interface Tries {
	policy: readonly RetryRule[];
	/** Whether all that is asked for only reads. */
	access: 'read' | 'write';
	/** 1 before the first retry. */
	retry: number;
	/** Since the first try, in milliseconds. */
	elapsedMs: number;
	budget: RetryBudget;
}

/**
 * Decides whether something that was refused is tried again.
 *
 * @returns how long to wait before, in milliseconds; nothing when it must not be tried again, or was tried
 *   often enough
 */
export function retryDelay(
	error: CallError,
	{ policy, access, retry, elapsedMs, budget }: Tries,
): number | undefined {
	const rule = retryRule(policy, error, access);
	if (!rule || retry > rule.maxRetries) return undefined;
	const delay = backoffDelay(rule, retry, Math.random());
	if (elapsedMs + delay > rule.maxElapsedMs) return undefined;
	return isRateLimit(error) || budget.take() ? delay : undefined;
}

/**
 * How long to wait before the next try.
 *
 * @param retry 1 for the first retry
 * @param random a number from 0 to 1: the pauses of several runs must not fall together
 * @returns milliseconds, from half of the pause to all of it
 */
export function backoffDelay(rule: RetryRule, retry: number, random: number): number {
	const delay = Math.min(rule.maxDelayMs, rule.baseDelayMs * 2 ** (retry - 1));
	return delay * (0.5 + random / 2);
}
