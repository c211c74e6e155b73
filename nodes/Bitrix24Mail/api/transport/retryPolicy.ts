import { OWN_CODES, type Refusal } from '../call';
import type { RetryBudget } from './retryBudget';

/** When a request is sent again by itself. */
export interface RetryRule {
	/** Codes of refusals; `5xx` stands for any other code with such a status. */
	codes: readonly string[];
	/** `all`: the portal is known not to have carried the request out. `read`: carrying it out twice does no harm. */
	for: 'all' | 'read';
	/** Tries after the first one. */
	retries: number;
	/** The pause before the first of them, in milliseconds; each further pause is twice as long, up to the longest. */
	firstPauseMs: number;
	longestPauseMs: number;
	/** No new try after this time since the first one, in milliseconds. */
	giveUpAfterMs: number;
}

/** The portal took no more requests. Waited out: these tries cost nothing of a run's retry budget. */
const RATE_LIMITED: RetryRule = {
	codes: ['QUERY_LIMIT_EXCEEDED'],
	for: 'all',
	retries: Infinity,
	firstPauseMs: 1_000,
	longestPauseMs: 5_000,
	giveUpAfterMs: 120_000,
};

/**
 * The whole policy. What stands in no row is never sent again: refusals of rights and of input, a method's time limit,
 * a blocked or deleted portal, a time-out; and writes that may have reached the portal.
 */
export const RETRY_POLICY: readonly RetryRule[] = [
	RATE_LIMITED,
	{
		codes: [OWN_CODES.noConnection, OWN_CODES.tokenServerUnavailable],
		for: 'all',
		retries: 3,
		firstPauseMs: 500,
		longestPauseMs: 4_000,
		giveUpAfterMs: 120_000,
	},
	{
		codes: [
			OWN_CODES.brokenConnection,
			OWN_CODES.htmlPage,
			'INTERNAL_SERVER_ERROR',
			'ERROR_UNEXPECTED_ANSWER',
			'5xx',
		],
		for: 'read',
		retries: 3,
		firstPauseMs: 500,
		longestPauseMs: 4_000,
		giveUpAfterMs: 120_000,
	},
];

/** Refusals with a status of 5xx that trying again does not change. */
const FINAL_CODES: readonly string[] = ['OVERLOAD_LIMIT', 'PORTAL_DELETED'];

/** Whether a refusal says that the portal's limit of requests was reached. */
export function isRateLimit({ code }: Refusal): boolean {
	return RATE_LIMITED.codes.includes(code);
}

/**
 * Finds the rule for a refused request.
 *
 * @param access whether the request only reads
 * @returns nothing when it must not be sent again
 */
export function retryRule(refusal: Refusal, access: 'read' | 'write'): RetryRule | undefined {
	if (FINAL_CODES.includes(refusal.code)) return undefined;
	const is5xx = refusal.status !== undefined && refusal.status >= 500;
	const rule = RETRY_POLICY.find(
		({ codes }) => codes.includes(refusal.code) || (is5xx && codes.includes('5xx')),
	);
	return rule && (rule.for === 'all' || access === 'read') ? rule : undefined;
}

/** What has been tried so far. */
export interface Tries {
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
 * @returns how long to wait before, in milliseconds; nothing when it must not be tried again, or was tried often enough
 */
export function pauseBeforeRetry(
	refusal: Refusal,
	{ access, retry, elapsedMs, budget }: Tries,
): number | undefined {
	const rule = retryRule(refusal, access);
	if (!rule || retry > rule.retries) return undefined;
	const pause = pauseBefore(rule, retry, Math.random());
	if (elapsedMs + pause > rule.giveUpAfterMs) return undefined;
	return rule === RATE_LIMITED || budget.take() ? pause : undefined;
}

/**
 * How long to wait before the next try.
 *
 * @param retry 1 for the first retry
 * @param random a number from 0 to 1: the pauses of several runs must not fall together
 * @returns milliseconds, from half of the pause to all of it
 */
export function pauseBefore(rule: RetryRule, retry: number, random: number): number {
	const pause = Math.min(rule.longestPauseMs, rule.firstPauseMs * 2 ** (retry - 1));
	return pause * (0.5 + random / 2);
}
