import { onThrottled, acquire } from '../../../../../nodes/Bitrix24Mail/api/transport/rateLimiter';
import {
	cancellationOf,
	type Cancellation,
} from '../../../../../nodes/Bitrix24Mail/api/transport/cancellation';

const LIMIT = { burst: 50, perSecond: 2 };

describe('A portal’s budget of requests', () => {
	let clock = 1_000_000;
	let portals = 0;
	beforeEach(() => {
		jest.spyOn(Date, 'now').mockImplementation(() => clock);
		jest.spyOn(performance, 'now').mockImplementation(() => clock);
	});
	afterEach(() => jest.restoreAllMocks());

	/** Waiting moves the clock. */
	const delay = async (milliseconds: number) => {
		// Otherwise it would wait for ever.
		expect(milliseconds).toBeGreaterThan(0);
		clock += milliseconds;
	};
	const cancellation: Cancellation = {
		delay,
		isCancelled: () => false,
		orCancelled: async (something) => await something,
	};
	const newPortal = () => `https://portal${++portals}.example.com`;
	const take = async (portal: string, limit = LIMIT) => await acquire(portal, limit, cancellation);

	/** The portal's own bucket: whether it takes a request now. */
	function realBucket({ burst, perSecond } = LIMIT) {
		let level = 0;
		let at = clock;
		return () => {
			level = Math.max(0, level - ((clock - at) / 1000) * perSecond);
			at = clock;
			if (level + 1 > burst) return false;
			level += 1;
			return true;
		};
	}

	it('spends the burst at once, then keeps the pace, and the portal refuses nothing', async () => {
		const portal = newPortal();
		const accepts = realBucket();
		const startedAt = clock;
		for (let request = 0; request < 49; request++) {
			await take(portal);
			expect(accepts()).toBe(true);
		}
		expect(clock).toBe(startedAt);
		for (let request = 49; request < 80; request++) {
			await take(portal);
			expect(accepts()).toBe(true);
		}
		expect((clock - startedAt) / 1000).toBeCloseTo((80 - 50) / 2, 0);
	});

	it('uses a bigger bucket to its full', async () => {
		const portal = newPortal();
		const limit = { burst: 250, perSecond: 5 };
		const startedAt = clock;
		for (let request = 0; request < 249; request++) await take(portal, limit);
		expect(clock).toBe(startedAt);
		for (let request = 0; request < 50; request++) await take(portal, limit);
		expect((clock - startedAt) / 1000).toBeCloseTo(10, 0);
	});

	it('a bucket of one request does not wait for ever', async () => {
		const portal = newPortal();
		const limit = { burst: 1, perSecond: 1 };
		await take(portal, limit);
		expect(await take(portal, limit)).toBeGreaterThanOrEqual(1_000);
	});

	it('several takers are served in their order', async () => {
		const portal = newPortal();
		const served: number[] = [];
		await Promise.all(
			Array.from({ length: 60 }, async (_, index) => {
				await take(portal);
				served.push(index);
			}),
		);
		expect(served).toEqual(Array.from({ length: 60 }, (_, index) => index));
	});

	it('portals do not share a bucket', async () => {
		const [one, other] = [newPortal(), newPortal()];
		for (let request = 0; request < 49; request++) await take(one);
		expect(await take(other)).toBe(0);
		expect(await take(one)).toBeGreaterThan(0);
	});

	it('after a error it is full, and slower; time brings the pace back', async () => {
		const portal = newPortal();
		await take(portal);
		onThrottled(portal, LIMIT, clock);
		const first = await take(portal);
		expect(first).toBeGreaterThan(1_000);
		for (let request = 0; request < 20; request++) await take(portal);
		const later = await take(portal);
		expect(later).toBeLessThan(first / 2);
		// Not all of it, as long as others may be at work.
		expect(later).toBeGreaterThan(500);
		for (let request = 0; request < 100; request++) await take(portal);
		expect(await take(portal)).toBe(500);
	});

	it('who was refused comes before those who wait for their first turn', async () => {
		const portal = newPortal();
		for (let request = 0; request < 49; request++) await take(portal);
		const served: string[] = [];
		const come = async (name: string, isAgain: boolean) => {
			await acquire(portal, LIMIT, cancellation, isAgain);
			served.push(name);
		};
		await Promise.all([
			come('first', false),
			come('second', false),
			come('third', false),
			come('refused', true),
		]);
		expect(served).toEqual(['first', 'refused', 'second', 'third']);
	});

	it('refusals of requests that were under way together count once', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		const waitAfter = async (refusals: number) => {
			const portal = newPortal();
			const sentAt = clock;
			await take(portal);
			for (let error = 0; error < refusals; error++) onThrottled(portal, LIMIT, sentAt);
			return await take(portal);
		};
		expect(await waitAfter(5)).toBe(await waitAfter(1));
	});

	it('who is stopped leaves the queue and takes nothing', async () => {
		const portal = newPortal();
		for (let request = 0; request < 49; request++) await take(portal);
		const stop = new AbortController();
		const leaving = acquire(portal, LIMIT, cancellationOf(stop.signal));
		stop.abort();
		expect(await leaving).toBe(0);
		expect(await take(portal)).toBeLessThan(700);
	});

	describe.each([10, 30, 60, 120, 3_600, 86_400])('a clock that is set back by %i seconds', (seconds) => {
		const setBack = () => (clock -= seconds * 1_000);

		it('keeps no request from a bucket with room', async () => {
			const portal = newPortal();
			await take(portal);
			setBack();
			expect(await take(portal)).toBe(0);
		});

		it('does not slow down a full one', async () => {
			const portal = newPortal();
			for (let request = 0; request < 49; request++) await take(portal);
			setBack();
			for (let request = 0; request < 10; request++) expect(await take(portal)).toBeLessThanOrEqual(1_000);
		});

		it('hides no later error', async () => {
			const portal = newPortal();
			await take(portal);
			onThrottled(portal, LIMIT, clock);
			setBack();
			for (let request = 0; request < 100; request++) await take(portal);
			clock += 600_000;
			await take(portal);
			onThrottled(portal, LIMIT, clock);
			expect(await take(portal)).toBeGreaterThan(500);
		});
	});

	it('the date may be set as one likes', async () => {
		const portal = newPortal();
		let date = clock;
		jest.spyOn(Date, 'now').mockImplementation(() => date);
		for (let request = 0; request < 49; request++) await take(portal);
		for (const hours of [-1, 2, -48, 24]) {
			date += hours * 3_600_000;
			expect(await take(portal)).toBeGreaterThan(0);
			expect(await take(portal)).toBe(500);
		}
	});

	describe('credentials of one portal with different limits', () => {
		const ENTERPRISE = { burst: 250, perSecond: 5 };

		it('one request by the smaller neither waits nor keeps others waiting', async () => {
			const portal = newPortal();
			for (let request = 0; request < 240; request++) await take(portal, ENTERPRISE);
			const startedAt = clock;
			expect(await take(portal, LIMIT)).toBe(0);
			for (let request = 0; request < 20; request++) await take(portal, ENTERPRISE);
			expect((clock - startedAt) / 1000).toBeCloseTo((20 - 8.5) / 5, 0);
		});

		it('the larger counts as soon as it is known', async () => {
			const portal = newPortal();
			for (let request = 0; request < 50; request++) await take(portal, LIMIT);
			expect(await take(portal, LIMIT)).toBe(500);
			expect(await take(portal, ENTERPRISE)).toBe(0);
			for (let request = 0; request < 190; request++) expect(await take(portal, LIMIT)).toBe(0);
		});

		it('a limit that is too large learns from refusals', async () => {
			const portal = newPortal();
			await take(portal, ENTERPRISE);
			onThrottled(portal, LIMIT, clock);
			expect(await take(portal, LIMIT)).toBeGreaterThan(500);
		});

		it('a limit that no request went by for ten minutes is forgotten: a credential was corrected', async () => {
			const portal = newPortal();
			await take(portal, ENTERPRISE);
			clock += 300_000;
			await take(portal, LIMIT);
			clock += 301_000;
			for (let request = 0; request < 49; request++) expect(await take(portal, LIMIT)).toBe(0);
			expect(await take(portal, LIMIT)).toBeGreaterThan(0);
		});

		it('what was sent by it fills the bucket no higher than to its burst', async () => {
			const portal = newPortal();
			const slow = { burst: 100_000, perSecond: 0.1 };
			for (let request = 0; request < 1_000; request++) await take(portal, slow);
			clock += 601_000;
			expect(await take(portal, { burst: 1, perSecond: 0.1 })).toBeLessThanOrEqual(25_000);
		});
	});
});
