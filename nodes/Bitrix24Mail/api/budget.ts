import type { RequestLimit } from '../../../credentials/shared/requestLimit';
import { now } from './clock';
import { forgetfulMap } from './forgetful';
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
 * The pace at most, in parts of what drains, within some time after a refusal. At the full pace, whoever has the bucket
 * filled to the brim finds the next gap exactly when it opens, and nobody else ever does.
 */
const SHARED = 0.9;
const SHARED_FOR_MS = 60_000;

/** Kept free, in requests: two requests may take differently long to the portal, and others must find a gap. */
const MARGIN = 0.5;

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
 * @param portal its base address
 * @param limit how large the bucket is, as the credential says
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
	const bucket = bucketOf(portal, limit);
	const startedAt = now();
	const turn = takeTurn(bucket, isAgain).then(async () => {
		try {
			return await waitForRoom(bucket, limit, halt);
		} finally {
			endTurn(bucket);
		}
	});
	return (await halt.unlessStopped(turn)) ? now() - startedAt : 0;
}

/**
 * Accounts for a refused request: the bucket is full, whatever was thought of it, and somebody else may fill it as well.
 *
 * @param sentAt when the refused request was sent, in milliseconds of Unix time: of several that were under way
 *   together, the first refusal counts
 */
export function noteRefused(portal: string, limit: RequestLimit, sentAt: number): void {
	const bucket = bucketOf(portal, limit);
	drain(bucket, limit);
	if (sentAt <= bucket.refusedAt) return;
	// By chance: processes that were refused together must not come back together.
	bucket.level = Math.max(bucket.level, limit.brim + Math.random());
	bucket.pace = Math.max(SLOWEST * limit.drainPerSecond, bucket.pace * SLOWER);
	bucket.refusedAt = bucket.at;
}

function bucketOf(portal: string, limit: RequestLimit): Bucket {
	const known = buckets.get(portal);
	if (known) return known;
	const bucket: Bucket = {
		level: 0,
		at: now(),
		pace: limit.drainPerSecond,
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
	const usable = Math.max(1, limit.brim - MARGIN);
	for (let waited = false; !halt.isStopped(); waited = true) {
		drain(bucket, limit);
		const excess = bucket.level + 1 - usable;
		if (excess <= 0) {
			bucket.level += 1;
			return waited;
		}
		// In short steps: the pace grows meanwhile.
		const seconds = Math.min(excess / bucket.pace, 1 / limit.drainPerSecond);
		await halt.wait(Math.ceil(seconds * 1000));
	}
	return false;
}

/** Brings the bucket to the present. A clock that was set back has stood still. */
function drain(bucket: Bucket, limit: RequestLimit): void {
	const time = now();
	const seconds = Math.max(0, time - bucket.at) / 1000;
	bucket.level = Math.max(0, bucket.level - seconds * bucket.pace);
	if (bucket.refusedAt > time) bucket.refusedAt = -Infinity;
	const full = limit.drainPerSecond * (time - bucket.refusedAt < SHARED_FOR_MS ? SHARED : 1);
	const recovered = Math.min(full, bucket.pace + seconds * RECOVERY * limit.drainPerSecond);
	bucket.pace = Math.max(SLOWEST * limit.drainPerSecond, recovered);
	bucket.at = time;
}
