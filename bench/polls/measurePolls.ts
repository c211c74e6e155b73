import { messageOf, start } from '../processes';
import type { PollOrder, PollReport } from './protocol';

/** A busy mailbox, and the look-back that the trigger has by default. */
export const POLL_ORDER: PollOrder = {
	messagesPerDay: 5_000,
	lookBackHours: 48,
	counts: { first: 5, idle: 2_000, whole: 20 },
};

/**
 * Measures the trigger's polls, without what requests cost: the trigger's own code against a list in the same process.
 */
export async function measurePolls(order = POLL_ORDER): Promise<PollReport> {
	const child = start<PollOrder>('polls/pollProcess', order);
	try {
		return (await messageOf<PollReport>(child))!;
	} finally {
		child.kill();
	}
}
