import { resolveRejected } from '../../../../../nodes/Bitrix24Mail/api/batch/rejectedBatch';
import { callOf, type Call, type CallError, type Outcome } from '../../../../../nodes/Bitrix24Mail/api/call';
import type { MethodSpec } from '../../../../../nodes/Bitrix24Mail/api/methods';
import {
	failure3,
	fakeRun,
	idsIn,
	methodIn,
	ok,
	stopClock,
	type Answer,
	type FakeOptions,
	type SentRequest,
} from '../fakeN8n';

const V3 = 'BITRIX_REST_V3_EXCEPTION_';
const NOT_FOUND = `${V3}ENTITYNOTFOUNDEXCEPTION`;

const error = (code: string, status?: number): CallError => ({ code, text: `about ${code}`, status });
const mailboxes = (count: number) =>
	Array.from({ length: count }, (_, index) => callOf('mail.mailbox.get', { id: index + 1 }));

/** The outcomes in short: the ID, or the code. */
const inShort = (outcomes: readonly Outcome[]) =>
	outcomes.map((outcome) => (outcome.ok ? (outcome.payload as { id: number }).id : outcome.error.code));

/** A portal with mailboxes, of which those with certain IDs are gone. */
const portalWithout =
	(gone: number[]) =>
	(request: SentRequest): Answer => {
		if (methodIn(request) === 'mail.mailbox.list') {
			const { limit, offset } = (request.body as { pagination: { limit: number; offset: number } })
				.pagination;
			const all = Array.from({ length: 200 }, (_, index) => ({ id: index + 1 }));
			return ok({ items: all.filter(({ id }) => !gone.includes(id)).slice(offset, offset + limit) });
		}
		const ids = idsIn(request) as number[];
		const culprit = ids.find((id) => gone.includes(id));
		if (culprit !== undefined) return failure3(NOT_FOUND, 400, `no ${culprit}`);
		return Array.isArray(request.body)
			? ok(ids.map((id) => ({ item: { id } })))
			: ok({ item: { id: ids[0] } });
	};

