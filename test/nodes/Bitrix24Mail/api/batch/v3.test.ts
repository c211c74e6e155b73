import { v3Batch } from '../../../../../nodes/Bitrix24Mail/api/batch/v3';
import { callOf as call, type Outcome } from '../../../../../nodes/Bitrix24Mail/api/call';

describe('A batch of REST 3.0', () => {
	const calls = [call('mail.mailbox.get', { id: 1 }), call('mail.mailbox.list')];
	const read = (result: unknown): Outcome[] => {
		const reply = v3Batch.read(calls, { ok: true, status: 200, body: { result } }, false);
		return reply.status === 'answered' ? reply.outcomes : [];
	};

	it('is an array at the root', () => {
		expect(v3Batch.body(calls, false)).toEqual([
			{ method: 'mail.mailbox.get', query: { id: 1 } },
			{ method: 'mail.mailbox.list', query: {} },
		]);
	});

	it.each([[[{ item: { id: 1 } }, { items: [] }]], [{ 0: { item: { id: 1 } }, 1: { items: [] } }]])(
		'%j',
		(result) => {
			expect(read(result)).toEqual([
				{ ok: true, payload: { id: 1 } },
				{ ok: true, payload: [] },
			]);
		},
	);

	it('an answer of another length is for nobody', () => {
		const outcomes = read([{ item: { id: 1 } }]);
		expect(outcomes.map(({ ok }) => ok)).toEqual([false, false]);
	});

	it('has one time for the whole, which is nobody’s when it calls several methods', () => {
		const [get, list] = [call('mail.mailbox.get', { id: 1 }), call('mail.mailbox.list')];
		const answer = { result: { result_time: { c0: 'first', c1: 'second' } }, time: 'all' };
		expect(v3Batch.times([get, get], answer)).toEqual(['all', 'all']);
		expect(v3Batch.times([get, list], answer)).toEqual([undefined, undefined]);
	});

	it('that is refused has one error for all', () => {
		const error = { code: 'ACCESS_DENIED', text: '', status: 403 };
		expect(v3Batch.read(calls, { ok: false, error }, false)).toEqual({ status: 'rejected', error });
		expect(v3Batch.method(calls)).toBe('batch');
	});

	it.each([
		[{ a: { item: { id: 1 } }, b: { items: [] } }],
		[{ 0: { item: { id: 1 } }, 2: { items: [] } }],
		['ab'],
		[null],
		[undefined],
	])('%j is no answer to anybody', (result) => {
		const error = { code: 'not-an-answer', text: '', status: 200 };
		expect(read(result)).toEqual(Array(2).fill({ ok: false, error }));
	});
});
