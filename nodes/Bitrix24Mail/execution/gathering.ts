import { sleep } from 'n8n-workflow';
import type { Outcome } from '../api/call';
import { internalFailure } from './errors';
import type { TogetherWork, Wish } from './operation';

/** An item that waits. */
interface Waiting {
	readonly wish: Wish<unknown>;
	readonly settle: (outcome: Outcome) => void;
}

/**
 * Gathers what the items of a run ask for at the same moment, and has it done together. What is asked for while
 * that is done (n8n starts items in portions: Batching) is done next: two portions may be about the same record.
 *
 * @returns what an item asks by: work is known by the function that does it
 */
export function startGathering() {
	const queues = new Map<TogetherWork<unknown>, Waiting[]>();
	const latest = new Map<TogetherWork<unknown>, Promise<void>>();

	const flush = async (work: TogetherWork<unknown>, before: Promise<void> | undefined) => {
		// n8n starts the items of a burst without a pause: when a timer fires, all of them have asked.
		await sleep(0);
		await before;
		const waiting = (queues.get(work) ?? []).sort((one, other) => one.wish.itemIndex - other.wish.itemIndex);
		queues.delete(work);
		const outcomes = await work(waiting.map(({ wish }) => wish)).catch((error: unknown) =>
			waiting.map(() => internalFailure(error)),
		);
		waiting.forEach(({ settle }, index) => settle(outcomes[index]!));
	};

	return async <T>(work: TogetherWork<T>, wish: Wish<T>): Promise<Outcome> =>
		await new Promise((settle) => {
			const key = work as TogetherWork<unknown>;
			const queue = queues.get(key);
			const waiting: Waiting = { wish, settle };
			if (queue) queue.push(waiting);
			else {
				queues.set(key, [waiting]);
				latest.set(key, flush(key, latest.get(key)));
			}
		});
}
