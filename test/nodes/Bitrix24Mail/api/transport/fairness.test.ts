import type { Connection } from '../../../../../credentials/shared/connection';
import type { RateLimit } from '../../../../../credentials/shared/requestLimit';
import type { Cancellation } from '../../../../../nodes/Bitrix24Mail/api/transport/cancellation';
import type { Reply } from '../../../../../nodes/Bitrix24Mail/api/response';
import type { RequestContext } from '../../../../../nodes/Bitrix24Mail/api/transport/context';
import type { request } from '../../../../../nodes/Bitrix24Mail/api/transport/request';
import { createRetryBudget } from '../../../../../nodes/Bitrix24Mail/api/transport/retryBudget';
import { RETRY_POLICY } from '../../../../../nodes/Bitrix24Mail/api/transport/retryPolicy';
import { Buckets } from '../../../../../sandbox/portal/limits/bucket';
import { VirtualClock } from '../../../../support/virtualClock';
import { restoreClocks } from '../../../../support/virtualTime';

const REQUEST = '../../../../../nodes/Bitrix24Mail/api/transport/request';
const HTTP = '../../../../../nodes/Bitrix24Mail/api/transport/http';

/** The shares are looked at when the last process has been there for so long, in milliseconds. */
const SETTLING = 20_000;

/** What became of one process's requests. */
interface Tally {
	accepted: number;
	/** Of them, those after all had settled. */
	acceptedLater: number;
	refused: number;
	/** Requests that came back refused in the end. */
	lost: number;
	/** The longest time between two accepted requests, in milliseconds. */
	longestGap: number;
	lastAcceptedAt: number;
}

const USUAL = { burst: 50, perSecond: 2 };
const ENTERPRISE = { burst: 250, perSecond: 5 };
const SMALL = { burst: 10, perSecond: 3 };

describe('Several processes that fill one portal’s bucket', () => {
	const time = new VirtualClock();
	beforeEach(() => time.use());
	afterEach(() => {
		restoreClocks();
		jest.restoreAllMocks();
	});

	/**
	 * Processes with as many requests as the portal takes, and more.
	 *
	 * @param starts when each of them starts, in milliseconds
	 * @param lanes requests that each has at the same time
	 */
	async function compete(limit: RateLimit, starts: number[], lanes: number, until: number, seed: number) {
		const random = randomFrom(seed);
		jest.spyOn(Math, 'random').mockImplementation(random);
		const startedAt = time.now;
		const settledAt = startedAt + Math.max(...starts) + SETTLING;
		const bucket = new Buckets({ brim: limit.burst, drainPerSecond: limit.perSecond }, () => time.now);
		const isOver = () => time.now >= startedAt + until;

		const tallies = starts.map((start): Tally => {
			const lastAcceptedAt = startedAt + start;
			const tally = { accepted: 0, acceptedLater: 0, refused: 0, lost: 0, longestGap: 0, lastAcceptedAt };
			const post = async (): Promise<Reply> => {
				await time.wait(5 + 20 * random());
				const isAccepted = bucket.take('one address');
				await time.wait(5 + 40 * random());
				if (!isAccepted) {
					tally.refused += 1;
					return { ok: false, error: { code: 'QUERY_LIMIT_EXCEEDED', text: '', status: 503 } };
				}
				tally.accepted += 1;
				if (time.now > settledAt) tally.acceptedLater += 1;
				tally.longestGap = Math.max(tally.longestGap, time.now - tally.lastAcceptedAt);
				tally.lastAcceptedAt = time.now;
				return { ok: true, status: 200, body: { result: true } };
			};
			const send = requestOfNewProcess(post);
			const runLane = async () => {
				await time.wait(start + 50 * random());
				while (!isOver()) {
					const reply = await send(contextOf(limit, time), { url: '', body: {}, access: 'write' });
					if (!reply.ok) tally.lost += 1;
				}
			};
			for (let lane = 0; lane < lanes; lane++) void runLane();
			return tally;
		});
		await time.runUntil(startedAt + until);
		for (const tally of tallies) {
			tally.longestGap = Math.max(tally.longestGap, time.now - tally.lastAcceptedAt);
		}
		return tallies;
	}

	const SCENES: Array<[string, RateLimit, number[], number, number]> = [
		['two that start together', USUAL, [0, 0], 20, 15_000],
		['one that comes when the bucket is full', USUAL, [0, 60_000], 20, 15_000],
		['two with one request at a time', SMALL, [0, 30_000], 1, 15_000],
		['two at a small bucket', SMALL, [0, 1_500], 15, 15_000],
		['three at a large bucket', ENTERPRISE, [0, 0, 20_000], 20, 15_000],
		['four', USUAL, [0, 0, 0, 0], 10, 45_000],
	];

	describe.each(SCENES)('%s', (_, limit, starts, lanes, longestGap) => {
		it.each([1, 2, 3, 4, 5])('share it, and lose nothing (chance %i)', async (seed) => {
			const until = 300_000;
			const tallies = await compete(limit, starts, lanes, until, seed);
			const sum = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0);
			const equalShare = sum(({ acceptedLater }) => acceptedLater) / tallies.length;
			for (const tally of tallies) {
				expect(tally.acceptedLater).toBeGreaterThan(equalShare / 2);
				expect(tally.longestGap).toBeLessThan(longestGap);
				expect(tally.lost).toBe(0);
			}
			// Nobody gets a share by leaving the portal idle, or by asking again and again.
			const possible = limit.burst + (until / 1000) * limit.perSecond;
			expect(sum(({ accepted }) => accepted)).toBeGreaterThan(0.95 * possible);
			expect(sum(({ refused }) => refused)).toBeLessThan(0.3 * possible);
		});
	});

	it('who is alone again has all of it', async () => {
		const [first] = await compete(USUAL, [0], 20, 120_000, 1);
		expect(first!.refused).toBe(0);
		expect(first!.accepted).toBeGreaterThanOrEqual(49 + 2 * 119);
	});
});

/** The node's `request` as a process of its own has it: with a budget that no other process knows. */
function requestOfNewProcess(post: () => Promise<Reply>): typeof request {
	let own: { request: typeof request } | undefined;
	jest.isolateModules(() => {
		jest.doMock(HTTP, () => ({ post }));
		own = jest.requireActual<{ request: typeof request }>(REQUEST);
	});
	return own!.request;
}

function contextOf(rateLimit: RateLimit, time: VirtualClock): RequestContext {
	const cancellation: Cancellation = {
		delay: async (milliseconds) => await time.wait(milliseconds),
		isCancelled: () => false,
		orCancelled: async (something) => await something,
	};
	const connection = { portal: 'https://company.example.com', rateLimit } as Connection;
	return {
		n8n: {} as never,
		connection,
		options: {},
		cancellation,
		onWaited: () => {},
		isRateLimited: true,
		retryPolicy: RETRY_POLICY,
		retryBudget: createRetryBudget(),
	};
}

/** Always the same numbers from 0 to 1 for a seed (mulberry32, public domain). */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
