import type { RequestOutcome } from '../../../../../nodes/Bitrix24Mail/api/batch/format';
import { v1Batch } from '../../../../../nodes/Bitrix24Mail/api/batch/v1';
import { callOf as call, type Outcome } from '../../../../../nodes/Bitrix24Mail/api/call';

/** The outcomes of a batch that was answered. */
function outcomesIn(reply: RequestOutcome): Outcome[] {
	if (reply.status === 'rejected') throw new Error(reply.error.code);
	return reply.outcomes;
}

describe('A batch of v1', () => {
	it('has commands whose keys are no indices, encoded as PHP reads them', () => {
		const text = 'a&b=c%d+e "q" \'s\'\nü📬';
		const body = v1Batch.body(
			[call('mailservice.add', { NAME: text, ICON: ['n.png', 'a+/='] }), call('mailservice.fields')],
			false,
		);
		expect(body).toEqual({
			halt: 0,
			cmd: {
				c0: `mailservice.add?NAME=${encodeURIComponent(text)}&ICON%5B0%5D=n.png&ICON%5B1%5D=a%2B%2F%3D`,
				c1: 'mailservice.fields',
			},
		});
	});

	it('half a surrogate pair does not stop the others', () => {
		expect(v1Batch.body([call('mailservice.add', { NAME: 'a\ud83d' })], false)).toMatchObject({
			cmd: { c0: 'mailservice.add?NAME=a%EF%BF%BD' },
		});
	});

	const calls = [
		call('mailservice.get', { ID: 1 }),
		call('mailservice.get', { ID: 2 }),
		call('mailservice.fields'),
	];
	const read = (result: unknown, stopsAtError = false) =>
		outcomesIn(v1Batch.read(calls, { ok: true, status: 200, body: { result } }, stopsAtError));

	it('gives each call its own result or its own error', () => {
		const error = { error: 'ERROR_CORE', error_description: 'Mail service not found' };
		const outcomes = read({ result: { c0: { ID: '1' }, c2: { ID: 'ID' } }, result_error: { c1: error } });
		expect(outcomes).toEqual([
			{ ok: true, payload: { ID: '1' } },
			{ ok: false, error: { code: 'ERROR_CORE', text: 'Mail service not found', status: 400 } },
			{ ok: true, payload: { ID: 'ID' } },
		]);
	});

	it('can end with the first call that fails: those after it were not carried out', () => {
		expect(v1Batch.body(calls, true)).toMatchObject({ halt: 1 });
		const error = { error: 'ERROR_CORE', error_description: 'Mail service not found' };
		const codes = read({ result: { c0: { ID: '1' } }, result_error: { c1: error } }, true).map((outcome) =>
			outcome.ok ? 'ok' : outcome.error.code,
		);
		expect(codes).toEqual(['ok', 'ERROR_CORE', 'withheld']);
	});

	it('a call without an answer is no such call when none before it failed', () => {
		const outcomes = read({ result: { c0: { ID: '1' } }, result_error: [] }, true);
		expect(outcomes[1]).toMatchObject({ ok: false, error: { code: 'not-an-answer' } });
	});

	it('knows a fault of the database by the one text that is never translated', () => {
		const error = { error: 'ERROR_CORE', error_description: 'SQL query error!' };
		expect(read({ result: [], result_error: { c1: error } })[1]).toMatchObject({ error: { status: 500 } });
	});

	it.each([[undefined], [[]], ['text'], [{ result: [], result_error: [] }], [{ result: null }]])(
		'%j has no result for anyone',
		(result) => {
			for (const outcome of read(result))
				expect(outcome).toMatchObject({ ok: false, error: { code: 'not-an-answer' } });
		},
	);

	it('keys that every object has are no answers', () => {
		expect(read({ result: JSON.parse('{"__proto__":{"c0":{"ID":"9"}}}') })[0]).toMatchObject({ ok: false });
	});

	it('each call has its own time', () => {
		const [add, update] = [call('mailservice.add', { NAME: 'a' }), call('mailservice.update', { ID: 1 })];
		const result = { result_time: { c0: 'first', c1: 'second' } };
		expect(v1Batch.times([add, update], { result, time: 'all' })).toEqual(['first', 'second']);
		expect(v1Batch.times([add, update], { result: [], time: 'all' })).toEqual([undefined, undefined]);
	});

	it('that is refused as a whole has one error for all', () => {
		const error = { code: 'ACCESS_DENIED', text: '', status: 403 };
		expect(v1Batch.read(calls, { ok: false, error }, true)).toEqual({ status: 'rejected', error });
		expect(v1Batch.method(calls)).toBe('batch');
	});

	it('what was answered behind an error counts, though the portal should have stopped', () => {
		const outcomes = read({ result: { c2: { ID: 'ID' } }, result_error: { c0: { error: 'X' } } }, true);
		expect(outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.error.code))).toEqual([
			'X',
			'withheld',
			'ok',
		]);
	});

	it('an error may be a code alone', () => {
		expect(read({ result: [], result_error: { c1: 'ACCESS_DENIED' } })[1]).toMatchObject({
			error: { code: 'ACCESS_DENIED', status: 403 },
		});
	});

	it('the text of a fault of the database is one with its code only', () => {
		const error = { error: 'ACCESS_DENIED', error_description: 'SQL query error!' };
		expect(read({ result: [], result_error: { c1: error } })[1]).toMatchObject({ error: { status: 403 } });
	});

	it('came with a good status', () => {
		expect(read({ result: { c0: 'text' } })[0]).toMatchObject({
			error: { code: 'not-an-answer', status: 200 },
		});
	});

	it.each([undefined, null, 'text'])('%j holds no times', (result) => {
		expect(v1Batch.times(calls, { result })).toEqual([undefined, undefined, undefined]);
	});

	it('what is null or left out is an empty text', () => {
		const update = call('mailservice.update', { ID: 7, SORT: null, LINK: undefined });
		expect(v1Batch.textOf(update)).toBe('mailservice.update?ID=7&SORT=&LINK=');
	});
});
