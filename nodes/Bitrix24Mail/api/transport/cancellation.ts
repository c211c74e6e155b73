import { sleep } from 'n8n-workflow';

/** Cancellation of an execution, for code that waits. */
export interface Cancellation {
	/** Whether the execution was cancelled: nothing is sent any more then. */
	readonly isCancelled: () => boolean;
	/** Waits some milliseconds, or until the execution is cancelled. */
	readonly delay: (milliseconds: number) => Promise<void>;
	/** Waits for something, or until the execution is cancelled: undefined then. */
	readonly orCancelled: <T>(something: Promise<T>) => Promise<T | undefined>;
}

/**
 * Listens to n8n's signal for a cancelled or timed-out execution.
 *
 * @param signal none where nothing can be cancelled: in the editor's lists
 */
export function cancellationOf(signal: AbortSignal | undefined): Cancellation {
	const cancelled = new Promise<undefined>((resolve) => {
		if (signal?.aborted) resolve(undefined);
		signal?.addEventListener('abort', () => resolve(undefined));
	});
	return {
		isCancelled: () => signal?.aborted ?? false,
		delay: async (milliseconds) => await Promise.race([sleep(milliseconds), cancelled]),
		orCancelled: async (something) => await Promise.race([something, cancelled]),
	};
}
