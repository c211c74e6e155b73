import { sleep } from 'n8n-workflow';

/** How the end of an execution reaches those who wait. */
export interface Cancellation {
	/** Whether the execution was stopped: nothing is sent any more then. */
	readonly isCancelled: () => boolean;
	/** Waits some milliseconds, or until the execution is stopped. */
	readonly delay: (milliseconds: number) => Promise<void>;
	/** Waits for something, or until the execution is stopped: undefined then. */
	readonly orCancelled: <T>(something: Promise<T>) => Promise<T | undefined>;
}

/**
 * Listens to n8n's signal for a cancelled or timed-out execution.
 *
 * @param signal none where nothing can be stopped: in the editor's lists
 */
export function cancellationOf(signal: AbortSignal | undefined): Cancellation {
	const stopped = new Promise<undefined>((resolve) => {
		if (signal?.aborted) resolve(undefined);
		signal?.addEventListener('abort', () => resolve(undefined), { once: true });
	});
	return {
		isCancelled: () => signal?.aborted ?? false,
		delay: async (milliseconds) => await Promise.race([sleep(milliseconds), stopped]),
		orCancelled: async (something) => await Promise.race([something, stopped]),
	};
}
