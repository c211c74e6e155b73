import type { RequestLimit } from '../../../credentials/shared/requestLimit';
import type { Halt } from './halt';

/** One portal's bucket, as this process knows it. */
interface Bucket {
	/** Requests in it at the time of `at`. */
	level: number;
	at: number;
	/** Requests a second that this process allows itself: less than what drains, after a refusal. */
	pace: number;
	/** Refusals that are already accounted for: those sent before this time. */
	refusedAt: number;
	/** The last one in the queue: first come, first served. */
	queue: Promise<unknown>;
}

/** How much slower a refusal makes the pace, how much of the full pace each accepted request gives back, and the least. */
const SLOWER = 0.5;
const RECOVERY = 0.05;
const SLOWEST = 0.1;

/** Kept free, in requests: two requests may take differently long to the portal. */
const MARGIN = 0.2;

/** A portal that was not called for so long has an empty bucket again. */
const FORGET_AFTER_MS = 600_000;

/** By portal: all runs, nodes and executions of the process share it. */
const buckets = new Map<string, Bucket>();

/**
 * Waits until the portal's bucket has room for one more request, and takes that room.
 *
 * Each portal has one bucket for all that this process sends to it. Others fill the real one, too: what this process
 * does not know, it learns from refusals (see {@link noteRefused}).
 *
 * @param portal its base address
 * @param limit how large the bucket is, as the credential says
 * @param halt a stopped execution leaves the queue at once, and takes no room
 * @returns how long it waited for room, in milliseconds
 */
export async function takeRoom(portal: string, limit: RequestLimit, halt: Halt): Promise<number> {
	const bucket = bucketOf(portal, limit);
	const startedAt = Date.now();
	const turn = bucket.queue.then(async () => await waitForRoom(bucket, limit, halt));
	bucket.queue = turn;
	return (await halt.unlessStopped(turn)) ? Date.now() - startedAt : 0;
}

/**
 * Accounts for an accepted request: the pace grows back.
 */
export function noteAccepted(portal: string, limit: RequestLimit): void {
	const bucket = buckets.get(portal);
	if (bucket) bucket.pace = Math.min(limit.drainPerSecond, bucket.pace + limit.drainPerSecond * RECOVERY);
}

/**
 * Accounts for a refused request: the bucket is full, whatever was thought of it, and somebody else may fill it as well.
 *
 * @param sentAt when the refused request was sent, in milliseconds of Unix time: of several that were under way
 *   together, the first refusal counts
 */
export function noteRefused(portal: string, limit: RequestLimit, sentAt: number): void {
	const bucket = bucketOf(portal, limit);
	if (sentAt <= bucket.refusedAt) return;
	drain(bucket, limit);
	// By chance: processes that were refused together must not come back together.
	bucket.level = Math.max(bucket.level, limit.brim + Math.random());
	bucket.pace = Math.max(SLOWEST, bucket.pace * SLOWER);
	bucket.refusedAt = Date.now();
}

function bucketOf(portal: string, limit: RequestLimit): Bucket {
	const known = buckets.get(portal);
	if (known) return known;
	forgetIdle();
	const bucket: Bucket = {
		level: 0,
		at: Date.now(),
		pace: limit.drainPerSecond,
		refusedAt: 0,
		queue: Promise.resolve(),
	};
	buckets.set(portal, bucket);
	return bucket;
}

/** Resolves to whether it had to wait. */
async function waitForRoom(bucket: Bucket, limit: RequestLimit, halt: Halt): Promise<boolean> {
	const usable = Math.max(1, limit.brim - MARGIN);
	for (let waited = false; !halt.isStopped(); waited = true) {
		drain(bucket, limit);
		const excess = bucket.level + 1 - usable;
		if (excess <= 0) {
			bucket.level += 1;
			return waited;
		}
		await halt.wait(Math.ceil((excess / bucket.pace) * 1000));
	}
	return false;
}

function drain(bucket: Bucket, limit: RequestLimit): void {
	const now = Date.now();
	const pace = Math.min(bucket.pace, limit.drainPerSecond);
	bucket.level = Math.max(0, bucket.level - ((now - bucket.at) / 1000) * pace);
	bucket.at = now;
}

function forgetIdle(): void {
	const now = Date.now();
	for (const [portal, { at }] of buckets) if (now - at > FORGET_AFTER_MS) buckets.delete(portal);
}
