import { setTimeout as realPause } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';
import { secretsOf } from '../../../../../credentials/shared/secrets';
import { createRunContext } from '../../../../../nodes/Bitrix24Mail/api/batch/context';
import { dispatch } from '../../../../../nodes/Bitrix24Mail/api/batch/dispatch';
import { callOf, type Outcome } from '../../../../../nodes/Bitrix24Mail/api/call';
import type { N8nContext } from '../../../../../nodes/Bitrix24Mail/api/client';
import { createRetryBudget } from '../../../../../nodes/Bitrix24Mail/api/transport/retryBudget';
import { RETRY_POLICY } from '../../../../../nodes/Bitrix24Mail/api/transport/retryPolicy';
import { manyMailboxes, manyServices, startPortal, type Portal } from '../../../../../sandbox/portal';
import {
	AUTHENTICATIONS,
	byId,
	credentialFor,
	numbered,
	runOn,
	type Authentication,
} from '../../../../support/node';
import { ownShare } from '../../../../support/ownShare';
import { held } from '../../../../support/held';
import { replaceClocks, replaceSleep, restoreClocks } from '../../../../support/virtualTime';

const GET = { resource: 'mailService', operation: 'get', mailServiceId: byId('={{ $json.n }}') };
const MAILBOX_GET = { resource: 'mailbox', operation: 'get', mailboxId: byId('={{ $json.n }}') };
const CREATE = { resource: 'mailService', operation: 'create', name: '=New {{ $json.n }}' };
const MAILBOX_LIST = {
	resource: 'mailbox',
	operation: 'getAll',
	returnAll: true,
	filters: { name: '={{ $json.name }}' },
};

/** Time enough for a request that would still leave, in milliseconds. */
const A_WHILE = 120;

/** n8n's own pause between portions, in milliseconds: real time. */
const BETWEEN_PORTIONS = 5 * A_WHILE;

const OPERATIONS: Array<[string, INodeParameters]> = [
	['Gets of services', GET],
	['Gets of mailboxes', MAILBOX_GET],
	['Creates', CREATE],
];

