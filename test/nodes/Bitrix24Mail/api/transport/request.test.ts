import { sleep } from 'n8n-workflow';
import { secretsOf } from '../../../../../credentials/shared/secrets';
import { cancellationOf } from '../../../../../nodes/Bitrix24Mail/api/transport/cancellation';
import type { RequestContext } from '../../../../../nodes/Bitrix24Mail/api/transport/context';
import type { RequestContent } from '../../../../../nodes/Bitrix24Mail/api/transport/content';
import * as rateLimiter from '../../../../../nodes/Bitrix24Mail/api/transport/rateLimiter';
import { request } from '../../../../../nodes/Bitrix24Mail/api/transport/request';
import { createRetryBudget } from '../../../../../nodes/Bitrix24Mail/api/transport/retryBudget';
import { RETRY_POLICY } from '../../../../../nodes/Bitrix24Mail/api/transport/retryPolicy';
import { failure, fakeRun, ok, pass, stopClock, type Answer, type FakeOptions } from '../fakeN8n';

let portals = 0;

/** A context that notes the headers of what is sent, and answers the given statuses in turn. */
function contextFor(statuses: number[]) {
	const keys: Array<string | undefined> = [];
	const n8n = {
		helpers: {
			httpRequestWithAuthentication: async (
				_type: string,
				{ headers }: { headers: Record<string, string> },
			) => {
				keys.push(headers['Idempotency-Key']);
				const statusCode = statuses.shift() ?? 200;
				return { statusCode, body: statusCode === 200 ? { result: {} } : '<html>' };
			},
		},
	} as unknown as RequestContext['n8n'];
	const context: RequestContext = {
		n8n,
		connection: {
			credentialType: 'bitrix24MailWebhookApi',
			portal: `https://request${++portals}.example.com`,
			rateLimit: { burst: 50, perSecond: 2 },
			redact: (text) => text,
			secrets: secretsOf([]),
		},
		options: {},
		cancellation: { ...cancellationOf(undefined), delay: async () => await sleep(0) },
		onWaited: () => {},
		isRateLimited: true,
		retryPolicy: RETRY_POLICY,
		retryBudget: createRetryBudget(),
	};
	return { context, keys };
}

describe('A request with an idempotency key', () => {
	const url = 'https://request.example.com/rest/api/mail.something.add';

	it('carries it, and is not repeated when its outcome is not known', async () => {
		const { context, keys } = contextFor([502]);
		const reply = await request(context, { url, body: {}, access: 'write', idempotencyKey: 'key-1' });
		expect(reply).toMatchObject({ ok: false, error: { status: 502 } });
		expect(keys).toEqual(['key-1']);
	});

	it('without one, a write is not repeated, and no such header is sent', async () => {
		const { context, keys } = contextFor([502]);
		expect(await request(context, { url, body: {}, access: 'write' })).toMatchObject({
			ok: false,
			error: { status: 502 },
		});
		expect(keys).toEqual([undefined]);
	});
});

