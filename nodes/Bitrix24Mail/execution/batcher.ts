import { sleep } from 'n8n-workflow';
import { WITHHELD, type Call, type Outcome } from '../api/call';
import type { Job } from '../api/client';
import { internalFailure } from './errors';

/** Collects the calls that the items of one run make in the same burst, so that they leave together. */
export interface Batcher {
	/**
	 * Does something for an item that may end in a call: the burst waits for it, and so do the items behind.
	 * However long it takes for each of them, they go on in their order: of two items that write the same
	 * record, the later one wins.
	 */
	prepare: <T>(itemIndex: number, work: () => Promise<T>) => Promise<T>;
	/** Hands an item's call in. It leaves with all others of the burst, in the order of the items. */
	call: (itemIndex: number, call: Call) => Promise<Outcome>;
	/** Resolves when all writes that have left are settled. */
	writesDone: () => Promise<void>;
}

/** Sends the calls of one burst, and settles each of them. */
export type SendBurst = (jobs: readonly Job[]) => Promise<void>;

/**
 * Creates a batcher: one for each run.
 *
 * @param send asked once for each burst
 * @param shouldWithhold asked before a burst leaves: whether its calls are to be withheld
 */
export function createBatcher(send: SendBurst, shouldWithhold: () => boolean): Batcher {
	let queue: ItemJob[] = [];
	let preparing = 0;
	let prepared: Array<{ itemIndex: number; goOn: () => void }> = [];
	let isScheduled = false;
	let latestWrites: Promise<void> = Promise.resolve();

	/** Bursts of writes go one after the other: what the first of them meets may end the run. */
	const flushInOrder = async (jobs: readonly Job[]) => {
		if (jobs.every(({ call }) => call.spec.access === 'read')) {
			await sendBurst(send, jobs);
			return;
		}
		latestWrites = latestWrites.then(async () => await sendBurst(send, jobs));
		await latestWrites;
	};

	const schedule = () => {
		if (isScheduled || queue.length === 0) return;
		isScheduled = true;
		void flush();
	};

	const flush = async () => {
		// n8n starts all items of a burst without a pause, and each of them gets here by promises alone: when a
		// timer fires, all of them have handed their calls in, but those that still read a file.
		await sleep(0);
		isScheduled = false;
		if (preparing > 0) return;
		const jobs = inOrder(queue);
		queue = [];
		if (shouldWithhold()) for (const { settle } of jobs) settle(WITHHELD);
		else await flushInOrder(jobs);
	};

	const goOnTogether = () => {
		if (preparing > 0) return;
		for (const { goOn } of inOrder(prepared)) goOn();
		prepared = [];
		schedule();
	};

	return {
		prepare: async (itemIndex, work) => {
			preparing++;
			try {
				return await work();
			} finally {
				preparing--;
				const turn = new Promise<void>((goOn) => prepared.push({ itemIndex, goOn }));
				goOnTogether();
				await turn;
			}
		},
		call: async (itemIndex, call) =>
			await new Promise<Outcome>((settle) => {
				queue.push({ itemIndex, call, settle });
				schedule();
			}),
		writesDone: async () => await latestWrites,
	};
}

/** A call that waits for its outcome, and whose it is. */
interface ItemJob extends Job {
	readonly itemIndex: number;
}

const inOrder = <T extends { readonly itemIndex: number }>(entries: readonly T[]): T[] =>
	[...entries].sort((one, other) => one.itemIndex - other.itemIndex);

async function sendBurst(send: SendBurst, jobs: readonly Job[]): Promise<void> {
	const distinct = dedupeReads(jobs);
	try {
		await send(distinct);
	} catch (error) {
		// Nobody may wait for ever. Calls that are settled already stay as they are.
		const failed = internalFailure(error);
		for (const { settle } of distinct) settle(failed);
	}
}

/** Identical reads become one job, which settles them all; each gets a copy of the answer of its own. */
function dedupeReads(jobs: readonly Job[]): Job[] {
	const reads = new Map<string, Job[]>();
	const distinct: Job[] = [];
	for (const job of jobs) {
		if (job.call.spec.access === 'write') {
			distinct.push(job);
			continue;
		}
		const { method, params } = job.call;
		const key = JSON.stringify([method, params]);
		const duplicates = reads.get(key);
		if (duplicates) {
			duplicates.push(job);
			continue;
		}
		const all = [job];
		reads.set(key, all);
		distinct.push({
			call: job.call,
			settle: (outcome) => settleAll(all, outcome),
		});
	}
	return distinct;
}

/**
 * Settles jobs with the same outcome, which is JSON. n8n's own way to copy would take a key of the portal's
 * such as `__proto__` for what it is not.
 */
function settleAll([first, ...duplicates]: readonly Job[], outcome: Outcome): void {
	const text = duplicates.length > 0 ? JSON.stringify(outcome) : '';
	for (const { settle } of duplicates) settle(JSON.parse(text) as Outcome);
	first?.settle(outcome);
}
