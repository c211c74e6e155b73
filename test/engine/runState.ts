import { AsyncLocalStorage } from 'node:async_hooks';

/** One line that n8n or the node wrote to n8n's log. */
export interface LogEntry {
	level: 'error' | 'warn' | 'info' | 'debug';
	message: string;
	meta: unknown;
}

/** What one run leaves behind besides n8n's own run data. */
export interface RunState {
	log: LogEntry[];
	/** What was sent to the editor that the user has open: messages for its console, for one. */
	ui: unknown[];
	/** The error that ended the node, as it was thrown; n8n's run data keeps a flattened copy only. */
	error?: Error;
	/** The errors that the node put on its items, as they were thrown, in the order of the items. */
	itemErrors: Error[];
}

// n8n has one logger a process. Runs that go on at the same time are told apart by their asynchronous context.
const current = new AsyncLocalStorage<RunState>();

/**
 * Runs something and keeps what it leaves behind.
 *
 * @param action gets the state that is being filled, so that it can read it at the end
 * @returns what the action returns
 */
export async function recorded<T>(action: (state: RunState) => Promise<T>): Promise<T> {
	const state: RunState = { log: [], ui: [], itemErrors: [] };
	return await current.run(state, async () => await action(state));
}

/** The state of the run that the caller belongs to, or undefined outside of any. */
export function currentRun(): RunState | undefined {
	return current.getStore();
}

const write = (level: LogEntry['level']) => (message: string, meta?: unknown) => {
	current.getStore()?.log.push({ level, message, meta });
};

/** A logger with the methods that n8n calls. It prints nothing: each line goes to the run that wrote it. */
export const logger = {
	error: write('error'),
	warn: write('warn'),
	info: write('info'),
	debug: write('debug'),
	scoped: () => logger,
};