describe('A cancelled execution sends no further request', () => {
	let portal: Portal;
	let stopper: AbortController;
	/** The clocks stand still unless a test moves them, in milliseconds. */
	let now: number;
	/** The node's pauses are the test's: it hears of each one, and lets it end. */
	let pauses: Array<() => void>;
	let onPause: () => void;
	beforeEach(async () => {
		now = Date.now();
		replaceClocks(
			() => now,
			() => now,
		);
		pauses = [];
		onPause = () => {};
		replaceSleep(async (milliseconds) => {
			// No pause, but the end of n8n's turn.
			if (milliseconds === 0) return await realPause(0);
			await new Promise<void>((end) => {
				pauses.push(end);
				onPause();
			});
		});
		stopper = new AbortController();
		portal = await startPortal({ services: manyServices(300), mailboxes: manyMailboxes(300) });
	});
	afterEach(async () => {
		replaceSleep();
		restoreClocks();
		await portal.close();
	});

	/** A portal of which the node knows that it takes three requests at once, and one a second. */
	const slowCredential = (authentication: Authentication) => {
		const { type, data } = credentialFor(portal, authentication);
		return { type, data: { ...data, requestLimit: 'custom', requestBurst: 3, requestsPerSecond: 1 } };
	};

	const pauseUnderWay = async () =>
		await new Promise<void>((resolve) => {
			if (pauses.length > 0) resolve();
			else onPause = resolve;
		});

	/** Waits until so many requests have arrived. */
	const arrived = async (count: number) => {
		while (portal.requests.length < count) await realPause(5);
	};

	/** Waits until so many requests have been answered. */
	const answered = async (count: number) => {
		while (portal.requests.filter(({ status }) => status !== undefined).length < count) await realPause(5);
		await realPause(20);
	};

	const endPauses = () => pauses.splice(0).forEach((end) => end());

	/** The requests so far, and that there are no more of them a while later, when every pause has ended. */
	const expectNoFurther = async () => {
		const atTheCancel = portal.requests.length;
		await realPause(A_WHILE);
		endPauses();
		await realPause(A_WHILE);
		endPauses();
		await realPause(A_WHILE);
		expect(portal.requests.length).toBe(atTheCancel);
		return atTheCancel;
	};

	describe.each(AUTHENTICATIONS)('connected by %s', (authentication) => {
		describe.each(ownShare(OPERATIONS, AUTHENTICATIONS.indexOf(authentication)))('%s', (_, parameters) => {
			const start = (count: number, more: Partial<Parameters<typeof runOn>[2]> = {}) =>
				runOn(portal, parameters, {
					items: numbered(count),
					authentication,
					signal: stopper.signal,
					...more,
				});

			it('while it waits for the limit', async () => {
				const run = start(300, { credential: slowCredential(authentication) });
				await pauseUnderWay();
				// Two of three: the node keeps a little room free.
				await answered(2);
				stopper.abort();
				expect(await expectNoFurther()).toBe(2);
				await run;
			});

			it('while it pauses before it tries again', async () => {
				portal.refuse('QUERY_LIMIT_EXCEEDED', { times: 99 });
				const run = start(40);
				await pauseUnderWay();
				stopper.abort();
				expect(await expectNoFurther()).toBe(1);
				await run;
				expect(portal.calls).toHaveLength(0);
			});

			it('while a request is under way', async () => {
				// The first request goes alone. Then, reads go four at a time, writes one after the other.
				const isWrite = parameters.operation === 'create';
				const atOnce = isWrite ? 1 : 1 + 4;
				const { until, letGo } = held();
				portal.faults.add({ until, at: 'after', times: 99, skip: isWrite ? 0 : 1 });
				const run = start(300);
				await arrived(atOnce);
				stopper.abort();
				letGo();
				// The answers come while nobody waits for them any more.
				await answered(atOnce);
				expect(await expectNoFurther()).toBe(atOnce);
				await run;
			});

			it('before its first', async () => {
				stopper.abort();
				const run = start(300);
				await realPause(20);
				expect(await expectNoFurther()).toBe(0);
				await run;
			});
		});

		it('the same runs go on when nobody cancels them', async () => {
			const { error, items } = await runOn(portal, CREATE, { items: numbered(300), authentication });
			expect(error).toBeUndefined();
			expect(items).toHaveLength(300);
			expect(portal.requests.length).toBe(6);
		});
	});

	it('nor a read that broke', async () => {
		portal.faults.add({ disconnect: true, times: 99 });
		const run = runOn(portal, GET, { items: numbered(40), signal: stopper.signal });
		await pauseUnderWay();
		stopper.abort();
		expect(await expectNoFurther()).toBe(1);
		await run;
	});

	it('nor the next page of a list', async () => {
		const { until, letGo } = held();
		portal.faults.add({ until, at: 'after', skip: 1 });
		const run = runOn(portal, MAILBOX_LIST, { items: [{ json: { name: '' } }], signal: stopper.signal });
		await arrived(2);
		stopper.abort();
		letGo();
		await answered(2);
		expect(await expectNoFurther()).toBe(2);
		await run;
	});

	it('nor the search for the calls that made a batch of mailboxes fail', async () => {
		const { until, letGo } = held();
		portal.faults.add({ until, at: 'after' });
		const items = [{ json: { n: 9_999 } }, ...numbered(49)];
		const run = runOn(portal, MAILBOX_GET, { items, signal: stopper.signal });
		await arrived(1);
		stopper.abort();
		letGo();
		await answered(1);
		expect(await expectNoFurther()).toBe(1);
		await run;
	});

	it('nor the portions that n8n’s Batching still holds back', async () => {
		// No cancel ends n8n's own pause between portions.
		const batchInterval = BETWEEN_PORTIONS;
		const requestOptions = { batching: { batch: { batchSize: 10, batchInterval } } };
		const items = numbered(30);
		const run = runOn(
			portal,
			{ ...CREATE, requestOptions },
			// n8n looks at the items' errors only after the last portion; thrown ones would count as unhandled until then.
			{ items, signal: stopper.signal, onError: 'continueRegularOutput' },
		);
		await answered(1);
		stopper.abort();
		await run;
		await realPause(2 * batchInterval);
		expect(portal.requests.length).toBe(1);
	});

	it('another run of the same portal goes on, and takes the room that the cancelled one left', async () => {
		const credential = slowCredential('webhook');
		const cancelled = runOn(portal, CREATE, {
			items: numbered(300),
			credential,
			signal: stopper.signal,
		});
		await pauseUnderWay();
		await answered(2);
		stopper.abort();
		await cancelled;
		const sent = portal.requests.length;
		endPauses();
		const other = runOn(portal, GET, { items: numbered(1), credential });
		await pauseUnderWay();
		// A second later, there is room.
		now += 1_000;
		endPauses();
		const { error } = await other;
		expect(error).toBeUndefined();
		expect(portal.requests.length).toBe(sent + 1);
	});

	it('ends with n8n’s own word for it, and its items hold no result', async () => {
		portal.faults.add({ hang: true });
		const run = runOn(portal, CREATE, {
			items: numbered(3),
			signal: stopper.signal,
			onError: 'continueRegularOutput',
		});
		await arrived(1);
		stopper.abort();
		const { items, run: data, error } = await run;
		expect(data.status === 'canceled' || error !== undefined).toBe(true);
		expect(items.filter(({ json }) => json.id !== undefined)).toEqual([]);
	});
});

