import { now } from './clock';

/** What is known of portals, for as long as it says something. */
export interface ExpiringMap<T> {
	get: (key: string) => T | undefined;
	set: (key: string, value: T) => void;
	/** How many entries it holds. */
	size: () => number;
}

/** How often it looks through its entries, in milliseconds. */
const SWEEP_INTERVAL_MS = 60_000;

/**
 * A map for what outlives a run: n8n's process lives for months. It has no timer: whenever it is used, it forgets what is
 * over.
 *
 * @param isOver whether an entry says nothing any more
 * @param most entries at the most: the oldest goes first
 */
export function createExpiringMap<T>(isOver: (value: T) => boolean, most = 10_000): ExpiringMap<T> {
	const entries = new Map<string, T>();
	let sweptAt = -Infinity;

	const sweep = () => {
		const sinceThen = now() - sweptAt;
		if (sinceThen >= 0 && sinceThen < SWEEP_INTERVAL_MS) return;
		sweptAt = now();
		for (const [key, value] of entries) if (isOver(value)) entries.delete(key);
	};

	return {
		get: (key) => {
			sweep();
			return entries.get(key);
		},
		set: (key, value) => {
			sweep();
			entries.delete(key);
			entries.set(key, value);
			const [oldest] = entries.keys();
			if (entries.size > most && oldest !== undefined) entries.delete(oldest);
		},
		size: () => entries.size,
	};
}
