import type { Random } from './random';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** How n8n keeps what a polling trigger remembers, see `n8n.ts`. */
export type Saving = 'classic' | 'scheduler' | 'durable';

/** Which server answers: the oldest or the newest version; and whether its dates have an offset. */
export interface Dialect {
	readonly version: 'S1' | 'S4';
	readonly hasOffsets: boolean;
}

/** What happens in one simulated life of a trigger. */
export interface Plan {
	readonly seed: number;
	readonly saving: Saving;
	readonly dialect: Dialect;
	readonly days: number;
	readonly messagesPerDay: number;
	readonly pollEveryMs: number;
	readonly lookBackMs: number;
	readonly maxMessages: number;
	readonly includeBody: boolean;
	/** How much the portal’s clock is moved halfway, in milliseconds: 0, an hour forward or back. */
	readonly clockChangeMs: number;
	/** Sudden arrivals, each of this many messages; one of them right before the first poll. */
	readonly bursts: number;
	readonly burstSize: number;
	readonly beginsWithBurst: boolean;
	/** Mailboxes that are connected: their history gets new IDs. */
	readonly histories: number;
	/** Times without n8n, up to three days each. */
	readonly downtimes: number;
	/** How often the workflow is switched off and on again. */
	readonly reactivations: number;
	/** How many processes take turns: with n8n’s scheduler, any of its main processes polls. */
	readonly processes: number;
	/** How often a request is refused or broken, and how often n8n’s process is killed at one. */
	readonly faults: number;
	readonly kills: number;
	/** Share of the messages that leave the list again, and of those that come back. */
	readonly leaving: number;
	readonly returning: number;
	/** How often a message is not there when it is to be read, for a moment, or Bitrix24 refuses to read it. */
	readonly hidden: number;
	readonly unreadable: number;
	/** Share of one’s own mail, which is not announced. */
	readonly own: number;
	/** Share of the messages that Bitrix24 fetches late, by up to the look-back. */
	readonly late: number;
}

const pick = <T>(random: Random, values: readonly T[]): T =>
	values[Math.floor(random.next() * values.length)]!;

/** A plan of its own for each seed. */
export function planOf(seed: number, random: Random): Plan {
	const messagesPerDay = pick(random, [4, 60, 300, 300, 800, 1_200]);
	const lookBackMs = pick(random, [6, 24, 48, 48, 96]) * HOUR;
	const saving = pick<Saving>(random, ['classic', 'classic', 'scheduler', 'durable']);
	return {
		seed,
		saving,
		dialect: { version: pick(random, ['S1', 'S4'] as const), hasOffsets: random.chance(0.3) },
		days: Math.min(60, Math.ceil(5_000 / messagesPerDay) + 3),
		messagesPerDay,
		pollEveryMs: pick(random, [1, 5, 5, 10, 10, 30, 60]) * MINUTE,
		lookBackMs,
		maxMessages: pick(random, [20, 50, 50, 200]),
		includeBody: random.chance(0.8),
		clockChangeMs: pick(random, [0, 0, HOUR, -HOUR]),
		bursts: pick(random, [0, 1, 2]),
		burstSize: pick(random, [200, 1_000, 1_000, 2_000]),
		beginsWithBurst: random.chance(0.3),
		histories: pick(random, [0, 1, 2]),
		downtimes: pick(random, [0, 1, 3]),
		reactivations: pick(random, [0, 2]),
		processes: saving === 'classic' ? 1 : pick(random, [1, 2]),
		faults: pick(random, [0, 0.01, 0.05]),
		kills: pick(random, [0, 0.001, 0.01]),
		leaving: pick(random, [0, 0.05, 0.3]),
		returning: pick(random, [0, 0.3]),
		hidden: pick(random, [0, 0.02]),
		unreadable: pick(random, [0, 0, 0.02]),
		own: pick(random, [0, 0.1, 0.9]),
		late: pick(random, [0.02, 0.1]),
	};
}