describe('The node’s own part in it, where n8n would still let requests through', () => {
	type Answer = { statusCode: number; body: unknown };
	const LIMIT_REACHED: Answer = { statusCode: 503, body: { error: 'QUERY_LIMIT_EXCEEDED' } };
	const PAGE: Answer = { statusCode: 502, body: '<html></html>' };
	const NOBODY: Answer = {
		statusCode: 400,
		body: { error: { code: 'BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION', message: '' } },
	};

	let portals = 0;
	/** Sends 300 calls in a run that is stopped when the test says so, and tells what became of them. */
	async function send(
		method: 'mailservice.get' | 'mailservice.delete' | 'mail.mailbox.get',
		stopAt: { pause: number } | { request: number },
		answer: Answer,
		perSecond = 50,
	) {
		let [sent, pauses] = [0, 0];
		let isStopped = false;
		const context = createRunContext({
			n8n: {
				helpers: {
					httpRequestWithAuthentication: async () => {
						sent += 1;
						if ('request' in stopAt && sent === stopAt.request) isStopped = true;
						return answer;
					},
				},
			} as unknown as N8nContext,
			connection: {
				credentialType: 'bitrix24MailWebhookApi',
				portal: `https://portal${++portals}.example.com`,
				rateLimit: { burst: 2, perSecond },
				redact: (text) => text,
				secrets: secretsOf([]),
			},
			options: {},
			cancellation: {
				isCancelled: () => isStopped,
				delay: async (milliseconds) => {
					pauses += 1;
					if ('pause' in stopAt && pauses === stopAt.pause) isStopped = true;
					await realPause(Math.min(milliseconds, 50));
				},
				orCancelled: async (something) => await something,
			},
			onWaited: () => {},
			isRateLimited: true,
			retryPolicy: RETRY_POLICY,
			retryBudget: createRetryBudget(),
		});
		const outcomes: Outcome[] = [];
		await dispatch(
			context,
			numbered(300).map(({ json }) => ({
				call: callOf(method, { [method === 'mail.mailbox.get' ? 'id' : 'ID']: json.n }),
				settle: (outcome: Outcome) => outcomes.push(outcome),
			})),
		);
		const stopped = outcomes.filter((outcome) => !outcome.ok && outcome.error.code === 'stopped');
		return { sent, outcomes: outcomes.length, stopped: stopped.length };
	}

	it('while it waits for the limit', async () => {
		// So few that the second one has to wait, however slow the machine is.
		const { sent, outcomes, stopped } = await send('mailservice.delete', { pause: 1 }, NOBODY, 0.01);
		expect({ sent, outcomes, stopped }).toEqual({ sent: 1, outcomes: 300, stopped: 250 });
	});

	it.each([
		['refused for the limit', LIMIT_REACHED, 'mailservice.delete' as const],
		['a broken read', PAGE, 'mailservice.get' as const],
	])('while it pauses before it tries again: %s', async (_, answer, method) => {
		const { sent, outcomes, stopped } = await send(method, { request: 1 }, answer);
		expect(sent).toBe(1);
		expect({ outcomes, stopped }).toEqual({ outcomes: 300, stopped: 300 });
	});

	it('while a request is under way', async () => {
		const { sent, outcomes } = await send('mailservice.delete', { request: 1 }, NOBODY);
		expect({ sent, outcomes }).toEqual({ sent: 1, outcomes: 300 });
	});

	it('while it looks for the calls that made a batch fail', async () => {
		const { sent, outcomes } = await send('mail.mailbox.get', { request: 2 }, NOBODY);
		expect(sent).toBe(2);
		expect(outcomes).toBe(300);
	});
});
