import type { RateLimit } from '../../../../credentials/shared/requestLimit';
import { now } from '../../util/clock';

/**
 * What the credentials for one portal say of its request limit. A portal has one limit: the largest that is
 * known counts for all, as what one credential was not told is no reason to keep others waiting.
 */
export interface KnownLimits {
	/**
	 * Takes note of what a credential says whose request is on its way.
	 *
	 * @returns to be called when that has room: until then, and for some time after, the limit is known
	 */
	enter: (limit: RateLimit) => () => void;
	/** The largest that is known, with the given one among them. */
	largest: (limit: RateLimit) => RateLimit;
	/** Those that are known, but the given one. */
	unlike: (limit: RateLimit) => RateLimit[];
}

/**
 * A limit that no request went by for so long is forgotten, in milliseconds: its credential may have been
 * corrected.
 */
const FORGET_AFTER_MS = 600_000;

/** Starts without any. */
export function createKnownLimits(): KnownLimits {
	const known = new Map<string, { limit: RateLimit; requests: number; usedAt: number }>();

	const remembered = () => {
		const time = now();
		for (const [text, entry] of known) {
			if (entry.requests > 0 || entry.usedAt > time) entry.usedAt = time;
			if (time - entry.usedAt > FORGET_AFTER_MS) known.delete(text);
		}
		return [...known];
	};

	return {
		enter: (limit) => {
			const text = limitText(limit);
			const entry = known.get(text) ?? { limit, requests: 0, usedAt: now() };
			known.set(text, entry);
			entry.requests += 1;
			return () => {
				entry.requests -= 1;
				entry.usedAt = now();
			};
		},
		largest: (limit) => {
			const limits = [limit, ...remembered().map(([, entry]) => entry.limit)];
			return {
				burst: Math.max(...limits.map(({ burst }) => burst)),
				perSecond: Math.max(...limits.map(({ perSecond }) => perSecond)),
			};
		},
		unlike: (limit) =>
			remembered()
				.filter(([text]) => text !== limitText(limit))
				.map(([, entry]) => entry.limit),
	};
}

/** A limit as people read it: how many at once, and how many per second. */
export function limitText({ burst, perSecond }: RateLimit): string {
	return `${burst} requests at once, then ${perSecond} per second`;
}
