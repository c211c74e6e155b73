import fc from 'fast-check';
import type { RateLimit } from '../../../../../credentials/shared/requestLimit';
import { onThrottled, acquire } from '../../../../../nodes/Bitrix24Mail/api/transport/rateLimiter';
import type { Cancellation } from '../../../../../nodes/Bitrix24Mail/api/transport/cancellation';
import { holdsForAll, propertyRuns } from '../../../../support/property';
import { VirtualClock } from '../../../../support/virtualClock';
import { restoreClocks } from '../../../../support/virtualTime';

/** What happens to a portal's budget, after a pause in milliseconds. */
type Happening = { pause: number } & (
	| { act: 'take'; requests: number; limit: RateLimit; isAgain: boolean }
	| { act: 'refuse'; limit: RateLimit }
	| { act: 'set the clock'; by: number }
);

/** What became of one request: how long it waited, in seconds, and what happened meanwhile. */
interface Wait {
	limit: RateLimit;
	seconds: number;
	/** Requests that got room meanwhile, itself among them. */
	served: number;
	refusals: number;
	/** How often the clock was set back. */
	setBack: number;
}

const HOUR = 3_600_000;

const limits: fc.Arbitrary<RateLimit> = fc.oneof(
	fc.constantFrom({ burst: 50, perSecond: 2 }, { burst: 250, perSecond: 5 }),
	fc.record({
		burst: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.double({ min: 1, max: 50, noNaN: true })),
		perSecond: fc.double({ min: 0.05, max: 100, noNaN: true }),
	}),
);

/** Mostly short, so that requests meet; sometimes long enough for all to be forgotten. */
const pauses = fc.oneof(
	{ weight: 6, arbitrary: fc.integer({ min: 0, max: 3_000 }) },
	{ weight: 2, arbitrary: fc.integer({ min: 0, max: 120_000 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 0, max: 1_500_000 }) },
);

const takes = (of: fc.Arbitrary<RateLimit>) =>
	fc.record({
		act: fc.constant('take' as const),
		pause: pauses,
		limit: of,
		requests: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 120 })),
		isAgain: fc.boolean(),
	});
const refusals = (of: fc.Arbitrary<RateLimit>) =>
	fc.record({ act: fc.constant('refuse' as const), pause: pauses, limit: of });
const settings = fc.record({
	act: fc.constant('set the clock' as const),
	pause: pauses,
	by: fc.oneof(fc.integer({ min: -300_000, max: 300_000 }), fc.integer({ min: -50 * HOUR, max: 50 * HOUR })),
});

describe('How long a request waits for room', () => {
	const time = new VirtualClock();
	let portals = 0;
	beforeEach(() => time.use());
	afterEach(restoreClocks);

	const cancellation: Cancellation = {
		delay: async (milliseconds) => {
			// A pause that does not end, or a new one a millisecond later, would be found by nothing else. There are so many
			// of them that Jest's `expect` for each would take most of the test's time.
			if (!(milliseconds > 0 && milliseconds <= 1_000)) throw new Error(`A pause of ${milliseconds} ms`);
			await time.wait(milliseconds);
		},
		isCancelled: () => false,
		orCancelled: async (something) => await something,
	};

	/** The waits of all requests, in the order in which they ended. */
	async function waitsIn(happenings: Happening[]): Promise<Wait[]> {
		const portal = `https://portal${++portals}.example.com`;
		const waits: Wait[] = [];
		const count = { asked: 0, refusals: 0, setBack: 0 };
		const take = async (limit: RateLimit, isAgain: boolean) => {
			count.asked += 1;
			const before = { ...count, served: waits.length, at: time.elapsed };
			await acquire(portal, limit, cancellation, isAgain);
			waits.push({
				limit,
				seconds: (time.elapsed - before.at) / 1000,
				served: waits.length + 1 - before.served,
				refusals: count.refusals - before.refusals,
				setBack: count.setBack - before.setBack,
			});
		};
		const happen = (happening: Happening) => {
			if (happening.act === 'take') {
				const { limit, requests, isAgain } = happening;
				for (let request = 0; request < requests; request++) void take(limit, isAgain);
			} else if (happening.act === 'refuse') {
				onThrottled(portal, happening.limit, time.now);
				count.refusals += 1;
			} else {
				time.set(happening.by);
				if (happening.by < 0) count.setBack += 1;
			}
		};
		void (async () => {
			for (const happening of happenings) {
				await time.wait(happening.pause);
				happen(happening);
			}
		})();
		await time.runUntil(Infinity);
		expect(waits).toHaveLength(count.asked);
		return waits;
	}

	/** In seconds: how long the pace takes to come back after a error, and the longest step in which room is waited for. */
	const RECOVERY = 30;
	const STEP = 1;

	/**
	 * With any limits, whatever happens, no request waits longer than:
	 * - what drains for those that get room before it, and for 3 more, at nine tenths of what its own limit drains;
	 * - for each error meanwhile, and one before, 3 more and half a minute for the pace to come back;
	 * - a second for each time that the clock is set back meanwhile, and one for who is waiting already.
	 */
	const longest = ({ limit, served, refusals, setBack }: Wait) => {
		const toDrain = served + 3 * (1 + refusals);
		return toDrain / (0.9 * limit.perSecond) + RECOVERY * (1 + refusals) + STEP * (setBack + 1);
	};

	const { parameters, timeoutMs } = propertyRuns(150);

	it(
		'one limit, refusals, and a clock that is set forward and back',
		async () => {
			const happenings = limits.chain((limit) => {
				const of = fc.constant(limit);
				return fc.array(fc.oneof(takes(of), refusals(of), settings), { maxLength: 25 });
			});
			await holdsForAll(
				happenings,
				async (these) => {
					const waits = await waitsIn(these);
					expect(waits.filter((wait) => !(wait.seconds <= longest(wait)))).toEqual([]);
				},
				parameters,
			);
		},
		timeoutMs,
	);

	it(
		'credentials of one portal with different limits: none waits longer than its own limit allows',
		async () => {
			const happenings = fc.array(takes(limits), { maxLength: 25 });
			await holdsForAll(
				happenings,
				async (these) => {
					const waits = await waitsIn(these);
					// As above, but nothing was refused: at the full pace.
					const atFullPace = ({ limit, served }: Wait) => (served + 3) / limit.perSecond + STEP;
					expect(waits.filter((wait) => !(wait.seconds <= atFullPace(wait)))).toEqual([]);
				},
				parameters,
			);
		},
		timeoutMs,
	);

	it(
		'all of it together',
		async () => {
			const happenings = fc.array(fc.oneof(takes(limits), refusals(limits), settings), { maxLength: 25 });
			await holdsForAll(
				happenings,
				async (these) => {
					const waits = await waitsIn(these);
					expect(waits.filter((wait) => !(wait.seconds <= longest(wait)))).toEqual([]);
				},
				parameters,
			);
		},
		timeoutMs,
	);
});
