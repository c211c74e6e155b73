import { dispatch, resolveCalls } from '../../../../../nodes/Bitrix24Mail/api/batch/dispatch';
import { callOf, type Call, type Outcome } from '../../../../../nodes/Bitrix24Mail/api/call';
import {
	failure,
	fakeRun,
	methodIn,
	ok,
	pass,
	stopClock,
	type Answer,
	type FakeRun,
	type SentRequest,
} from '../fakeN8n';

const LIMIT = { error: 'QUERY_LIMIT_EXCEEDED', error_description: '' };
const FAULT = { error: 'INTERNAL_SERVER_ERROR', error_description: '' };

const get = (ID: number) => callOf('mailservice.get', { ID });
const gets = (count: number) => Array.from({ length: count }, (_, index) => get(index + 1));
const update = (ID: number) => callOf('mailservice.update', { ID, NAME: 'a' });
const remove = (ID: number) => callOf('mailservice.delete', { ID });

/** The commands of a batch of v1, by their keys. */
const commandsIn = ({ body }: SentRequest) => (body as { cmd: Record<string, string> }).cmd;
const codesOf = (outcomes: readonly Outcome[]) =>
	outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.error.code));

/** The good answer to any request. */
function goodAnswer(request: SentRequest): Answer {
	if (methodIn(request) !== 'batch') return ok(resultOf(methodIn(request), request.body as { ID?: unknown }));
	if (Array.isArray(request.body)) return ok(request.body.map(({ query }) => ({ item: query })));
	const result = Object.fromEntries(
		Object.entries(commandsIn(request)).map(([key, command]) => {
			const [method = '', query = ''] = command.split('?');
			return [key, resultOf(method, Object.fromEntries(new URLSearchParams(query)))];
		}),
	);
	return ok({ result, result_error: [] });
}
const resultOf = (method: string, { ID }: { ID?: unknown }) => (/update|delete/.test(method) ? true : { ID });

/** The answer to a batch in which the calls with these positions have an error. */
const withErrors = (request: SentRequest, errors: Record<number, object>, stopsAt = Infinity): Answer => {
	const { result } = (goodAnswer(request).body as { result: { result: Record<string, unknown> } }).result;
	const isGood = ([key]: [string, unknown]) => {
		const index = Number(key.slice(1));
		return !(index in errors) && index < stopsAt;
	};
	return ok({
		result: Object.fromEntries(Object.entries(result).filter(isGood)),
		result_error: Object.fromEntries(Object.entries(errors).map(([index, error]) => [`c${index}`, error])),
	});
};

/** Sends calls, and tells their outcomes in their order. */
async function send({ context }: FakeRun, calls: readonly Call[]): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	await dispatch(
		context,
		calls.map((call, index) => ({ call, settle: (outcome) => (outcomes[index] = outcome) })),
	);
	expect(Object.keys(outcomes)).toHaveLength(calls.length);
	return outcomes;
}