describe('A batch that is refused as a whole', () => {
	beforeEach(stopClock);
	afterEach(() => jest.restoreAllMocks());

	async function resolve(
		calls: Call[],
		answer: (request: SentRequest) => Answer,
		first: CallError,
		options?: FakeOptions,
	) {
		const run = fakeRun(answer, options);
		const outcomes = await resolveRejected(run.context, calls, first);
		return { outcomes, short: inShort(outcomes), asked: run.requests.map(methodIn), ...run };
	}

	it('of a read of REST 3.0: a list tells which records there are, and the others are sent again', async () => {
		const { outcomes, asked } = await resolve(mailboxes(5), portalWithout([2, 4]), error(NOT_FOUND, 400));
		expect(outcomes).toEqual([
			{ ok: true, payload: { id: 1 } },
			// The portal goes through a batch in order: what it said was about the first.
			{ ok: false, error: error(NOT_FOUND, 400) },
			{ ok: true, payload: { id: 3 } },
			{ ok: false, error: { code: NOT_FOUND, text: '', inferred: true } },
			{ ok: true, payload: { id: 5 } },
		]);
		expect(asked).toEqual(['mail.mailbox.list', 'mail.mailbox.list', 'batch']);
	});

	it('when none of them is there, nothing more is sent', async () => {
		const gone = [1, 2, 3, 4];
		const { short, asked } = await resolve(mailboxes(4), portalWithout(gone), error(NOT_FOUND, 400));
		expect(short).toEqual(Array(4).fill(NOT_FOUND));
		expect(asked).toEqual(['mail.mailbox.list', 'mail.mailbox.list']);
	});

	it('four calls are worth a list, three are not', async () => {
		const three = await resolve(mailboxes(3), portalWithout([2]), error(NOT_FOUND, 400));
		expect(three.short).toEqual([1, NOT_FOUND, 3]);
		expect(three.asked).not.toContain('mail.mailbox.list');
		const four = await resolve(mailboxes(4), portalWithout([2]), error(NOT_FOUND, 400));
		expect(four.short).toEqual([1, NOT_FOUND, 3, 4]);
		expect(four.asked).toContain('mail.mailbox.list');
	});

	it('a list in which all are present explains nothing: the calls to blame are looked for', async () => {
		const portal = portalWithout([2]);
		const answer = (request: SentRequest) =>
			methodIn(request) === 'mail.mailbox.list' ? portalWithout([])(request) : portal(request);
		const { short, asked } = await resolve(mailboxes(4), answer, error(NOT_FOUND, 400));
		expect(short).toEqual([1, NOT_FOUND, 3, 4]);
		expect(asked.slice(0, 4)).toEqual([
			'mail.mailbox.list',
			'mail.mailbox.list',
			'mail.mailbox.list',
			'batch',
		]);
	});

	it('so they are where the list can’t be read', async () => {
		const portal = portalWithout([2]);
		const answer = (request: SentRequest) =>
			methodIn(request) === 'mail.mailbox.list'
				? failure3(`${V3}ACCESSDENIEDEXCEPTION`, 403)
				: portal(request);
		const { short, asked } = await resolve(mailboxes(4), answer, error(NOT_FOUND, 400));
		expect(short).toEqual([1, NOT_FOUND, 3, 4]);
		expect(asked.filter((method) => method === 'mail.mailbox.list')).toHaveLength(1);
	});

	it('no list is asked for when the error is another', async () => {
		const answer = (request: SentRequest) =>
			(idsIn(request) as number[]).includes(2) ? failure3('SOMETHING_NEW', 400) : portalWithout([])(request);
		const { short, asked } = await resolve(mailboxes(4), answer, error('SOMETHING_NEW', 400));
		expect(short).toEqual([1, 'SOMETHING_NEW', 3, 4]);
		expect(asked).not.toContain('mail.mailbox.list');
	});

	it('what is sent again may be refused again, by a record that is gone since', async () => {
		const portal = portalWithout([2]);
		const answer = (request: SentRequest) =>
			methodIn(request) === 'mail.mailbox.list' ? portal(request) : portalWithout([2, 3])(request);
		const { short } = await resolve(mailboxes(5), answer, error(NOT_FOUND, 400));
		expect(short).toEqual([1, NOT_FOUND, NOT_FOUND, 4, 5]);
	});

	describe('when the run may send no more', () => {
		const rejected = (code: string) => ({
			ok: false,
			error: { code: 'batch-rejected', text: `about ${code} (${code})` },
		});

		it('the calls that were not tried say so, with what the portal said', async () => {
			const first = error(NOT_FOUND, 400);
			const { outcomes, asked } = await resolve(mailboxes(4), portalWithout([2]), first, { budget: 0 });
			expect(outcomes).toEqual(Array(4).fill(rejected(NOT_FOUND)));
			expect(asked).toEqual([]);
		});

		it('a list that breaks off is none', async () => {
			const first = error(NOT_FOUND, 400);
			const { outcomes, asked } = await resolve(mailboxes(4), portalWithout([2]), first, { budget: 1 });
			expect(outcomes).toEqual(Array(4).fill(rejected(NOT_FOUND)));
			expect(asked).toEqual(['mail.mailbox.list']);
		});

		it('those whose absence is known keep it', async () => {
			const first = error(NOT_FOUND, 400);
			const { outcomes } = await resolve(mailboxes(4), portalWithout([2, 3]), first, { budget: 2 });
			expect(outcomes).toEqual([
				rejected(NOT_FOUND),
				{ ok: false, error: first },
				{ ok: false, error: { code: NOT_FOUND, text: '', inferred: true } },
				rejected(NOT_FOUND),
			]);
		});

		it('a text of its own is not missed', async () => {
			const first: CallError = { code: 'NEW', text: '', status: 400 };
			const { outcomes } = await resolve(mailboxes(2), portalWithout([]), first, { budget: 0 });
			expect(outcomes[0]).toEqual({ ok: false, error: { code: 'batch-rejected', text: '(NEW)' } });
		});
	});

	it.each<[string, CallError, boolean]>([
		['a record’s', error(NOT_FOUND, 400), true],
		['one that is not known', error('NEW', 400), true],
		['a fault of the server', error('NEW', 500), true],
		['a web page with a good status', error('html-page', 200), false],
		['a web page with a bad one', error('html-page', 502), true],
		['a time-out', error('timeout'), false],
		['the permission’s', error(`${V3}INSUFFICIENTSCOPEEXCEPTION`, 403), false],
		['the method’s', error(`${V3}RATELIMITEXCEPTION`, 429), false],
		['the portal’s', error('ACCESS_DENIED', 403), false],
	])('an error that is %s: looked for among the calls: %s', async (_, first, isWorth) => {
		const { outcomes, asked } = await resolve(mailboxes(2), portalWithout([]), first);
		expect(asked.length > 0).toBe(isWorth);
		if (!isWorth) expect(outcomes).toEqual(Array(2).fill({ ok: false, error: first }));
	});

	it('an error of a value is everybody’s who has the same', async () => {
		const first = error(`${V3}INVALIDSELECTEXCEPTION`, 400);
		const select = (...names: string[]) =>
			names.map((name, index) => callOf('mail.mailbox.get', { id: index + 1, select: [name] }));
		const same = await resolve(select('a', 'a', 'a'), portalWithout([]), first);
		expect(same.asked).toEqual([]);
		const other = await resolve(select('a', 'a', 'b'), portalWithout([]), first);
		expect(other.asked).not.toEqual([]);
	});

	it('calls that have to know their own outcome learn it, whatever the run’s budget', async () => {
		const gone = [2, 5, 9];
		const calls = mailboxes(12).map((call) => ({
			...call,
			spec: { ...call.spec, listedBy: undefined } as MethodSpec,
			mustSettle: true,
		}));
		const { short } = await resolve(calls, portalWithout(gone), error(NOT_FOUND, 400), { budget: 0 });
		expect(short).toEqual(calls.map((_, index) => (gone.includes(index + 1) ? NOT_FOUND : index + 1)));
		const needed = calls.map((call) => ({ ...call, mustSettle: undefined }));
		const { short: limited } = await resolve(needed, portalWithout(gone), error(NOT_FOUND, 400), {
			budget: 0,
		});
		expect(limited).toEqual(calls.map(() => 'batch-rejected'));
	});

	it('a fault that may have passed is not blamed on the last call without asking it', async () => {
		const { short, asked } = await resolve(mailboxes(2), portalWithout([]), error('NEW', 500));
		expect(short).toEqual([1, 2]);
		expect(asked).toEqual(['mail.mailbox.get', 'mail.mailbox.get']);
		const known = await resolve(mailboxes(2), portalWithout([]), error(NOT_FOUND, 400));
		expect(known.short).toEqual([1, NOT_FOUND]);
	});

	it('while it is looked for, a fault of the server is the answer: it was tried again before', async () => {
		const answer = () => failure3('NEW', 500);
		const { asked, pauses } = await resolve(mailboxes(2), answer, error('NEW', 500));
		expect(asked).toHaveLength(2);
		expect(pauses).toEqual([]);
	});

	it.each<[string, Call[]]>([
		['of classic REST', [1, 2].map((ID) => callOf('mailservice.get', { ID }))],
		[
			'of writes',
			mailboxes(2).map((call) => ({ ...call, spec: { ...call.spec, access: 'write' } as MethodSpec })),
		],
		['of one call', mailboxes(1)],
	])('%s has one error for all', async (_, calls) => {
		const first = error('NEW', 500);
		const { outcomes, asked } = await resolve(calls, portalWithout([]), first);
		expect(outcomes).toEqual(calls.map(() => ({ ok: false, error: first })));
		expect(asked).toEqual([]);
	});

	it('no calls have no outcomes', async () => {
		expect((await resolve([], portalWithout([]), error('NEW', 500))).outcomes).toEqual([]);
	});
});
