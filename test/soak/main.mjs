/**
 * A long life: `npm run test:soak`, or `npm run test:soak -- --minutes 5`. A real n8n runs the node at moderate load, and is looked
 * into while it does: its memory must not grow with the number of executions, and the node must keep nothing of those that
 * have ended, nor of portals that nobody calls any more.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { report } from '../support/report.js';
import { LANES, startLoad } from './load.mjs';
import { openSoakStage } from './stage.mjs';
import { trend } from './trend.mjs';

const MINUTE_MS = 60_000;
const SAMPLES_A_MINUTE = 3;

/** The node forgets a portal after ten minutes without a call, and looks once a minute (api/transport/rateLimiter.ts, api/expiringMap.ts). */
const FORGOTTEN_AFTER_MINUTES = 12;

/**
 * n8n itself holds its latest executions until others take their place: as many as it did at a time, with two runs of the
 * node each at the most.
 */
const MOST_OF_THE_LATEST = 2 * LANES;

const MB = 1024 ** 2;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '20' } } });
const minutes = Number(values.minutes);
if (!(minutes >= 5)) {
	console.error('soak: --minutes must be 5 or more: fewer say nothing about growth');
	process.exit(2);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const stage = await openSoakStage();
try {
	const verdicts = await soak();
	for (const { says, isGood } of verdicts) console.log(`${isGood ? 'ok    ' : 'NOT OK'}  ${says}`);
	if (verdicts.some(({ isGood }) => !isGood)) process.exitCode = 1;
} finally {
	await stage.close();
}

/** @returns {Promise<Array<{ says: string, isGood: boolean }>>} */
async function soak() {
	const { inspector, unused, send } = stage;
	await send('once', { items: [{ id: 1 }] });
	const runs = await inspector.variable('execution/run', 'runOf', 'runs');
	const buckets = await inspector.variable('api/transport/rateLimiter', 'onThrottled', 'buckets');
	const budget = await inspector.inside(buckets, 'get', 'entries');
	const knowsUnused = async () =>
		(await inspector.keysOf(budget)).some((known) => known.startsWith(unused.url));
	const knewUnused = await knowsUnused();
	let forgetsUnused;

	console.log('minute  executions  errors  requests  refused  heap MB   RSS MB  runs kept');
	const startedAt = Date.now();
	const load = startLoad(stage);
	const samples = [];
	let mostAtWork = 0;
	for (let sample = 1; sample <= minutes * SAMPLES_A_MINUTE; sample++) {
		const due = startedAt + (sample * MINUTE_MS) / SAMPLES_A_MINUTE;
		await pause(Math.max(0, due - Date.now()));
		if (load.isAtWork()) mostAtWork = Math.max(mostAtWork, await inspector.sizeOf(runs));
		const minute = sample / SAMPLES_A_MINUTE;
		samples.push(
			await load.whileIdle(async () => ({
				x: load.totals.executions,
				minute: Math.ceil(minute),
				runs: await inspector.sizeOf(runs),
				...(await inspector.memory()),
			})),
		);
		if (Number.isInteger(minute)) console.log(line(minute, load.totals, samples[samples.length - 1]));
		if (minute >= FORGOTTEN_AFTER_MINUTES) forgetsUnused ??= !(await knowsUnused());
	}
	await load.stop();

	const heap = trend(leastOfEachMinute(samples, 'heap'));
	const rss = trend(leastOfEachMinute(samples, 'rss'));
	const mostKept = Math.max(...samples.map(({ runs }) => runs));
	const { totals, wrong } = load;
	report('soak', {
		minutes,
		executions: totals.executions - totals.notTaken,
		executionsWithAnExpectedError: totals.errors,
		items: totals.items,
		requests: totals.requests,
		refused: totals.refused,
		lost: wrong.lost.length,
		doubled: wrong.doubled.length,
		heapAtTheEndMegabytes: round(samples[samples.length - 1].heap / MB),
		heapGrowthInTheLastTwoThirdsPercent: round(100 * heap.relative),
		heapGrowthPerExecutionBytes: Math.round(heap.slope),
		rssAtTheEndMegabytes: round(samples[samples.length - 1].rss / MB),
		mostRunsKeptAtATime: mostKept,
	});
	return [
		{
			says: `the heap does not grow: ${percent(heap)} in the last two thirds, ${Math.round(heap.slope)} bytes an execution`,
			isGood: !heap.grows,
		},
		{ says: `the process does not grow: ${percent(rss)} in the last two thirds`, isGood: !rss.grows },
		{
			says: `nothing is kept of executions but the latest: ${mostKept} runs of ${totals.executions}`,
			isGood: mostKept <= MOST_OF_THE_LATEST && mostAtWork > 0,
		},
		forgetsUnused === undefined
			? {
					says: `whether an unused portal’s budget goes away takes ${FORGOTTEN_AFTER_MINUTES} minutes`,
					isGood: true,
				}
			: {
					says: 'an unused portal’s budget goes away',
					isGood: knewUnused && forgetsUnused,
				},
		{
			says: `n8n takes what is asked for: all but ${totals.notTaken} of ${totals.executions} executions`,
			isGood: totals.notTaken <= totals.executions / 20,
		},
		{ says: `nothing is lost${listed(wrong.lost)}`, isGood: wrong.lost.length === 0 },
		{ says: `nothing is written twice${listed(wrong.doubled)}`, isGood: wrong.doubled.length === 0 },
	];
}

/**
 * What comes and goes adds to a measure; what is kept lifts the least of it.
 * @param {Array<{ x: number, minute: number }>} samples
 * @param {'heap' | 'rss'} measure
 */
function leastOfEachMinute(samples, measure) {
	const least = new Map();
	for (const sample of samples) {
		const known = least.get(sample.minute);
		if (known === undefined || sample[measure] < known.y) {
			least.set(sample.minute, { x: sample.x, y: sample[measure] });
		}
	}
	return [...least.values()];
}

function line(minute, { executions, errors, requests, refused }, { heap, rss, runs }) {
	const cells = [
		minute,
		executions,
		errors,
		requests,
		refused,
		(heap / MB).toFixed(1),
		(rss / MB).toFixed(0),
		runs,
	];
	const widths = [6, 12, 8, 10, 9, 9, 9, 11];
	return cells.map((cell, index) => String(cell).padStart(widths[index])).join('');
}

/** @param {string[]} lines */
function listed(lines) {
	return lines.length === 0 ? '' : `, but:\n          ${lines.slice(0, 10).join('\n          ')}`;
}

/** @param {{ relative: number }} trend */
function percent({ relative }) {
	return `${relative < 0 ? '' : '+'}${(100 * relative).toFixed(1)} %`;
}

/** @param {number} value */
function round(value) {
	return Math.round(value * 10) / 10;
}
