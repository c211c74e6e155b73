import { batchBody, packCalls, readBatch, timesOf } from '../../../../../nodes/Bitrix24Mail/api/batch/batch';
import type { MethodName } from '../../../../../nodes/Bitrix24Mail/api/methods';
import type { Call } from '../../../../../nodes/Bitrix24Mail/api/call';

const call = (method: MethodName, params: Record<string, unknown> = {}): Call => ({
	method,
	params,
});
const services = (count: number) =>
	Array.from({ length: count }, (_, ID) => call('mailservice.get', { ID: ID + 1 }));
const sizes = (calls: Array<Call>) =>
	packCalls(calls.map((one) => ({ call: one }))).map(({ length }) => length);

describe('Packing calls', () => {
	it.each([
		[1, [1]],
		[2, [2]],
		[50, [50]],
		[51, [50, 1]],
		[120, [50, 50, 20]],
	])('%i calls', (count, requests) => expect(sizes(services(count))).toEqual(requests));

	it.each(['x $result[c0][ID]', '$RESULT[c0]', 'a$error[c0]', '$results[c0]', '$next', '$total[x]', '$time'])(
		'%s, which the portal would replace, travels alone, in its place',
		(NAME) => {
			expect(sizes([...services(3), call('mailservice.add', { NAME }), ...services(2)])).toEqual([3, 1, 2]);
		},
	);

	it('dollars and words that are no reference travel with the others', () => {
		expect(sizes([call('mailservice.add', { NAME: 'result[c0] $5 $name' }), ...services(2)])).toEqual([3]);
	});

	it('a reference of REST 3.0 travels alone; the same words as a value do not', () => {
		const boxes = [
			call('mail.mailbox.get', { id: 1 }),
			call('mail.mailbox.get', { id: { $ref: '0.item.id' } }),
		];
		expect(sizes(boxes)).toEqual([1, 1]);
		expect(
			sizes([call('mail.mailbox.list', { name: '$ref' }), call('mail.mailbox.list', { name: '$refArray' })]),
		).toEqual([2]);
	});

	it('a body stays below two megabytes, and what is larger alone travels alone', () => {
		const icon = (bytes: number) =>
			call('mailservice.add', { NAME: 'a', ICON: ['a.png', 'A'.repeat(bytes)] });
		expect(sizes([icon(900_000), icon(900_000), icon(900_000)])).toEqual([2, 1]);
		expect(sizes([icon(100), icon(3_000_000), icon(100)])).toEqual([1, 1, 1]);
	});
});

describe('A batch of v1', () => {
	it('has commands whose keys are no indices, encoded as PHP reads them', () => {
		const text = 'a&b=c%d+e "q" \'s\'\nü📬';
		const body = batchBody(
			[call('mailservice.add', { NAME: text, ICON: ['n.png', 'a+/='] }), call('mailservice.fields')],
			1,
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
		expect(batchBody([call('mailservice.add', { NAME: 'a\ud83d' })], 1, false)).toMatchObject({
			cmd: { c0: 'mailservice.add?NAME=a%EF%BF%BD' },
		});
	});

	const calls = [
		call('mailservice.get', { ID: 1 }),
		call('mailservice.get', { ID: 2 }),
		call('mailservice.fields'),
	];
	const read = (result: unknown, stopsAtError = false) =>
		readBatch(calls, 1, { status: 200, body: { result } }, stopsAtError);

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
		expect(batchBody(calls, 1, true)).toMatchObject({ halt: 1 });
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
});

describe('A batch of REST 3.0', () => {
	const calls = [call('mail.mailbox.get', { id: 1 }), call('mail.mailbox.list')];
	it('is an array at the root', () => {
		expect(batchBody(calls, 3, false)).toEqual([
			{ method: 'mail.mailbox.get', query: { id: 1 } },
			{ method: 'mail.mailbox.list', query: {} },
		]);
	});

	it.each([[[{ item: { id: 1 } }, { items: [] }]], [{ 0: { item: { id: 1 } }, 1: { items: [] } }]])(
		'%j',
		(result) => {
			expect(readBatch(calls, 3, { status: 200, body: { result } }, false)).toEqual([
				{ ok: true, payload: { id: 1 } },
				{ ok: true, payload: [] },
			]);
		},
	);

	it('an answer of another length is for nobody', () => {
		const outcomes = readBatch(calls, 3, { status: 200, body: { result: [{ item: { id: 1 } }] } }, false);
		expect(outcomes.map(({ ok }) => ok)).toEqual([false, false]);
	});
});

describe('The times of an answer', () => {
	const body = { result: { result_time: { c0: 'first', c1: 'second' } }, time: 'all' };
	const answer = { status: 200, body };
	const [add, update] = [call('mailservice.add', { NAME: 'a' }), call('mailservice.update', { ID: 1 })];
	const [get, list] = [call('mail.mailbox.get', { id: 1 }), call('mail.mailbox.list')];

	it('in a v1 batch, each call has its own', () => {
		expect(timesOf([add, update], 1, answer)).toEqual(['first', 'second']);
		expect(timesOf([add, update], 1, { status: 200, body: { result: [] } })).toEqual([undefined, undefined]);
	});

	it('elsewhere it is that of the whole, which is nobody’s when it calls several methods', () => {
		expect(timesOf([add], 1, answer)).toEqual(['all']);
		expect(timesOf([get, get], 3, answer)).toEqual(['all', 'all']);
		expect(timesOf([get, list], 3, answer)).toEqual([undefined, undefined]);
	});
});
