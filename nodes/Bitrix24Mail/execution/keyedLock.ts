/**
 * Does one piece of work at a time for each key, in this process: across items, runs and executions, in the
 * order in which they ask.
 *
 * @param key what the work is about
 * @param maxWaitMs how long to wait for those before, in milliseconds
 * @param signal of the execution; a stopped one leaves the queue
 * @returns nothing when the wait was too long or the execution was stopped: the work was not begun
 */
export async function oneAtATime<T>(
	key: string,
	{ maxWaitMs, signal }: { maxWaitMs: number; signal?: AbortSignal },
	work: () => Promise<T>,
): Promise<T | undefined> {
	const before = queues.get(key);
	let leave = () => {};
	const left = new Promise<void>((resolve) => (leave = resolve));
	const end = (before ?? Promise.resolve()).then(async () => await left);
	queues.set(key, end);
	try {
		return before === undefined || (await comes(before, maxWaitMs, signal)) ? await work() : undefined;
	} finally {
		leave();
		// Who has given up leaves a place behind: those before may still be at work.
		void end.then(() => {
			if (queues.get(key) === end) queues.delete(key);
		});
	}
}

/** By key: the end of all work that was asked for so far. */
const queues = new Map<string, Promise<void>>();

/** Whether something comes before the time is over or the execution is stopped. */
async function comes(something: Promise<void>, maxWaitMs: number, signal?: AbortSignal): Promise<boolean> {
	const limits = [AbortSignal.timeout(maxWaitMs), ...(signal ? [signal] : [])];
	const end = AbortSignal.any(limits);
	if (end.aborted) return false;
	let giveUp = () => {};
	const isOver = new Promise<false>((resolve) => {
		giveUp = () => resolve(false);
		end.addEventListener('abort', giveUp, { once: true });
	});
	try {
		return await Promise.race([something.then(() => true as const), isOver]);
	} finally {
		end.removeEventListener('abort', giveUp);
	}
}
