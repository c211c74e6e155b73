import type { Call, CallError, Outcome } from '../call';
import type { RequestOutcome } from './format';

type Calls = readonly Call[];

/** How a batch is taken apart. */
export interface Bisection {
	/** Sends calls in one request. Nothing when no more may be sent. */
	send: (calls: Calls) => Promise<RequestOutcome | undefined>;
	/** Whether the error of these calls may be that of one of them, so that it is worth looking for. */
	isWorthSearching: (error: CallError, calls: Calls) => boolean;
	/** Whether it may pass by itself, so that it takes a request of its own to blame a call. */
	mayPass: (error: CallError) => boolean;
	/** The outcome of a call that could not be tried alone any more. */
	giveUp: (error: CallError) => Outcome;
}

/**
 * After so many failing calls, stop bisecting and send the rest one by one: halves pay off only while they
 * are few.
 */
const MAX_BISECTED = 8;

/**
 * A REST 3.0 batch is all or nothing: its answer is the first error, without saying whose. Finds the calls
 * that the portal refuses by sending halves, and gets the results of all others. For reads only: each of them
 * may be sent several times.
 *
 * @param calls of the rejected batch
 * @param error the answer to it
 * @see https://apidocs.bitrix24.com/api-reference/rest-v3.html
 */
export async function bisectBatch(
	calls: Calls,
	error: CallError,
	{ send, isWorthSearching, mayPass, giveUp }: Bisection,
): Promise<Outcome[]> {
	let found = 0;

	/** For a part of which nothing is known yet. */
	const sendPart = async (part: Calls, latest: CallError): Promise<Outcome[]> => {
		if (part.length > 1 && found >= MAX_BISECTED) {
			const outcomes: Outcome[] = [];
			for (const call of part) outcomes.push(...(await sendPart([call], latest)));
			return outcomes;
		}
		const reply = await send(part);
		if (!reply) return part.map(() => giveUp(latest));
		return reply.status === 'answered' ? reply.outcomes : await split(part, reply.error);
	};

	/** For a part that is known to be rejected as a whole. */
	const split = async (part: Calls, latest: CallError): Promise<Outcome[]> => {
		if (part.length === 1) found++;
		if (part.length === 1 || !isWorthSearching(latest, part)) {
			return part.map(() => ({ ok: false, error: latest }));
		}
		const middle = Math.ceil(part.length / 2);
		const [left, right] = [part.slice(0, middle), part.slice(middle)];
		const first = await send(left);
		if (!first) return part.map(() => giveUp(latest));
		if (first.status === 'rejected') {
			return [...(await split(left, first.error)), ...(await sendPart(right, latest))];
		}
		// The left half is fine, so the answer to both was for the right one, if it still is.
		const isSure = right.length > 1 || !mayPass(latest);
		return [...first.outcomes, ...(isSure ? await split(right, latest) : await sendPart(right, latest))];
	};

	return await split(calls, error);
}
