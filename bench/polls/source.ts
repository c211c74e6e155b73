import type { ListedMessage, MailSource } from '../../nodes/Bitrix24MailTrigger/poll/mailSource';

const DAY_MS = 86_400_000;

/** A portal has other mailboxes, too, which take IDs in between: up to so many from one message to the next. */
const MAX_ID_STEP = 39;

/** A list that only the time passes by, and how it is looked at. */
export interface SimulatedSource extends MailSource {
	/** How many requests a portal would have got. */
	requests: number;
	/** Lets some time pass, in milliseconds. */
	pass: (milliseconds: number) => void;
}

/**
 * A list in which messages have come in evenly until now, and nothing happens any more.
 *
 * @param messagesPerDay how many came in a day
 * @param days for how many days
 */
export function simulatedSource(messagesPerDay: number, days: number): SimulatedSource {
	let time = Date.UTC(2026, 4, 25, 10);
	const list = messagesUntil(time, messagesPerDay, days);
	const source: SimulatedSource = {
		requests: 0,
		pass: (milliseconds) => (time += milliseconds),
		page: async (since = 0, offset, limit) => {
			source.requests++;
			const end = list.findIndex(({ instant }) => instant! < since);
			return list.slice(offset, Math.min(offset + limit, end === -1 ? list.length : end));
		},
		messages: async () => {
			throw new Error('Nothing is new, and yet a message is read');
		},
		filter: async () => () => true,
		time: () => time,
	};
	return source;
}

/** Newest first. */
function messagesUntil(end: number, messagesPerDay: number, days: number): ListedMessage[] {
	let id = 1_000_000;
	const messages = Array.from({ length: messagesPerDay * days }, (_, index) => {
		// As if by chance, and the same in each run.
		id += 1 + ((index * 7_919) % MAX_ID_STEP);
		const instant = end - (messagesPerDay * days - index) * (DAY_MS / messagesPerDay);
		return { id, instant, raw: { id } };
	});
	return messages.reverse();
}
