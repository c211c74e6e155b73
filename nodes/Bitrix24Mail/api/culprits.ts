import { isAboutTheCall } from './explain';
import type { Call, Outcome, Refusal } from './outcome';

type Calls = ReadonlyArray<Call>;

/** Sends calls together: the outcome of each, or the one refusal that ended them all. */
export type SendTogether = (calls: Calls) => Promise<Outcome[] | Refusal>;

/** Found as many culprits, the rest go one by one: halves pay off only while culprits are few. */
const MANY = 8;

/**
 * A REST 3.0 batch is all or nothing: its answer is the first error, without saying whose. Finds the calls that the
 * portal refuses by sending halves, and gets the results of all others. For reads only: each of them may be sent
 * several times.
 *
 * @param calls of the refused batch
 * @param refusal the answer to it
 */
export async function findCulprits(calls: Calls, refusal: Refusal, send: SendTogether): Promise<Outcome[]> {
	let found = 0;

	const sendPart = async (part: Calls): Promise<Outcome[]> => {
		if (part.length > 1 && found >= MANY) {
			const outcomes: Outcome[] = [];
			for (const call of part) outcomes.push(...(await sendPart([call])));
			return outcomes;
		}
		const answer = await send(part);
		return Array.isArray(answer) ? answer : await split(part, answer);
	};

	/** For a part that is known to be refused as a whole. */
	const split = async (part: Calls, answer: Refusal): Promise<Outcome[]> => {
		if (part.length === 1) found++;
		if (part.length === 1 || !isAboutTheCall(answer, part[0]!.method)) {
			return part.map(() => ({ ok: false, refusal: answer }));
		}
		const middle = Math.ceil(part.length / 2);
		const [left, right] = [part.slice(0, middle), part.slice(middle)];
		const first = await send(left);
		if (!Array.isArray(first)) return [...(await split(left, first)), ...(await sendPart(right))];
		// The left half is fine, so the answer to both was for the right one.
		return [...first, ...(await split(right, answer))];
	};

	return await split(calls, refusal);
}
