import { acquire, onThrottled } from '../../../../../nodes/Bitrix24Mail/api/transport/rateLimiter';
import type { RateLimit } from '../../../../../credentials/shared/requestLimit';
import type { Cancellation } from '../../../../../nodes/Bitrix24Mail/api/transport/cancellation';

describe('The steps in which room is waited for', () => {
	let clock = 0;
	let portals = 0;
	beforeEach(() => {
		clock = 1_000_000_000;
		jest.spyOn(performance, 'now').mockImplementation(() => clock);
		jest.spyOn(Math, 'random').mockReturnValue(0);
	});
	afterEach(() => jest.restoreAllMocks());

	/** A portal, and the steps in which the next request waits for room. */
	function portalWith(limit: RateLimit) {
		const portal = `https://steps${++portals}.example.com`;
		const steps = async () => {
			const delays: number[] = [];
			const cancellation: Cancellation = {
				isCancelled: () => false,
				delay: async (milliseconds) => {
					delays.push(milliseconds);
					clock += milliseconds;
				},
				orCancelled: async (something) => await something,
			};
			const waited = await acquire(portal, limit, cancellation);
			expect(waited).toBe(delays.reduce((sum, delay) => sum + delay, 0));
			return delays;
		};
		return { portal, steps, throttle: () => onThrottled(portal, limit, clock) };
	}
	const ONE = { burst: 1, perSecond: 1 };

	it('take as long as one request drains', async () => {
		const { steps } = portalWith({ burst: 1, perSecond: 4 });
		expect(await steps()).toEqual([]);
		expect(await steps()).toEqual([250]);
	});

	it('are at most a second each', async () => {
		const { steps } = portalWith({ burst: 1, perSecond: 0.25 });
		await steps();
		expect(await steps()).toEqual([1_000, 1_000, 1_000, 1_000]);
	});

	it('after a refusal, half as much drains, and more with each second', async () => {
		const { steps, throttle } = portalWith(ONE);
		throttle();
		// Half of it drains in the first second; of the other half, 0.53 a second.
		expect(await steps()).toEqual([1_000, 944]);
		const fast = portalWith({ burst: 1, perSecond: 4 });
		fast.throttle();
		expect(await fast.steps()).toEqual([250, 247]);
	});

	it('by chance, a refused bucket is thought to be one request fuller', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(1);
		const { steps, throttle } = portalWith(ONE);
		throttle();
		// Two requests too many: 0.5 + 0.53 + 0.56 drain in three seconds, and 0.59 in the next.
		expect(await steps()).toEqual([1_000, 1_000, 1_000, 695]);
	});

	it('a twentieth always drains', async () => {
		const { steps, throttle } = portalWith(ONE);
		for (let refusals = 0; refusals < 10; refusals++) {
			throttle();
			clock += 1;
		}
		const waited = (await steps()).reduce((sum, step) => sum + step, 0);
		// 0.05 in the first second, and 0.03 more in each of the next: one request after seven seconds and something.
		expect(waited).toBeGreaterThan(7_000);
		expect(waited).toBeLessThan(7_100);
	});

	it.each([
		// Nine tenths of a request drain in a second, and the last one at the same rate.
		[45_000, [1_000, 112]],
		// Here, the minute is over after that second; there, it is over before.
		[59_999, [1_000, 104]],
		[60_000, [1_000, 70]],
	])(
		'%i ms after a refusal, the rate is what it may be: within a minute, nine tenths',
		async (later, expected) => {
			const { steps, throttle } = portalWith(ONE);
			throttle();
			clock += later - 1_000;
			await steps();
			clock += 1_000;
			await steps();
			expect(await steps()).toEqual(expected);
		},
	);

	describe('a portal that was not called for ten minutes', () => {
		const SLOW = { burst: 1, perSecond: 0.000_001 };

		it.each([
			[59_999, true],
			[600_000, true],
			[600_001, false],
		])('after %i ms: it is still known: %s', async (later, isKnown) => {
			const { portal, steps } = portalWith(SLOW);
			await steps();
			clock += later;
			let isCancelled = false;
			const delays: number[] = [];
			const cancellation: Cancellation = {
				isCancelled: () => isCancelled,
				delay: async (milliseconds) => {
					delays.push(milliseconds);
					isCancelled = true;
				},
				orCancelled: async (something) => await something,
			};
			await acquire(portal, SLOW, cancellation);
			expect(delays).toEqual(isKnown ? [1_000] : []);
		});

		it('is known as long as somebody waits', async () => {
			const { portal, steps } = portalWith(SLOW);
			await steps();
			let waiting = 0;
			const never: Cancellation = {
				isCancelled: () => false,
				delay: async () => {
					waiting++;
					await new Promise<void>(() => {});
				},
				orCancelled: async (something) => await something,
			};
			void acquire(portal, SLOW, never);
			await new Promise((resolve) => setImmediate(resolve));
			expect(waiting).toBe(1);
			clock += 1_000_000;
			let isThrough = false;
			void acquire(portal, SLOW, never).then(() => (isThrough = true));
			await new Promise((resolve) => setImmediate(resolve));
			// It stands in the queue, behind the one that waits.
			expect({ isThrough, waiting }).toEqual({ isThrough: false, waiting: 1 });
		});
	});

	it('who finds room has not waited, whatever the clock says', async () => {
		jest.spyOn(performance, 'now').mockImplementation(() => (clock += 0.01));
		expect(
			await acquire('https://room.example.com', ONE, {
				isCancelled: () => false,
				delay: async () => {},
				orCancelled: async (something) => await something,
			}),
		).toBe(0);
	});

	it('who was cancelled while waiting has not waited either', async () => {
		const { portal, steps } = portalWith(ONE);
		await steps();
		let isCancelled = false;
		const waited = await acquire(portal, ONE, {
			isCancelled: () => isCancelled,
			delay: async (milliseconds) => {
				clock += milliseconds / 2;
				isCancelled = true;
			},
			orCancelled: async (something) => await something,
		});
		expect(waited).toBe(0);
	});
});
