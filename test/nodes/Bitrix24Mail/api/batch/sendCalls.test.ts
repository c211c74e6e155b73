import { sendCalls } from '../../../../../nodes/Bitrix24Mail/api/batch/sendCalls';
import { callOf, type Call } from '../../../../../nodes/Bitrix24Mail/api/call';
import { failure, failure3, fakeRun, ok, stopClock, type Answer, type FakeOptions } from '../fakeN8n';

const get = (ID: number) => callOf('mailservice.get', { ID });
const mailbox = (id: number) => callOf('mail.mailbox.get', { id });

describe('One request', () => {
	beforeEach(stopClock);
	afterEach(() => jest.restoreAllMocks());

	const send = async (calls: Call[], answers: Answer[], options?: FakeOptions & { isFinal?: true }) => {
		const run = fakeRun((_, index) => answers[Math.min(index, answers.length - 1)]!, options);
		const reply = await sendCalls(run.context, calls, options?.isFinal && { isFinal: true });
		const { portal } = run.connection;
		const sent = run.requests.map(({ url, body }) => ({ path: url.replace(portal, ''), body }));
		return { ...run, reply, sent };
	};

	it('a single call is a plain one', async () => {
		const { reply, sent } = await send([get(7)], [ok({ ID: '7' })]);
		expect(sent).toEqual([{ path: '/rest/mailservice.get', body: { ID: 7 } }]);
		expect(reply).toEqual({ status: 'answered', outcomes: [{ ok: true, payload: { ID: '7' } }] });
	});

	it('several are a batch, of either version', async () => {
		const v1 = await send([get(7), get(8)], [ok({ result: { c0: { ID: 7 }, c1: { ID: 8 } } })]);
		expect(v1.sent).toEqual([
			{
				path: '/rest/batch',
				body: { halt: 0, cmd: { c0: 'mailservice.get?ID=7', c1: 'mailservice.get?ID=8' } },
			},
		]);
		expect(v1.reply).toMatchObject({ status: 'answered', outcomes: [{ ok: true }, { ok: true }] });
		const v3 = await send([mailbox(7), mailbox(8)], [ok([{ item: { id: 7 } }, { item: { id: 8 } }])]);
		expect(v3.sent).toEqual([
			{ path: '/rest/api/batch', body: [7, 8].map((id) => ({ method: 'mail.mailbox.get', query: { id } })) },
		]);
		expect(v3.reply).toMatchObject({ status: 'answered', outcomes: [{ ok: true }, { ok: true }] });
	});

	it('with Stop Workflow, a batch of v1 halts at its first error', async () => {
		const failFast = { hasFailed: () => false, fail: () => {} };
		const { sent, reply } = await send(
			[get(7), get(8)],
			[ok({ result: [], result_error: { c0: { error: 'ERROR_CORE' } } })],
			{ failFast },
		);
		expect(sent[0]!.body).toMatchObject({ halt: 1 });
		expect(reply).toMatchObject({
			outcomes: [{ error: { code: 'ERROR_CORE' } }, { error: { code: 'withheld' } }],
		});
	});

	it('an error is that of the whole request', async () => {
		const error = { code: 'ERROR_CORE', text: 'no', status: 400 };
		const rejected = { status: 'rejected', error };
		expect((await send([get(7)], [failure('ERROR_CORE', 400, 'no')])).reply).toEqual(rejected);
		expect((await send([get(7), get(8)], [failure('ERROR_CORE', 400, 'no')])).reply).toEqual(rejected);
		// A single call whose answer holds something else.
		expect((await send([get(7)], [ok('7')])).reply).toMatchObject({ error: { code: 'not-an-answer' } });
	});

	it('an empty list that comes as an error is an answer', async () => {
		const { reply } = await send([callOf('mailservice.list')], [failure('ERROR_CORE', 400)]);
		expect(reply).toEqual({ status: 'answered', outcomes: [{ ok: true, payload: [] }] });
	});

	it('reads are tried again after a fault of the server, unless that is final; a write among them is not', async () => {
		const fault = failure('INTERNAL_SERVER_ERROR', 500);
		const write = callOf('mailservice.update', { ID: 9 });
		const tries = async (calls: Call[], options?: { isFinal: true }) =>
			(await send(calls, [fault], options)).sent.length;
		expect(await tries([get(7)])).toBe(4);
		expect(await tries([get(7), get(8)])).toBe(4);
		expect(await tries([get(7)], { isFinal: true })).toBe(1);
		expect(await tries([get(7), get(8)], { isFinal: true })).toBe(1);
		expect(await tries([get(7), write])).toBe(1);
		expect(await tries([write])).toBe(1);
	});

	describe('the end of a method’s block', () => {
		const time = () => ({ operating_reset_at: Math.floor(Date.now() / 1000) + 60 });
		const endsAt = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/) as string;

		it.each<[string, Call[], () => Answer]>([
			['a single answer', [get(7)], () => ok({ ID: 7 }, time())],
			[
				'a batch of v1',
				[get(7), get(8)],
				() => ok({ result: { c0: { ID: 7 }, c1: { ID: 8 } }, result_time: { c0: time() } }),
			],
		])('is learned from %s, and told alone and in a batch', async (_, calls, answer) => {
			const { connection } = await send(calls, [answer()]);
			const { portal } = connection;
			const alone = await send([get(7)], [failure('OPERATION_TIME_LIMIT', 429)], { portal });
			expect(alone.reply).toMatchObject({ error: { endsAt } });
			const whole = await send([get(7), get(8)], [failure('OPERATION_TIME_LIMIT', 429)], { portal });
			expect(whole.reply).toMatchObject({ error: { endsAt } });
			const inBatch = ok({ result: [], result_error: { c0: { error: 'OPERATION_TIME_LIMIT' } } });
			const part = await send([get(7), callOf('mailservice.fields')], [inBatch], { portal });
			expect(part.reply).toMatchObject({ outcomes: [{ error: { endsAt } }, {}] });
		});

		it('is learned from a batch of REST 3.0', async () => {
			const answer = ok([{ item: { id: 7 } }, { item: { id: 8 } }], time());
			const { connection } = await send([mailbox(7), mailbox(8)], [answer]);
			const refused = failure3('BITRIX_REST_V3_EXCEPTION_RATELIMITEXCEPTION', 429);
			const { reply } = await send([mailbox(7)], [refused], { portal: connection.portal });
			expect(reply).toMatchObject({ error: { endsAt } });
		});
	});
});
