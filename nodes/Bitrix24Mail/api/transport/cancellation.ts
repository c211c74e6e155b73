import { sleep } from 'n8n-workflow';

/** How the end of an execution reaches those who wait. */
export interface Halt {
	/** Whether the execution was stopped: nothing is sent any more then. */
	readonly isStopped: () => boolean;
	/** Waits some milliseconds, or until the execution is stopped. */
	readonly wait: (milliseconds: number) => Promise<void>;
	/** Waits for something, or until the execution is stopped: undefined then. */
	readonly unlessStopped: <T>(something: Promise<T>) => Promise<T | undefined>;
}

/**
 * Listens to n8n's signal for a cancelled or timed-out execution.
 *
 * @param signal none where nothing can be stopped: in the editor's lists
 */
export function haltBy(signal: AbortSignal | undefined): Halt {
	const stopped = new Promise<undefined>((resolve) => {
		if (signal?.aborted) resolve(undefined);
		signal?.addEventListener('abort', () => resolve(undefined), { once: true });
	});
	return {
		isStopped: () => signal?.aborted ?? false,
		wait: async (milliseconds) => await Promise.race([sleep(milliseconds), stopped]),
		unlessStopped: async (something) => await Promise.race([something, stopped]),
	};
}
