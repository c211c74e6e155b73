import { now } from './clock';

/** A bounded map whose entries expire. */
export interface ExpiringMap<T> {
	get: (key: string) => T | undefined;
	set: (key: string, value: T) => void;
}

/** How long an entry of a map is kept. */
export interface ExpiringMapOptions<T> {
	/** Whether an entry says nothing any more. */
	isExpired: (value: T) => boolean;
	/** Entries at the most: the oldest goes first. 10,000 when left out. */
	maxSize?: number;
}

/** How often a map looks through its entries, in milliseconds. */
const SWEEP_INTERVAL_MS = 60_000;

/**
 * A map for what outlives a run: n8n's process lives for months. It has no timer: whenever it is used, it
 * drops what has expired.
 */
export function createExpiringMap<T>({ isExpired, maxSize = 10_000 }: ExpiringMapOptions<T>): ExpiringMap<T> {
	const entries = new Map<string, T>();
	let sweptAt = -Infinity;

	const sweep = () => {
		const sinceThen = now() - sweptAt;
		if (sinceThen >= 0 && sinceThen < SWEEP_INTERVAL_MS) return;
		sweptAt = now();
		for (const [key, value] of entries) if (isExpired(value)) entries.delete(key);
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
			if (entries.size > maxSize && oldest !== undefined) entries.delete(oldest);
		},
	};
}
