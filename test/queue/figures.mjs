import { ITEMS } from './kinds.mjs';
import { doubledWrites, lostItems, sharing, workerTallies } from './tally.mjs';

/**
 * The figures of a run, for people and for docs/reliability.md.
 * @param {import('./scenario.mjs').Story} story
 * @param {any[]} services the portal's, afterwards
 * @returns {Record<string, number>}
 */
export function figuresOf(story, services) {
	const { first, second, kill, workers } = story;
	const executions = [...first.executions, ...second.executions];
	const ended = (status) => executions.filter(({ execution }) => execution.status === status).length;
	const names = workers.map(({ name }) => name);
	const before = sharing(
		first.requests.filter(({ time }) => time <= kill.at),
		[names[0], names[1]],
	);
	const later = sharing(
		first.requests.filter(({ time }) => time > kill.at),
		[names[1], names[2]],
	);
	return {
		executions: executions.length,
		executionsSucceeded: ended('success'),
		executionsInterruptedByTheKill: executions.length - ended('success'),
		executionsRunAgain: second.executions.length,
		items: executions.length * ITEMS,
		lost: lostItems(story, services).length,
		doubled: doubledWrites(story, services).length,
		...Object.assign({}, ...workerTallies(story).map(inFlat)),
		shareOfWorker1UntilTheKillPercent: Math.round(100 * before.shares[0]),
		longestTimeWithoutARequestUntilTheKillSeconds: round(before.longestGapSeconds),
		shareOfWorker3AfterwardsPercent: Math.round(100 * later.shares[1]),
		longestTimeWithoutARequestAfterwardsSeconds: round(later.longestGapSeconds),
	};
}

/**
 * @param {Record<string, number>} figures
 * @returns {string} a line each
 */
export function table(figures) {
	const width = Math.max(...Object.keys(figures).map((name) => name.length));
	return Object.entries(figures)
		.map(([name, figure]) => `  ${name.padEnd(width)}  ${String(figure).padStart(8)}`)
		.join('\n');
}

/** @param {import('./tally.mjs').WorkerTally} tally */
function inFlat({ name, requests, refused, waitedSeconds, longestWaitSeconds }) {
	const worker = name.replace(' ', '');
	return {
		[`${worker}Requests`]: requests,
		[`${worker}Refused`]: refused,
		[`${worker}RunsWaitedSeconds`]: round(waitedSeconds),
		[`${worker}LongestWaitOfARunSeconds`]: round(longestWaitSeconds),
	};
}

/** @param {number} value */
function round(value) {
	return Math.round(value * 10) / 10;
}
