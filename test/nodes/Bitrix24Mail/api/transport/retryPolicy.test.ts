import {
	backoffDelay,
	RETRY_POLICY,
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

describe('The retry policy', () => {
	it.each(CASES)('%s (%s): reads %s times more, writes %s', (code, status, reads, writes) => {
		const error = { code, text: '', status };
		expect(retryRule(RETRY_POLICY, error, 'read')?.maxRetries ?? 0).toBe(reads);
		expect(retryRule(RETRY_POLICY, error, 'write')?.maxRetries ?? 0).toBe(writes);
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
