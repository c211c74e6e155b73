import type { Call, Outcome, CallError } from '../call';

type Calls = readonly Call[];

/** Sends calls in one request: the outcome of each, or the one error of them all. Nothing when no more may be sent. */
export type SendTogether = (calls: Calls) => Promise<Outcome[] | CallError | undefined>;

/** How a batch is taken apart. */
export interface Bisection {
	send: SendTogether;
	/** Whether the error of these calls may be that of one of them, so that it is worth looking for. */
	isWorthSearching: (error: CallError, calls: Calls) => boolean;
	/** Whether it may pass by itself, so that it takes a request of its own to blame a call. */
	mayPass: (error: CallError) => boolean;
	/** The outcome of a call that could not be tried alone any more. */
	giveUp: (error: CallError) => Outcome;
}

/** After so many failing calls, the rest go one by one: halves pay off only while they are few. */
const MAX_BISECTED = 8;

/**
 * A REST 3.0 batch is all or nothing: its answer is the first error, without saying whose. Finds the calls that the
 * portal refuses by sending halves, and gets the results of all others. For reads only: each of them may be sent
 * several times.
 *
 * @param calls of the refused batch
 * @param error the answer to it
 * @see https://apidocs.bitrix24.com/api-reference/rest-v3/batch.html
 */
export async function bisectBatch(
	calls: Calls,
	error: CallError,
	{ send, isWorthSearching, mayPass, giveUp }: Bisection,
): Promise<Outcome[]> {
	let found = 0;

	/** For a part of which nothing is known yet. */
	const sendPart = async (part: Calls, answer: CallError): Promise<Outcome[]> => {
		if (part.length > 1 && found >= MAX_BISECTED) {
			const outcomes: Outcome[] = [];
			for (const call of part) outcomes.push(...(await sendPart([call], answer)));
			return outcomes;
		}
		const reply = await send(part);
		if (reply === undefined) return part.map(() => giveUp(answer));
		return Array.isArray(reply) ? reply : await split(part, reply);
	};

	/** For a part that is known to be refused as a whole. */
	const split = async (part: Calls, answer: CallError): Promise<Outcome[]> => {
		if (part.length === 1) found++;
		if (part.length === 1 || !isWorthSearching(answer, part))
			return part.map(() => ({ ok: false, error: answer }));
		const middle = Math.ceil(part.length / 2);
		const [left, right] = [part.slice(0, middle), part.slice(middle)];
		const first = await send(left);
		if (first === undefined) return part.map(() => giveUp(answer));
		if (!Array.isArray(first)) return [...(await split(left, first)), ...(await sendPart(right, answer))];
		// The left half is fine, so the answer to both was for the right one, if it still is.
		const isSure = right.length > 1 || !mayPass(answer);
		return [...first, ...(isSure ? await split(right, answer) : await sendPart(right, answer))];
	};

	return await split(calls, error);
}
