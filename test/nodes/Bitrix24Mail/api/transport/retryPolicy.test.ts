import {
	backoffDelay,
	NO_RETRIES,
	RETRY_POLICY,
	retryDelay,
	retryRule,
} from '../../../../../nodes/Bitrix24Mail/api/transport/retryPolicy';

const V3 = 'BITRIX_REST_V3_EXCEPTION_';

/** Code, status, and how often a read and a write are tried again. */
const CASES: Array<[string, number | undefined, number, number]> = [
	['QUERY_LIMIT_EXCEEDED', 503, Infinity, Infinity],
	[`${V3}RATELIMITEXCEPTION`, 429, 0, 0],
	['no-connection', undefined, 3, 3],
	['broken-connection', undefined, 3, 0],
	['html-page', 502, 3, 0],
	['html-page', 200, 3, 0],
	['INTERNAL_SERVER_ERROR', 500, 3, 0],
	['INTERNAL_SERVER_ERROR', 200, 3, 0],
	['ERROR_UNEXPECTED_ANSWER', 200, 3, 0],
	['ERROR_UNEXPECTED_ANSWER', 500, 3, 0],
	['SOMETHING_NEW', 500, 3, 0],
	['not-an-answer', 502, 3, 0],
	['OPERATION_TIME_LIMIT', 429, 0, 0],
	['OVERLOAD_LIMIT', 503, 0, 0],
	['PORTAL_DELETED', 500, 0, 0],
	['timeout', undefined, 0, 0],
	['cancelled', undefined, 0, 0],
	['unknown-host', undefined, 0, 0],
	['certificate', undefined, 0, 0],
	['ERROR_CORE', 400, 0, 0],
	['insufficient_scope', 403, 0, 0],
	['expired_token', 401, 0, 0],
	['ACCESS_DENIED', 403, 0, 0],
	[`${V3}ENTITYNOTFOUNDEXCEPTION`, 400, 0, 0],
	['invalid_grant', undefined, 0, 0],
	['', 400, 0, 0],
];

/** A run that may send as many further requests as it likes. */
const ALWAYS = { noteFirstTry: () => {}, take: () => true };

describe('The retry policy', () => {
	afterEach(() => jest.restoreAllMocks());

	it.each(CASES)('%s (%s): reads %s times more, writes %s', (code, status, reads, writes) => {
		const error = { code, text: '', status };
		expect(retryRule(RETRY_POLICY, error, 'read')?.maxRetries ?? 0).toBe(reads);
		expect(retryRule(RETRY_POLICY, error, 'write')?.maxRetries ?? 0).toBe(writes);
	});

	it('a status of 500 is the first of a fault', () => {
		const rule = (status: number) => retryRule(RETRY_POLICY, { code: 'NEW', text: '', status }, 'read');
		expect([rule(499), rule(500)?.maxRetries]).toEqual([undefined, 3]);
	});

	it('nothing is tried again where somebody waits in front of the screen', () => {
		const error = { code: 'QUERY_LIMIT_EXCEEDED', text: '', status: 503 };
		expect(retryRule(NO_RETRIES, error, 'read')).toBeUndefined();
	});

	it.each([
		['QUERY_LIMIT_EXCEEDED', [500, 1_000, 2_000, 2_500, 2_500], [1_000, 2_000, 4_000, 5_000, 5_000]],
		['no-connection', [250, 500, 1_000], [500, 1_000, 2_000]],
		['token-server-unavailable', [250, 500, 1_000], [500, 1_000, 2_000]],
		['broken-connection', [250, 500, 1_000], [500, 1_000, 2_000]],
	])('%s: the pauses are at least and at most so long', (code, shortest, longest) => {
		const tries = { policy: RETRY_POLICY, access: 'read' as const, elapsedMs: 0, budget: ALWAYS };
		const pauses = (random: number) => {
			jest.spyOn(Math, 'random').mockReturnValue(random);
			return longest.map((_, index) => retryDelay({ code, text: '' }, { ...tries, retry: index + 1 }));
		};
		expect(pauses(0)).toEqual(shortest);
		expect(pauses(1)).toEqual(longest);
		const oneMore = retryDelay({ code, text: '' }, { ...tries, retry: longest.length + 1 });
		expect(oneMore).toBe(code === 'QUERY_LIMIT_EXCEEDED' ? 5_000 : undefined);
	});

	it('a rule has a longest pause, and a longest time', () => {
		for (const rule of RETRY_POLICY) {
			const isLimit = rule.codes.includes('QUERY_LIMIT_EXCEEDED');
			expect(backoffDelay(rule, 20, 1)).toBe(isLimit ? 5_000 : 4_000);
			const tries = { policy: RETRY_POLICY, access: 'read' as const, retry: 1, budget: ALWAYS };
			jest.spyOn(Math, 'random').mockReturnValue(1);
			const first = rule.baseDelayMs;
			const delay = (elapsedMs: number) =>
				retryDelay({ code: rule.codes[0]!, text: '' }, { ...tries, elapsedMs });
			expect([delay(120_000 - first), delay(120_001 - first)]).toEqual([first, undefined]);
		}
	});

	it('costs one of the run’s further requests, but what the rate limit costs', () => {
		const take = jest.fn(() => false);
		const tries = { policy: RETRY_POLICY, access: 'read' as const, retry: 1, elapsedMs: 0 };
		const budget = { noteFirstTry: () => {}, take };
		expect(retryDelay({ code: 'html-page', text: '' }, { ...tries, budget })).toBeUndefined();
		expect(take).toHaveBeenCalledTimes(1);
		expect(retryDelay({ code: 'QUERY_LIMIT_EXCEEDED', text: '' }, { ...tries, budget })).toBeDefined();
		// What is not tried again in any case costs nothing.
		retryDelay({ code: 'ERROR_CORE', text: '' }, { ...tries, budget });
		retryDelay({ code: 'html-page', text: '' }, { ...tries, budget, retry: 4 });
		retryDelay({ code: 'html-page', text: '' }, { ...tries, budget, elapsedMs: 120_000 });
		expect(take).toHaveBeenCalledTimes(1);
	});

	it('pauses grow, differ by chance, and have a longest', () => {
		const [limit] = RETRY_POLICY;
		expect([1, 2, 3, 4, 5, 6, 7].map((retry) => backoffDelay(limit!, retry, 1))).toEqual([
			1_000, 2_000, 4_000, 5_000, 5_000, 5_000, 5_000,
		]);
		expect(backoffDelay(limit!, 3, 0)).toBe(2_000);
		expect(limit!.maxElapsedMs).toBe(120_000);
	});
});