describe('Sending many calls', () => {
	beforeEach(stopClock);
	afterEach(() => jest.restoreAllMocks());

	it('nothing to send is no request', async () => {
		const run = fakeRun(goodAnswer);
		expect(await send(run, [])).toEqual([]);
		expect(run.requests).toEqual([]);
	});

	it('each version has requests of its own, classic REST first, and each call its own outcome', async () => {
		const run = fakeRun(goodAnswer);
		const mailboxes = [callOf('mail.mailbox.get', { id: 1 }), callOf('mail.mailbox.get', { id: 2 })];
		const outcomes = await send(run, [mailboxes[0]!, get(1), mailboxes[1]!, get(2)]);
		expect(run.requests.map(({ url }) => url.replace(/.*\/rest\//, ''))).toEqual(['batch', 'api/batch']);
		expect(outcomes).toEqual([
			{ ok: true, payload: { id: 1 } },
			{ ok: true, payload: { ID: '1' } },
			{ ok: true, payload: { id: 2 } },
			{ ok: true, payload: { ID: '2' } },
		]);
	});

	/** Sends calls whose answers wait until told to come, and tells how many requests are under way at a time. */
	async function concurrency(calls: Call[], answer = goodAnswer) {
		const open: Array<() => void> = [];
		const run = fakeRun(async (request) => {
			await new Promise<void>((come) => open.push(come));
			return answer(request);
		});
		const sent = send(run, calls);
		const underWay: number[] = [];
		for (;;) {
			await new Promise((resolve) => setImmediate(resolve));
			if (open.length === 0) break;
			underWay.push(open.length);
			open.splice(0).forEach((come) => come());
		}
		await sent;
		return underWay;
	}

	it('reads go four at a time, after the first', async () => {
		expect(await concurrency(gets(500))).toEqual([1, 4, 4, 1]);
		expect(await concurrency(gets(150))).toEqual([1, 2]);
	});

	it('writes go one after the other, and so does all with a write among it', async () => {
		const updates = Array.from({ length: 200 }, (_, index) => update(index + 1));
		expect(await concurrency(updates)).toEqual([1, 1, 1, 1]);
		expect(await concurrency([...gets(199), update(1)])).toEqual([1, 1, 1, 1]);
	});

	it('until the portal has answered what was asked, reads go one by one as well', async () => {
		let requests = 0;
		const broken = (request: SentRequest) => (++requests < 3 ? failure('NEW', 400) : goodAnswer(request));
		expect(await concurrency(gets(400), broken)).toEqual([1, 1, 1, 4, 1]);
	});

	it('what concerns all ends the rest without a request', async () => {
		const run = fakeRun(() => failure('ACCESS_DENIED', 403, 'no'));
		const outcomes = await send(run, gets(120));
		expect(run.requests).toHaveLength(1);
		const error = { code: 'ACCESS_DENIED', text: 'no', status: 403 };
		expect(outcomes[49]).toEqual({ ok: false, error });
		expect(outcomes[50]).toEqual({ ok: false, error: { ...error, unsent: true } });
	});

	it('of a request, only what is not known yet is sent', async () => {
		const run = fakeRun(goodAnswer);
		await run.context.listings.learn(callOf('mail.mailbox.get', { id: 1 }), async () => [
			{ id: 1 },
			{ id: 3 },
		]);
		const mailboxes = [1, 2, 3].map((id) => callOf('mail.mailbox.get', { id }));
		expect(await send(run, mailboxes)).toMatchObject([
			{ ok: true },
			{ ok: false, error: { inferred: true } },
			{ ok: true },
		]);
		expect(run.requests.map(({ body }) => body)).toEqual([
			[1, 3].map((id) => ({ method: 'mail.mailbox.get', query: { id } })),
		]);
	});

	it('each request earns one more that may be sent again', async () => {
		const run = fakeRun(goodAnswer);
		const noteFirstTry = jest.spyOn(run.context.retryBudget, 'noteFirstTry');
		await send(run, [...gets(120), callOf('mail.mailbox.list')]);
		expect(noteFirstTry).toHaveBeenCalledTimes(4);
	});

	it('with Stop Workflow, the first error ends it', async () => {
		let hasFailed = false;
		const failFast = { hasFailed: () => hasFailed, fail: () => (hasFailed = true) };
		const run = fakeRun((request) => withErrors(request, { 2: { error: 'ERROR_CORE' } }, 2), { failFast });
		const outcomes = await send(run, gets(120));
		expect(run.requests).toHaveLength(1);
		expect(run.requests[0]!.body).toMatchObject({ halt: 1 });
		expect(codesOf(outcomes)).toEqual(['ok', 'ok', 'ERROR_CORE', ...Array<string>(117).fill('withheld')]);
	});

	it('with Stop Workflow and without an error, all of it is sent', async () => {
		const failFast = { hasFailed: () => false, fail: jest.fn() };
		const run = fakeRun(goodAnswer, { failFast });
		expect(codesOf(await send(run, gets(60)))).toEqual(Array<string>(60).fill('ok'));
		expect(failFast.fail).not.toHaveBeenCalled();
	});
});

describe('A batch in which some calls fail', () => {
	beforeEach(() => {
		stopClock();
		jest.spyOn(Math, 'random').mockReturnValue(1);
	});
	afterEach(() => jest.restoreAllMocks());

	/** Sends calls in one batch; the answers are by turns, the last one for all that follow. */
	async function resolve(
		calls: Call[],
		answers: Array<(request: SentRequest) => Answer>,
		options: Parameters<typeof fakeRun>[1] = {},
	) {
		const run = fakeRun((request, index) => answers[Math.min(index, answers.length - 1)]!(request), options);
		const outcomes = await resolveCalls(run.context, calls);
		return { ...run, outcomes, codes: codesOf(outcomes) };
	}
	const errorsAt = (errors: Record<number, object>, stopsAt?: number) => (request: SentRequest) =>
		withErrors(request, errors, stopsAt);

	it('those that met the rate limit go again, and they alone', async () => {
		const { codes, requests, waits, pauses } = await resolve(gets(4), [
			errorsAt({ 1: LIMIT, 3: LIMIT }),
			errorsAt({ 1: LIMIT }),
			goodAnswer,
		]);
		expect(codes).toEqual(['ok', 'ok', 'ok', 'ok']);
		expect(commandsIn(requests[1]!)).toEqual({ c0: 'mailservice.get?ID=2', c1: 'mailservice.get?ID=4' });
		expect(requests[2]).toMatchObject({ body: { ID: 4 } });
		expect(pauses).toEqual([1_000, 2_000]);
		expect(waits).toEqual([1_000, 2_000]);
	});

	it('a fault of the server is not of the limit: reads go again as often as the policy says', async () => {
		const { codes, requests, waits, pauses } = await resolve(gets(2), [errorsAt({ 0: FAULT, 1: FAULT })]);
		expect(codes).toEqual(['INTERNAL_SERVER_ERROR', 'INTERNAL_SERVER_ERROR']);
		expect(requests).toHaveLength(4);
		expect(pauses).toEqual([500, 1_000, 2_000]);
		expect(waits).toEqual([]);
	});

	it('a write that may have been carried out does not go again', async () => {
		const { codes, requests } = await resolve([update(1), update(2)], [errorsAt({ 0: FAULT })]);
		expect(codes).toEqual(['INTERNAL_SERVER_ERROR', 'ok']);
		expect(requests).toHaveLength(1);
	});

	it('after two minutes, the rate limit is the outcome', async () => {
		const slow = (request: SentRequest) => {
			pass(60_000);
			return withErrors(request, { 0: LIMIT, 1: LIMIT });
		};
		const { codes, requests } = await resolve(gets(2), [slow]);
		expect(codes).toEqual(['QUERY_LIMIT_EXCEEDED', 'QUERY_LIMIT_EXCEEDED']);
		expect(requests).toHaveLength(2);
	});

	it('without a request left, a fault is the outcome; the limit is waited out all the same', async () => {
		const faulty = await resolve(gets(2), [errorsAt({ 0: FAULT })], { budget: 0 });
		expect(faulty.requests).toHaveLength(1);
		const limited = await resolve(gets(2), [errorsAt({ 0: LIMIT }), goodAnswer], { budget: 0 });
		expect(limited.codes).toEqual(['ok', 'ok']);
	});

	it('a batch that is refused as a whole was tried again as one', async () => {
		const { codes, requests } = await resolve(gets(2), [() => failure('INTERNAL_SERVER_ERROR', 500)]);
		expect(codes).toEqual(['INTERNAL_SERVER_ERROR', 'INTERNAL_SERVER_ERROR']);
		expect(requests).toHaveLength(4);
	});

	it('where the portal stopped at the first, those behind it go on with it', async () => {
		const failFast = { hasFailed: () => false, fail: () => {} };
		const { codes, requests } = await resolve(gets(5), [errorsAt({ 2: LIMIT }, 2), goodAnswer], { failFast });
		expect(codes).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
		expect(commandsIn(requests[1]!)).toEqual({
			c0: 'mailservice.get?ID=3',
			c1: 'mailservice.get?ID=4',
			c2: 'mailservice.get?ID=5',
		});
	});

	it('they do so in their order, though the portal went on behind it', async () => {
		const failFast = { hasFailed: () => false, fail: () => {} };
		const errors = { 1: LIMIT, 3: LIMIT };
		const { requests } = await resolve(gets(5), [errorsAt(errors, 1), goodAnswer], { failFast });
		expect(Object.values(commandsIn(requests[1]!))).toEqual(
			[2, 3, 4, 5].map((id) => `mailservice.get?ID=${id}`),
		);
	});

	it('those that another error stopped before it do not', async () => {
		const failFast = { hasFailed: () => false, fail: () => {} };
		const errors = { 1: { error: 'ERROR_CORE' }, 3: LIMIT };
		const { requests, codes } = await resolve(gets(5), [errorsAt(errors, 1), goodAnswer], { failFast });
		expect(Object.values(commandsIn(requests[1]!))).toEqual([4, 5].map((id) => `mailservice.get?ID=${id}`));
		expect(codes).toEqual(['ok', 'ERROR_CORE', 'withheld', 'ok', 'ok']);
	});

	it('what another error stopped stays withheld', async () => {
		const failFast = { hasFailed: () => false, fail: () => {} };
		const { codes, requests } = await resolve(gets(3), [errorsAt({ 1: { error: 'ERROR_CORE' } }, 1)], {
			failFast,
		});
		expect(codes).toEqual(['ok', 'ERROR_CORE', 'withheld']);
		expect(requests).toHaveLength(1);
	});

	describe('a write that a later one of the same record has overtaken', () => {
		it('does not go again', async () => {
			const { codes, requests } = await resolve(
				[update(1), update(2), update(1)],
				[errorsAt({ 0: LIMIT, 1: LIMIT }), goodAnswer],
			);
			expect(codes).toEqual(['overtaken', 'ok', 'ok']);
			expect(requests[1]).toMatchObject({ body: { ID: 2 } });
		});

		it('nor when another write has done it', async () => {
			expect((await resolve([update(1), remove(1)], [errorsAt({ 0: LIMIT })])).codes).toEqual([
				'overtaken',
				'ok',
			]);
		});

		it('goes again when the later one went wrong, was only a read, or of another kind of record', async () => {
			const again = async (calls: Call[], errors: Record<number, object>) =>
				(await resolve(calls, [errorsAt(errors), goodAnswer])).requests.length;
			expect(await again([update(1), update(1)], { 0: LIMIT, 1: { error: 'ERROR_CORE' } })).toBe(2);
			expect(await again([update(1), get(1)], { 0: LIMIT })).toBe(2);
			expect(await again([update(1), callOf('mailservice.add', { NAME: 1 })], { 0: LIMIT })).toBe(2);
			expect(await again([update(1), update(2)], { 0: LIMIT })).toBe(2);
		});

		it('keeps an error that would not go again', async () => {
			const { codes } = await resolve([update(1), update(1)], [errorsAt({ 0: { error: 'ERROR_CORE' } })]);
			expect(codes).toEqual(['ERROR_CORE', 'ok']);
		});

		it('may be overtaken by one that went again before it', async () => {
			const { codes, requests } = await resolve(
				[update(1), update(2), update(1)],
				[errorsAt({ 0: LIMIT, 1: LIMIT, 2: LIMIT }), errorsAt({ 0: LIMIT }), goodAnswer],
			);
			expect(codes).toEqual(['overtaken', 'ok', 'ok']);
			expect(requests).toHaveLength(2);
		});
	});
});
