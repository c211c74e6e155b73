import { round, tableOf, type Column } from '../markdown';
import { POLL_KINDS, POLLS, type PollKind, type PollOrder, type PollReport } from './protocol';

/** The results as a table in Markdown. */
export function pollTable({ polls, order }: PollReport): string {
	const columns: ReadonlyArray<Column<PollKind>> = [
		{ title: titleOf(order), cell: (kind) => POLLS[kind], isText: true },
		{ title: 'Requests', cell: (kind) => round(polls[kind].requests) },
		{ title: 'CPU, ms', cell: (kind) => round(polls[kind].cpuMicroseconds / 1000, 3) },
	];
	return tableOf(columns, POLL_KINDS);
}

const titleOf = ({ messagesPerDay, lookBackHours }: PollOrder) =>
	`Poll of the trigger: ${round(messagesPerDay)} messages per day, looking back ${lookBackHours} hours`;
