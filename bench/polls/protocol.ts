/** The kinds of polls, and what the table calls them. */
export const POLLS = {
	first: 'The first one, which remembers what is there',
	idle: 'Nothing is new',
	whole: 'Nothing is new, whole span: once an hour, and after a restart',
} as const;

export type PollKind = keyof typeof POLLS;

export const POLL_KINDS = Object.keys(POLLS) as PollKind[];

/** What is measured. */
export interface PollOrder {
	messagesPerDay: number;
	lookBackHours: number;
	/** How many polls of each kind. */
	counts: Record<PollKind, number>;
}

/** What came of it. */
export interface PollReport {
	order: PollOrder;
	/** Requests at the most, and CPU time on average, in microseconds: of one poll. */
	polls: Record<PollKind, { requests: number; cpuMicroseconds: number }>;
	/** The memory as n8n stores it, in bytes, and of how many messages it is. */
	storedBytes: number;
	remembered: number;
}