describe('A request that is sent again', () => {
	beforeEach(() => {
		stopClock();
		jest.spyOn(Math, 'random').mockReturnValue(1);
	});
	afterEach(() => jest.restoreAllMocks());

	const url = 'https://request.example.com/rest/profile';
	const LIMIT = failure('QUERY_LIMIT_EXCEEDED', 503);
	const FAULT = failure('INTERNAL_SERVER_ERROR', 500);

	async function send(
		answers: Array<Answer | (() => Answer)>,
		content: Partial<RequestContent> = {},
		options: FakeOptions = {},
	) {
		const run = fakeRun((_, index) => {
			const answer = answers[Math.min(index, answers.length - 1)]!;
			return typeof answer === 'function' ? answer() : answer;
		}, options);
		const reply = await request(run.context, { url, body: {}, access: 'read', ...content });
		return { ...run, reply, sent: run.requests.length };
	}

	it('is, after a fault, as often as the policy says', async () => {
		const { reply, sent, pauses, waits } = await send([FAULT]);
		expect(reply).toMatchObject({ ok: false, error: { code: 'INTERNAL_SERVER_ERROR', status: 500 } });
		expect({ sent, pauses, waits }).toEqual({ sent: 4, pauses: [500, 1_000, 2_000], waits: [] });
		expect((await send([FAULT, FAULT, ok(1)])).reply).toMatchObject({ ok: true });
	});

	it('is not, when a fault is the answer; the rate limit is waited out all the same', async () => {
		expect((await send([FAULT], { isFinal: true })).sent).toBe(1);
		const limited = await send([LIMIT, ok(1)], { isFinal: true });
		expect(limited.reply).toMatchObject({ ok: true });
	});

	it('has the run told what the rate limit costs, and slows down', async () => {
		const rateLimit = { burst: 1, perSecond: 10 };
		const { reply, waits, pauses } = await send([LIMIT, LIMIT, ok(1)], {}, { rateLimit });
		expect(reply).toMatchObject({ ok: true });
		const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
		// The pauses of the policy, and the waits for room: nothing else passes time here.
		expect(sum(waits)).toBe(sum(pauses));
		expect(waits).toEqual(expect.arrayContaining([1_000, 2_000]));
	});

	it('goes on for two minutes, counted from when it was first sent', async () => {
		const slow = () => {
			pass(59_000);
			return LIMIT;
		};
		expect((await send([slow])).sent).toBe(2);
		const { context, requests } = fakeRun(slow);
		// What was waited before does not count.
		pass(1_000_000);
		await request(context, { url, body: {}, access: 'write' });
		expect(requests).toHaveLength(2);
	});

	it('each try that the portal refuses for the limit makes the next ones slower', async () => {
		const rateLimit = { burst: 3, perSecond: 1 };
		const { connection, pauses } = await send([LIMIT, ok(1)], {}, { rateLimit });
		const total = pauses.reduce((sum, pause) => sum + pause, 0);
		// One second of the policy; then, at half the rate, until there is room in a full bucket.
		expect(total).toBeGreaterThan(2_000);
		const other = await send([ok(1)], {}, { rateLimit, portal: connection.portal });
		expect(other.waits).not.toEqual([]);
		const elsewhere = await send([ok(1)], {}, { rateLimit });
		expect(elsewhere.waits).toEqual([]);
	});

	it('a fault slows nobody down', async () => {
		const rateLimit = { burst: 8, perSecond: 1 };
		const { waits } = await send([FAULT, FAULT, ok(1)], {}, { rateLimit });
		expect(waits).toEqual([]);
	});

	it('of a cancelled execution, nothing is sent any more', async () => {
		const run = fakeRun(() => ok(1));
		run.cancel();
		const reply = await request(run.context, { url, body: {}, access: 'read' });
		expect(reply).toEqual({ ok: false, error: { code: 'stopped', text: '' } });
		expect(run.requests).toEqual([]);
		const later = fakeRun(() => {
			later.cancel();
			return LIMIT;
		});
		expect(await request(later.context, { url, body: {}, access: 'read' })).toMatchObject({
			error: { code: 'stopped' },
		});
		expect(later.requests).toHaveLength(1);
	});

	it('without an access token, the tries of the token server count from its answer', async () => {
		let asked = 0;
		const refresh = () => {
			asked++;
			throw Object.assign(new Error(), { code: 'ECONNREFUSED' });
		};
		const { reply, pauses } = await send([failure('expired_token', 401)], { access: 'write' }, { refresh });
		expect(reply).toMatchObject({ error: { code: 'token-server-unavailable' } });
		expect(asked).toBe(4);
		expect(pauses).toEqual([500, 1_000, 2_000]);
	});

	it('does not stand at the end of the queue again', async () => {
		const acquire = jest.spyOn(rateLimiter, 'acquire');
		await send([FAULT, FAULT, ok(1)]);
		expect(acquire.mock.calls.map(([, , , isAgain]) => isAgain)).toEqual([false, true, true]);
	});

	it('the shortest wait is told, too', async () => {
		const rateLimit = { burst: 1, perSecond: 1_000 };
		const { context, waits } = fakeRun(() => ok(1), { rateLimit });
		for (let count = 0; count < 2; count++) await request(context, { url, body: {}, access: 'read' });
		expect(waits).toEqual([1]);
	});

	it('where requests are not limited, it waits for nobody', async () => {
		const rateLimit = { burst: 1, perSecond: 0.001 };
		const run = fakeRun(() => ok(1), { rateLimit });
		for (let count = 0; count < 3; count++) {
			await request({ ...run.context, isRateLimited: false }, { url, body: {}, access: 'read' });
		}
		expect(run.requests).toHaveLength(3);
		expect(run.pauses).toEqual([]);
	});
});
