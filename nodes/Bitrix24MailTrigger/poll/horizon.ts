import { HOUR_MS } from './seenIds';

/**
 * How far dates without an offset move when the portal's clock is changed for daylight saving time, and a
 * little more: in milliseconds.
 */
const CLOCK_CHANGE_MS = 2 * HOUR_MS;

/** The same when the portal gets another time zone: they differ by 26 hours at the most. */
const ZONE_CHANGE_MS = 26 * HOUR_MS;

/** What decides over a new horizon. */
export interface HorizonChange {
	/** The present one. */
	readonly horizon: number;
	/** When a complete look through the list began. */
	readonly startedAt: number;
	/** How late a message may show up, in milliseconds. */
	readonly lookBackMs: number;
	/** When the oldest message was received that is still to be announced; Infinity when there is none. */
	readonly oldestWaiting: number;
}

/** The horizon after a complete look. It never goes back, and never passes what is still to be announced. */
export function nextHorizon({ horizon, startedAt, lookBackMs, oldestWaiting }: HorizonChange): number {
	return Math.max(horizon, Math.min(startedAt - lookBackMs, oldestWaiting - CLOCK_CHANGE_MS));
}

/**
 * From when on to look: what the horizon could still let through after a change of the clock should be known
 * before.
 */
export const lookSince = (horizon: number): number => horizon - CLOCK_CHANGE_MS;

/** From when on IDs are kept: what is older will not come up to the horizon any more, whatever the clock. */
export const keepSince = (horizon: number): number => horizon - ZONE_CHANGE_MS;
