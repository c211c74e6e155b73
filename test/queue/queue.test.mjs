/**
 * The node in n8n's queue mode: `npm run test:queue`. Redis, PostgreSQL, one main process, two workers and one portal with a
 * small bucket; 40 executions of 200 items at once, and one worker is killed in the middle of a write.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { report } from '../support/report.js';
import { EXECUTIONS, ITEMS, KINDS, orders, portalData, workflowOf } from './kinds.mjs';
import { figuresOf, table } from './figures.mjs';
import { play } from './scenario.mjs';
import { openQueueStage } from './stage.mjs';
import { WORKER_HEADER } from './tagging-proxy.mjs';
import { messageStartsOnce } from './trigger.mjs';
import { doubledWrites, lostItems, sharing, workerTallies } from './tally.mjs';

/** 170 requests and more, at 3 a second. */
const BUCKET = { brim: 10, drainPerSecond: 3 };

/** How many executions a worker takes at a time (n8n's default): as many are interrupted at the most. */
const AT_A_TIME = 10;

/** What n8n says of an execution whose worker is gone (n8n 2.41: MaxStalledCountError). */
const INTERRUPTED = /failed to be processed too many times and will no longer retry/;

/** An equal share is 0.5. */
const LEAST_SHARE = 0.2;
const LONGEST_GAP_S = 30;

describe(`queue mode: ${KINDS.length * EXECUTIONS} executions of ${ITEMS} items, and a worker that is lost`, () => {
	/** @type {import('./stage.mjs').QueueStage} */
	let stage;
	/** @type {import('./scenario.mjs').Story} */
	let story;

	before(async () => {
		const all = orders();
		stage = await openQueueStage({
			bucket: BUCKET,
			data: portalData(all),
			workflows: KINDS.map((kind) => workflowOf(kind)),
		});
		story = await play(stage, all);
	});
	after(async () => {
		if (story) {
			const figures = figuresOf(story, stage.portal.services);
			console.log(`\n${stage.servers}\n\n${table(figures)}\n`);
			report('queue', figures);
		}
		await stage?.close();
	});

	const statusesOf = ({ executions }) => executions.map(({ execution }) => execution.status);

	it('ends each of them: in success, or in n8n’s error about the lost worker', () => {
		assert.equal(story.first.executions.length, KINDS.length * EXECUTIONS);
		const others = story.first.executions.filter(({ execution }) => execution.status !== 'success');
		for (const { execution } of others) assert.match(String(execution.error?.message), INTERRUPTED);
		assert.ok(others.length >= 1 && others.length <= AT_A_TIME, `${others.length} were interrupted`);
	});

	it('nobody sends the write again whose answer the lost worker did not hear', () => {
		const { worker, request } = story.kill;
		const sent = story.first.requests.filter(({ rawBody }) => rawBody === request);
		assert.deepEqual(
			sent.filter(({ refused }) => refused === undefined).map(({ headers }) => headers[WORKER_HEADER]),
			[worker],
		);
	});

	it('what was interrupted succeeds when it is run again', () => {
		assert.ok(story.second.orders.length >= 1);
		assert.deepEqual(
			statusesOf(story.second),
			story.second.orders.map(() => 'success'),
		);
	});

	it('loses nothing', () => {
		assert.deepEqual(lostItems(story, stage.portal.services), []);
	});

	it('does no write twice, and makes no second service of a name', () => {
		assert.deepEqual(doubledWrites(story, stage.portal.services), []);
	});

	it('lets no worker starve', () => {
		const names = story.workers.map(({ name }) => name);
		const untilTheKill = story.first.requests.filter(({ time }) => time <= story.kill.at);
		const before = sharing(untilTheKill, [names[0], names[1]]);
		const afterwards = sharing(
			story.first.requests.filter(({ time }) => time > story.kill.at),
			[names[1], names[2]],
		);
		for (const { longestGapSeconds } of [before, afterwards]) {
			assert.ok(longestGapSeconds <= LONGEST_GAP_S, `one waited ${longestGapSeconds} s`);
		}
		// Of the new worker’s share nothing is said: it gets fewer executions.
		assert.ok(Math.min(...before.shares) >= LEAST_SHARE, `the shares are ${before.shares}`);
	});

	it('counts by worker: the portal knows no other caller', () => {
		const known = workerTallies(story).reduce((sum, { requests }) => sum + requests, 0);
		assert.equal(known, story.first.requests.length + story.second.requests.length);
	});

	it('a new message starts a workflow with the mail trigger, once', () => messageStartsOnce(stage));
});
