import { createCircuitBreaker } from '../../../../../nodes/Bitrix24Mail/api/batch/circuitBreaker';
import { callOf, type Call, type Outcome } from '../../../../../nodes/Bitrix24Mail/api/call';

const V3 = 'BITRIX_REST_V3_EXCEPTION_';
const OK: Outcome = { ok: true, payload: {} };
const failed = (code: string, status?: number): Outcome => ({
	ok: false,
	error: { code, text: 'x', status },
});

const get = (ID: number) => callOf('mailservice.get', { ID });
const update = (ID: number) => callOf('mailservice.update', { ID, NAME: 'a' });
const mailbox = (id: number, select?: string[]) =>
	callOf('mail.mailbox.get', { id, ...(select && { select }) });

/** Which of some calls a run would not send any more, when others have met what is given. */
function stopped(met: Array<[Call, Outcome]>, then: Call[]) {
	const breaker = createCircuitBreaker();
	for (const [call, outcome] of met) breaker.learn([call], [outcome]);
	return then.map((call) => breaker.errorFor(call) !== undefined);
}

describe('What a run learns from the portal’s answers', () => {
	const LATER = [get(1), get(2), update(2), mailbox(1), callOf('profile')];

	it.each<[string, Call, Outcome, boolean[]]>([
		['a result', get(1), OK, [false, false, false, false, false]],
		['an unknown record', get(1), failed('ERROR_CORE', 400), [false, false, false, false, false]],
		['an unknown code', get(1), failed('SOMETHING_NEW', 400), [false, false, false, false, false]],
		['a deleted webhook', get(1), failed('INVALID_CREDENTIALS', 401), [true, true, true, true, true]],
		['a missing permission', get(1), failed('insufficient_scope', 403), [true, true, true, false, false]],
		[
			'a method that is paused',
			get(1),
			failed('OPERATION_TIME_LIMIT', 429),
			[true, true, false, false, false],
		],
		['one time-out', get(1), failed('timeout'), [false, false, false, false, false]],
	])('%s', (_, call, outcome, expected) => {
		expect(stopped([[call, outcome]], LATER)).toEqual(expected);
	});

	it('a field name that is not known ends the calls with the same names', () => {
		const unknown = failed(`${V3}INVALIDSELECTEXCEPTION`, 400);
		const calls = [
			mailbox(2, ['a']),
			mailbox(2, ['b']),
			mailbox(1),
			callOf('mail.mailbox.list', { select: ['a'] }),
		];
		expect(stopped([[mailbox(1, ['a']), unknown]], calls)).toEqual([true, false, false, false]);
		// Who named no fields has not been told of any.
		expect(stopped([[mailbox(1), unknown]], [mailbox(1), mailbox(2)])).toEqual([false, false]);
	});

	it('the same record may be asked for again: what was said of it is its own', () => {
		const call = callOf('mail.mailbox.get', { id: 1, pagination: { limit: 0 } });
		const refused = failed(`${V3}INVALIDPAGINATIONEXCEPTION`, 400);
		const others = [
			callOf('mail.mailbox.get', { id: 2, pagination: { limit: 0 } }),
			callOf('mail.mailbox.get', { id: 1, pagination: { limit: 5 } }),
			mailbox(1),
		];
		expect(stopped([[call, refused]], others)).toEqual([true, false, false]);
	});

	it('the error is the one that was met first, and says that the call was not sent', () => {
		const breaker = createCircuitBreaker();
		breaker.learn([get(1)], [failed('OPERATION_TIME_LIMIT', 429)]);
		breaker.learn(
			[get(2)],
			[{ ok: false, error: { code: 'OPERATION_TIME_LIMIT', text: 'later', status: 429 } }],
		);
		expect(breaker.errorFor(get(3))).toEqual({
			code: 'OPERATION_TIME_LIMIT',
			text: 'x',
			status: 429,
			unsent: true,
		});
		expect(breaker.errorFor(update(3))).toBeUndefined();
	});

	it('what ends everything goes before what ends less', () => {
		const breaker = createCircuitBreaker();
		breaker.learn([get(1)], [failed('OPERATION_TIME_LIMIT', 429)]);
		breaker.learn([mailbox(1)], [failed('ACCESS_DENIED', 403)]);
		expect(breaker.errorFor(get(2))?.code).toBe('ACCESS_DENIED');
	});

	it('learns from each call of a batch', () => {
		const breaker = createCircuitBreaker();
		breaker.learn([get(1), update(1)], [OK, failed('OPERATION_TIME_LIMIT', 429)]);
		expect([get(2), update(2)].map((call) => breaker.errorFor(call)?.code)).toEqual([
			undefined,
			'OPERATION_TIME_LIMIT',
		]);
	});

	describe('requests without an answer', () => {
		const timeout = failed('timeout');

		it('two in a row end the run', () => {
			expect(
				stopped(
					[
						[get(1), timeout],
						[get(2), timeout],
					],
					LATER,
				),
			).toEqual(LATER.map(() => true));
		});

		it('with an answer between them, they do not', () => {
			const met: Array<[Call, Outcome]> = [
				[get(1), timeout],
				[get(2), failed('ERROR_CORE', 400)],
				[get(3), timeout],
			];
			expect(stopped(met, LATER)).toEqual(LATER.map(() => false));
			expect(stopped([...met, [get(4), timeout]], LATER)).toEqual(LATER.map(() => true));
		});

		it('a batch without an answer is one of them, however many calls it has', () => {
			const breaker = createCircuitBreaker();
			breaker.learn([get(1), get(2)], [timeout, timeout]);
			expect(breaker.errorFor(get(3))).toBeUndefined();
			breaker.learn([get(1), get(2)], [timeout, timeout]);
			expect(breaker.errorFor(get(3))).toEqual({ code: 'timeout', text: 'x', unsent: true });
		});
	});

	it.each<[string, Outcome[], boolean]>([
		['nothing yet', [], false],
		['a result', [OK], true],
		['an unknown record', [failed('ERROR_CORE', 400)], true],
		['a web page', [failed('html-page', 502)], false],
		['a missing permission', [failed('insufficient_scope', 403)], false],
		['one result of several', [failed('html-page', 502), OK, failed('html-page', 502)], true],
	])('the portal has answered for what a call asks: %s', (_, outcomes, has) => {
		const breaker = createCircuitBreaker();
		for (const outcome of outcomes) breaker.learn([get(1)], [outcome]);
		expect(breaker.hasAnswered()).toBe(has);
	});
});
