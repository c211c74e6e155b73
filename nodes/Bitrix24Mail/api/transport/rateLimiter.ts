import type { RequestLimit } from '../../../../credentials/shared/requestLimit';
import { now } from '../clock';
import { forgetfulMap } from '../expiringMap';
import type { Halt } from './cancellation';
import { knownLimits, type KnownLimits } from './knownLimits';

/** One portal's bucket, as this process knows it. */
interface Bucket {
	/** How large it is, by what the portal's credentials say. */
	limits: KnownLimits;
	/** Requests in it at the time of `at`. */
	level: number;
	at: number;
	/** The part of what drains that this process allows itself: all of it is 1, and a refusal makes it less. */
	pace: number;
	/** Refusals that are already accounted for: those sent before this time. */
	refusedAt: number;
	/** Whether somebody is waiting for room. */
	isTaken: boolean;
	/** Those who come next; each is told when it is. */
	queue: Array<() => void>;
}

/**
 * How processes that fill one portal's bucket come to equal shares: each refusal takes the same part of a pace, so the fast
 * give more, and time gives everybody the same back (additive increase, multiplicative decrease). In parts of what drains:
 * what a refusal leaves, what each second gives back, and the least.
 */
const SLOWER = 0.5;
const RECOVERY = 0.03;
const SLOWEST = 0.05;

/**
 * The pace at most within some time after a refusal. At the full pace, whoever has the bucket filled to the brim finds the
 * next gap exactly when it opens, and nobody else ever does.
 */
const SHARED = 0.9;
const SHARED_FOR_MS = 60_000;

/** Kept free, in requests: two requests may take differently long to the portal, and others must find a gap. */
const MARGIN = 0.5;

/**
 * Fuller than this above its brim, in requests, no bucket is thought to be: so many more, the portal would have refused. So
 * the next in line waits until less than three have drained, whatever was sent before.
 */
const OVERFULL = 1;

/** The longest step in which room is waited for, in milliseconds: meanwhile the pace grows, or a larger limit becomes known. */
const LONGEST_STEP_MS = 1_000;

/** A portal that was not called for so long has an empty bucket again. */
const FORGET_AFTER_MS = 600_000;

/** By portal: all runs, nodes and executions of the process share it. */
const buckets = forgetfulMap<Bucket>(({ at, isTaken }) => !isTaken && now() - at > FORGET_AFTER_MS);

/**
 * Waits until the portal's bucket has room for one more request, and takes that room.
 *
 * Each portal has one bucket for all that this process sends to it. Others fill the real one, too: what this process
 * does not know, it learns from refusals (see {@link noteRefused}).
 *
 * First come, first served, but that a refused request stands in front again. Who is next waits until less than three requests
 * have drained, at the pace of the largest limit that is known (see {@link KnownLimits}). So nobody waits longer than its own
 * limit takes for those before it in line, whatever the others' limits are.
 *
 * @param portal its base address
 * @param limit how large the bucket is, as the request's credential says
 * @param halt a stopped execution leaves the queue at once, and takes no room
 * @param isAgain for a request that was refused: it does not stand at the end of the queue again
 * @returns how long it waited for room, in milliseconds
 */
export async function takeRoom(
	portal: string,
	limit: RequestLimit,
	halt: Halt,
	isAgain = false,
): Promise<number> {
	const bucket = bucketOf(portal);
	const leave = bucket.limits.enter(limit);
	const startedAt = now();
	const turn = takeTurn(bucket, isAgain).then(async () => {
		try {
			return await waitForRoom(bucket, limit, halt);
		} finally {
			leave();
			endTurn(bucket);
		}
	});
	return (await halt.unlessStopped(turn)) ? now() - startedAt : 0;
}

/**
 * Accounts for a refused request: the bucket is full, whatever was thought of it, and somebody else may fill it as well.
 *
 * @param limit as the request's credential says
 * @param sentAt when the refused request was sent, by the {@link now} of the clock: of several that were under way together,
 *   the first refusal counts
 */
export function noteRefused(portal: string, limit: RequestLimit, sentAt: number): void {
	const bucket = bucketOf(portal);
	const { brim } = drain(bucket, limit);
	if (sentAt <= bucket.refusedAt) return;
	// By chance: processes that were refused together must not come back together.
	bucket.level = Math.max(bucket.level, brim + Math.random() * OVERFULL);
	bucket.pace = Math.max(SLOWEST, bucket.pace * SLOWER);
	bucket.refusedAt = bucket.at;
}

/**
 * By which limit the requests to a portal go.
 *
 * @param limit as one of its credentials says
 * @returns the largest that its credentials say, and what some of them say instead of `limit`
 */
export function limitOf(
	portal: string,
	limit: RequestLimit,
): { largest: RequestLimit; others: RequestLimit[] } {
	const { limits } = bucketOf(portal);
	return { largest: limits.largest(limit), others: limits.unlike(limit) };
}

function bucketOf(portal: string): Bucket {
	const known = buckets.get(portal);
	if (known) return known;
	const bucket: Bucket = {
		limits: knownLimits(),
		level: 0,
		at: now(),
		pace: 1,
		refusedAt: -Infinity,
		isTaken: false,
		queue: [],
	};
	buckets.set(portal, bucket);
	return bucket;
}

/** One waits for room at a time: first come, first served. */
async function takeTurn(bucket: Bucket, isAgain: boolean): Promise<void> {
	if (bucket.isTaken) {
		await new Promise<void>((next) => (isAgain ? bucket.queue.unshift(next) : bucket.queue.push(next)));
	}
	bucket.isTaken = true;
}

function endTurn(bucket: Bucket): void {
	const next = bucket.queue.shift();
	if (next) next();
	else bucket.isTaken = false;
}

/** Resolves to whether it had to wait. */
async function waitForRoom(bucket: Bucket, limit: RequestLimit, halt: Halt): Promise<boolean> {
	for (let waited = false; !halt.isStopped(); waited = true) {
		const { brim, drainPerSecond } = drain(bucket, limit);
		const excess = bucket.level + 1 - Math.max(1, brim - MARGIN);
		if (excess <= 0) {
			bucket.level += 1;
			return waited;
		}
		const seconds = Math.min(excess / bucket.pace, 1) / drainPerSecond;
		await halt.wait(Math.min(Math.ceil(seconds * 1000), LONGEST_STEP_MS));
	}
	return false;
}

/** Brings the bucket to the present; to the limit by which it goes. A clock that was set back has stood still. */
function drain(bucket: Bucket, ownLimit: RequestLimit): RequestLimit {
	const limit = bucket.limits.largest(ownLimit);
	const time = now();
	const seconds = Math.max(0, time - bucket.at) / 1000;
	const drained = seconds * bucket.pace * limit.drainPerSecond;
	bucket.level = Math.max(0, Math.min(bucket.level, limit.brim + OVERFULL) - drained);
	if (bucket.refusedAt > time) bucket.refusedAt = -Infinity;
	const full = time - bucket.refusedAt < SHARED_FOR_MS ? SHARED : 1;
	bucket.pace = Math.max(SLOWEST, Math.min(full, bucket.pace + seconds * RECOVERY));
	bucket.at = time;
	return limit;
}
