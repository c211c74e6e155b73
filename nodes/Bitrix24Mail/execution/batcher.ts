import { sleep } from 'n8n-workflow';
import { dispatch, type Job } from '../api/batch/dispatch';
import { specOf } from '../api/methods';
import { WITHHELD, type Call, type Outcome } from '../api/call';
import type { RequestContext } from '../api/transport/context';
import { internalFailure } from './errors';

/** Collects the calls that the items of one run make in the same burst, so that they leave together. */
export interface Batcher {
	/**
	 * Does something for an item that may end in a call: the burst waits for it, and so do the items behind. However long it takes for
	 * each of them, they go on in their order: of two items that write the same record, the later one wins.
	 */
	prepare: <T>(itemIndex: number, work: () => Promise<T>) => Promise<T>;
	/** Hands an item's call in. It leaves with all others of the burst, in the order of the items. */
	call: (itemIndex: number, call: Call) => Promise<Outcome>;
	/** Resolves when all writes that have left are settled. */
	writesDone: () => Promise<void>;
}

/** How one burst is sent, and what happens when it is over. */
export interface Burst {
	line: RequestContext;
	end: () => void;
}

/**
 * Starts to gather.
 *
 * @param startBurst asked once for each burst
 * @param shouldWithhold asked before a burst leaves: whether its calls are to be withheld
 */
export function createBatcher(startBurst: () => Promise<Burst>, shouldWithhold: () => boolean): Batcher {
	let queue: ItemJob[] = [];
	let preparing = 0;
	let prepared: Array<{ itemIndex: number; goOn: () => void }> = [];
	let isScheduled = false;
	let latestWrites: Promise<void> = Promise.resolve();

	/** Bursts of writes go one after the other: what the first of them meets may end the run. */
	const flushInOrder = async (jobs: readonly Job[]) => {
		if (jobs.every(({ call }) => specOf(call.method).access === 'read')) {
			await sendBurst(startBurst, jobs);
			return;
		}
		latestWrites = latestWrites.then(async () => await sendBurst(startBurst, jobs));
		await latestWrites;
	};

	const schedule = () => {
		if (isScheduled || queue.length === 0) return;
		isScheduled = true;
		void flush();
	};

	const flush = async () => {
		// n8n starts all items of a burst without a pause, and each of them gets here by promises alone: when a timer
		// fires, all of them have handed their calls in, but those that still read a file.
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

async function sendBurst(startBurst: () => Promise<Burst>, jobs: readonly Job[]): Promise<void> {
	const shared = shareReads(jobs);
	try {
		const { line, end } = await startBurst();
		await dispatch(line, shared);
		end();
	} catch (error) {
		// Nobody may wait for ever. Calls that are settled already stay as they are.
		const refused = internalFailure(error);
		for (const { settle } of shared) settle(refused);
	}
}

/** Identical reads become one job, which settles them all; each gets a copy of the answer of its own. */
function shareReads(jobs: readonly Job[]): Job[] {
	const reads = new Map<string, Job[]>();
	const shared: Job[] = [];
	for (const job of jobs) {
		if (specOf(job.call.method).access === 'write') {
			shared.push(job);
			continue;
		}
		const key = JSON.stringify(job.call);
		const twins = reads.get(key);
		if (twins) {
			twins.push(job);
			continue;
		}
		const all = [job];
		reads.set(key, all);
		shared.push({
			call: job.call,
			settle: (outcome) => settleAll(all, outcome),
		});
	}
	return shared;
}

/**
 * Settles jobs with the same outcome, which is JSON. n8n's own way to copy would take a key of the portal's such as
 * `__proto__` for what it is not.
 */
function settleAll([first, ...twins]: readonly Job[], outcome: Outcome): void {
	const text = twins.length > 0 ? JSON.stringify(outcome) : '';
	for (const { settle } of twins) settle(JSON.parse(text) as Outcome);
	first?.settle(outcome);
}
