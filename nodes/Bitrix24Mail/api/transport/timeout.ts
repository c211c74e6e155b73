/** Longer delays overflow Node's 32-bit timers. In milliseconds. */
export const MAX_TIMEOUT = 2 ** 30;

/**
 * Waits for an answer. n8n's own timeout starts anew with each byte that comes in: an answer that drips would
 * go on for ever.
 *
 * @param timeout what the user set, in milliseconds; the whole may take twice as long. None when left out
 * @returns nothing when the time is over
 */
export async function withinTime<T>(answer: Promise<T>, timeout = 0): Promise<T | undefined> {
	if (!(timeout > 0 && timeout < MAX_TIMEOUT)) return await answer;
	const clock = AbortSignal.timeout(timeout * 2);
	let giveUp = () => {};
	const isOver = new Promise<undefined>((resolve) => {
		giveUp = () => resolve(undefined);
		clock.addEventListener('abort', giveUp);
	});
	try {
		return await Promise.race([answer, isOver]);
	} finally {
		clock.removeEventListener('abort', giveUp);
	}
}
