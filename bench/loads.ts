/** What is measured: so many calls of one kind, one for each input item. */
export interface Load {
	kind: 'read' | 'write';
	count: number;
}

/** Bitrix24's limit on most plans (Bitrix24 REST: limits): so many requests at once, and so many a second. */
export const BUCKET = { brim: 50, drainPerSecond: 2 };

/** A measurement that takes longer is ended, in milliseconds. */
export const CAP_MS = 180_000;

/**
 * Calls that each process makes before it is measured: n8n is warm, too, when a workflow runs in it. They are few because
 * they count in the peak of the memory.
 */
export const WARM_UP: Load = { kind: 'read', count: 50 };

const LOADS: readonly Load[] = [
	{ kind: 'read', count: 1 },
	{ kind: 'read', count: 50 },
	{ kind: 'read', count: 1_000 },
	{ kind: 'write', count: 500 },
	{ kind: 'read', count: 2_900 },
	{ kind: 'read', count: 10_000 },
];

/**
 * The loads of a run, the quickest first.
 *
 * @param isQuick leaves out those that have to wait for the bucket
 */
export function loadsOf(isQuick: boolean): readonly Load[] {
	return isQuick ? LOADS.filter(({ kind, count }) => kind === 'read' && count <= 1_000) : LOADS;
}

/** How often each load is measured: the longest one takes minutes. */
export const repeatsOf = ({ count }: Load) => (count > 2_900 ? 1 : 3);

/** Where the node's own share of the CPU time is measured, and how often: other programs disturb single runs. */
export const SHARE = {
	// A short run is disturbed more by what else happens, so it takes more of them to find the least.
	loads: [
		{ count: 1_000, repeats: 15 },
		{ count: 10_000, repeats: 5 },
	],
	/** The compiler has done its work by then. */
	warmUp: { kind: 'read', count: 5_000 } as Load,
};

/** The name of the service that belongs to an item, counted from 1: the portal has it, or is to get it. */
export const serviceName = (item: number) => `Service ${item}`;
