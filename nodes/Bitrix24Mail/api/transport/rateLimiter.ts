import type { RateLimit } from '../../../../credentials/shared/requestLimit';
import { now } from '../../util/clock';
import { createExpiringMap } from '../../util/expiringMap';
import type { Cancellation } from './cancellation';
import { createKnownLimits, type KnownLimits } from './knownLimits';

/** One portal's bucket, as this process knows it. */
interface Bucket {
	/** How large it is, by what the portal's credentials say. */
	limits: KnownLimits;
	/** Requests in it at the time of `at`. */
	level: number;
	at: number;
	/** The part of what drains that this process allows itself: all of it is 1, and a refusal makes it less. */
	rate: number;
	/** Refusals that are already accounted for: those sent before this time. */
	throttledAt: number;
	/** Whether somebody is waiting for room. */
	isWaiting: boolean;
	/** Those who come next; each is told when it is. */
	queue: Array<() => void>;
}

/**
 * How processes that fill one portal's bucket come to equal shares: additive increase, multiplicative
 * decrease. Each refusal takes the same part of a rate, so the fast give more, and time gives everybody the
 * same back. In parts of what drains: what a refusal leaves, what each second gives back, and the least.
 *
 * @see https://en.wikipedia.org/wiki/Additive_increase/multiplicative_decrease
 */
const DECREASE_FACTOR = 0.5;
const INCREASE_PER_SECOND = 0.03;
const MIN_RATE = 0.05;

/**
 * After a refusal, stay a little below the full rate for some time: a client at the full rate takes every
 * free slot and starves the others.
 */
const MAX_SHARED_RATE = 0.9;
const SHARED_FOR_MS = 60_000;

/**
 * Kept free, in requests: two requests may take differently long to the portal, and others must find a gap.
 */
const FREE_MARGIN = 0.5;

/**
 * Fuller than this above its burst, in requests, no bucket is thought to be: so many more, the portal would
 * have refused. So the next in line waits until less than three have drained, whatever was sent before.
 */
const MAX_OVERFLOW = 1;

/**
 * The longest step in which room is waited for, in milliseconds: meanwhile the rate grows, or a larger limit
 * becomes known.
 */
const MAX_STEP_MS = 1_000;

/** A portal that was not called for so long has an empty bucket again. */
const FORGET_AFTER_MS = 600_000;

/** By portal: all runs, nodes and executions of the process share it. */
const buckets = createExpiringMap<Bucket>({
	isExpired: ({ at, isWaiting }) => !isWaiting && now() - at > FORGET_AFTER_MS,
});

/**
 * Waits until the portal's bucket has room for one more request, and takes that room.
 *
 * Each portal has one bucket for all that this process sends to it. Others fill the real one, too: what this
 * process does not know, it learns from refusals (see {@link onThrottled}).
 *
 * First come, first served, but that a refused request stands in front again. Who is next waits until less
 * than three requests have drained, at the rate of the largest limit that is known (see {@link KnownLimits}).
 * So nobody waits longer than its own limit takes for those before it in line, whatever the others' limits
 * are.
 *
 * @param portal its base address
 * @param limit how large the bucket is, as the request's credential says
 * @param cancellation a cancelled execution leaves the queue at once, and takes no room
 * @param isAgain for a request that was refused: it does not stand at the end of the queue again
 * @returns how long it waited for room, in milliseconds
 */
export async function acquire(
	portal: string,
	limit: RateLimit,
	cancellation: Cancellation,
	isAgain = false,
): Promise<number> {
	const bucket = bucketOf(portal);
	const leave = bucket.limits.enter(limit);
	const startedAt = now();
	const turn = takeTurn(bucket, isAgain).then(async () => {
		try {
			return await waitForRoom(bucket, limit, cancellation);
		} finally {
			leave();
			endTurn(bucket);
		}
	});
	return (await cancellation.orCancelled(turn)) ? now() - startedAt : 0;
}

/**
 * Accounts for a refused request: the bucket is full, whatever was thought of it, and somebody else may fill
 * it as well.
 *
 * @param limit as the request's credential says
 * @param sentAt when the refused request was sent, by the {@link now} of the clock: of several that were
 *   under way together, the first refusal counts
 */
export function onThrottled(portal: string, limit: RateLimit, sentAt: number): void {
	const bucket = bucketOf(portal);
	const { burst } = leak(bucket, limit);
	if (sentAt <= bucket.throttledAt) return;
	// By chance: processes that were refused together must not come back together.
	bucket.level = Math.max(bucket.level, burst + Math.random() * MAX_OVERFLOW);
	bucket.rate = Math.max(MIN_RATE, bucket.rate * DECREASE_FACTOR);
	bucket.throttledAt = bucket.at;
}

/**
 * By which limit the requests to a portal go.
 *
 * @param limit as one of its credentials says
 * @returns the largest that its credentials say, and what some of them say instead of `limit`
 */
export function rateLimitOf(portal: string, limit: RateLimit): { largest: RateLimit; others: RateLimit[] } {
	const { limits } = bucketOf(portal);
	return { largest: limits.largest(limit), others: limits.unlike(limit) };
}

function bucketOf(portal: string): Bucket {
	const known = buckets.get(portal);
	if (known) return known;
	const bucket: Bucket = {
		limits: createKnownLimits(),
		level: 0,
		at: now(),
		rate: 1,
		throttledAt: -Infinity,
		isWaiting: false,
		queue: [],
	};
	buckets.set(portal, bucket);
	return bucket;
}

/** One waits for room at a time: first come, first served. */
async function takeTurn(bucket: Bucket, isAgain: boolean): Promise<void> {
	if (bucket.isWaiting) {
		await new Promise<void>((next) => (isAgain ? bucket.queue.unshift(next) : bucket.queue.push(next)));
	}
	bucket.isWaiting = true;
}

function endTurn(bucket: Bucket): void {
	const next = bucket.queue.shift();
	if (next) next();
	else bucket.isWaiting = false;
}

/** Resolves to whether it had to wait. */
async function waitForRoom(bucket: Bucket, limit: RateLimit, cancellation: Cancellation): Promise<boolean> {
	for (let waited = false; !cancellation.isCancelled(); waited = true) {
		const { burst, perSecond } = leak(bucket, limit);
		const excess = bucket.level + 1 - Math.max(1, burst - FREE_MARGIN);
		if (excess <= 0) {
			bucket.level += 1;
			return waited;
		}
		const seconds = Math.min(excess / bucket.rate, 1) / perSecond;
		await cancellation.delay(Math.min(Math.ceil(seconds * 1000), MAX_STEP_MS));
	}
	return false;
}

/**
 * Brings the bucket to the present; to the limit by which it goes. A clock that was set back has stood still.
 */
function leak(bucket: Bucket, ownLimit: RateLimit): RateLimit {
	const limit = bucket.limits.largest(ownLimit);
	const time = now();
	const seconds = Math.max(0, time - bucket.at) / 1000;
	const drained = seconds * bucket.rate * limit.perSecond;
	bucket.level = Math.max(0, Math.min(bucket.level, limit.burst + MAX_OVERFLOW) - drained);
	if (bucket.throttledAt > time) bucket.throttledAt = -Infinity;
	const full = time - bucket.throttledAt < SHARED_FOR_MS ? MAX_SHARED_RATE : 1;
	bucket.rate = Math.max(MIN_RATE, Math.min(full, bucket.rate + seconds * INCREASE_PER_SECOND));
	bucket.at = time;
	return limit;
}
