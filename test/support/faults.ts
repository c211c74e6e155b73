import fc from 'fast-check';
import type { Fault } from '../../sandbox/portal';

/** Before the call is executed: it never is, whatever the answer says. */
const BEFORE: Fault[] = [
	...[
		'QUERY_LIMIT_EXCEEDED',
		'OPERATION_TIME_LIMIT',
		'OVERLOAD_LIMIT',
		'INTERNAL_SERVER_ERROR',
		'ERROR_UNEXPECTED_ANSWER',
		'ACCESS_DENIED',
		'INVALID_CREDENTIALS',
		'insufficient_scope',
		'ERROR_METHOD_NOT_FOUND',
		'PORTAL_DELETED',
		'ERROR_CORE',
		'SOMETHING_NEW',
		'',
	].map((refusal): Fault => ({ refusal })),
	{ refusal: 'BITRIX_REST_V3_EXCEPTION_RATELIMITEXCEPTION', shape: 'v3' },
	{ refusal: 'expired_token' },
	{ redirect: 'https://elsewhere.example.com/' },
];

/** Once before and once after it: nobody can tell from the answer. */
export const BEFORE_OR_AFTER: Fault[] = [
	{ refusal: 'INTERNAL_SERVER_ERROR' },
	{ refusal: 'ERROR_UNEXPECTED_ANSWER' },
	{ refusal: 'SOMETHING_NEW', status: 500 },
	{ refusal: '', status: 500 },
	{ refusal: 'ERROR_CORE', status: 500 },
	{ html: true },
	{ html: '<html><title>502 Bad Gateway</title></html>', status: 502 },
	{ disconnect: true },
	{ malformed: true },
	{ answer: { status: 504, body: {} } },
	{ answer: { body: { result: null } } },
];

/** Refusals of single calls inside batches. */
const INSIDE: Fault[] = [
	{ refusal: 'ERROR_CORE' },
	{ refusal: 'OPERATION_TIME_LIMIT' },
	{ refusal: 'ACCESS_DENIED' },
	{ refusal: 'insufficient_scope' },
	{ refusal: 'QUERY_LIMIT_EXCEEDED' },
	{ refusal: 'BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION' },
	{ refusal: 'INTERNAL_SERVER_ERROR' },
	{ refusal: 'INTERNAL_SERVER_ERROR', at: 'after' as const },
].map((fault) => ({ ...fault, insideBatch: true }));

const ALL_FAULTS: Fault[] = [
	...BEFORE,
	...BEFORE_OR_AFTER,
	...BEFORE_OR_AFTER.map((fault) => ({ ...fault, at: 'after' as const })),
	{ at: 'middle' },
	...INSIDE,
];

/** One of them, for property tests: on some request or call, once or several times. */
export const anyFault: fc.Arbitrary<Fault> = fc
	.record({
		fault: fc.constantFrom(...ALL_FAULTS),
		skip: fc.constantFrom(0, 0, 1, 2, 5, 20),
		times: fc.constantFrom(1, 1, 2, 3, 20),
	})
	.map(({ fault, skip, times }) => ({ ...fault, skip, times }));
