/** The kinds of calls: what one of them is called, and several. */
export const KINDS = {
	read: ['read', 'reads'],
	write: ['write', 'writes'],
	readMessages: ['message read', 'messages read'],
	moveMessages: ['message moved', 'messages moved'],
} as const;

export type Kind = keyof typeof KINDS;

/** What is measured: so many services or messages with which the same is done. */
export interface Load {
	kind: Kind;
	count: number;
	/** How long the text of each message is, in bytes; as long as usual when left out. */
	bodyBytes?: number;
}

/** Bitrix24's limit on most plans (Bitrix24 REST: limits): so many requests at once, and so many a second. */
export const BUCKET = { brim: 50, drainPerSecond: 2 };

/** A measurement that takes longer is ended, in milliseconds. */
export const CAP_MS = 180_000;

/** Services or messages with which each process begins, unless it is told otherwise. */
const WARM_UP_COUNT = 50;

/**
 * What each process does before it is measured: n8n is warm, too, when a workflow runs in it. It is little because it
 * counts in the peak of the memory.
 */
export const warmUpFor = (load: Load): Load => ({ ...load, count: WARM_UP_COUNT });

/** In the order of the table. */
const LOADS: readonly Load[] = [
	{ kind: 'read', count: 1 },
	{ kind: 'read', count: 50 },
	{ kind: 'read', count: 1_000 },
	{ kind: 'write', count: 500 },
	{ kind: 'readMessages', count: 1_000 },
	{ kind: 'moveMessages', count: 1_000 },
	{ kind: 'read', count: 2_900 },
	{ kind: 'read', count: 10_000 },
];

/**
 * The loads of a run.
 *
 * @param isQuick leaves out those that have to wait for the bucket, and writes of services
 */
export function loadsOf(isQuick: boolean): readonly Load[] {
	return isQuick ? LOADS.filter(({ kind, count }) => kind !== 'write' && count <= 1_000) : LOADS;
}

/** How often each load is measured: the longest one takes minutes. */
export const repeatsOf = ({ count }: Load, isQuick: boolean) => (isQuick || count > 2_900 ? 1 : 3);

/** Where it is measured what long texts do to the memory: so many of them, and ten times as many. */
export const MEMORY_LOADS: readonly Load[] = [1_000, 10_000].map((count) => ({
	kind: 'readMessages',
	count,
	bodyBytes: 20_000,
}));

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
