import { setTimeout as pause } from 'node:timers/promises';
import { step } from '../../sandbox/n8n/console.mjs';
import { workflowId } from './kinds.mjs';

/** The worker is killed when the portal has taken so many requests of the first round, of about 170. */
const KILL_AFTER = 60;

/** Longer than the node goes on trying, n8n takes to notice a lost worker, and the rest takes together. */
const TIMEOUT_MS = 240_000;

const ENDED = ['success', 'error', 'crashed', 'canceled'];

/**
 * All executions at once on two workers, of which one is killed in the middle of a write; another one takes its place. Then
 * what was interrupted is run again, as a schedule or a person would, where that does no harm.
 * @param {import('./stage.mjs').QueueStage} stage
 * @param {import('./kinds.mjs').Order[]} orders
 * @returns {Promise<Story>}
 *
 * @typedef {object} Story
 * @property {Round} first
 * @property {Round} second what was run again
 * @property {{ worker: string, at: number, request: string }} kill when, and the body of the request whose answer it did not hear
 * @property {import('./stage.mjs').Worker[]} workers
 *
 * @typedef {object} Round
 * @property {import('./kinds.mjs').Order[]} orders
 * @property {Ended[]} executions
 * @property {any[]} requests the portal's recordings, with the worker's name
 * @property {any[]} calls
 *
 * @typedef {object} Ended
 * @property {string} id
 * @property {string | undefined} run the order's; undefined when n8n has kept nothing of it
 * @property {import('../../sandbox/n8n/n8n-api.mjs').Execution} execution
 */
export async function play(stage, orders) {
	const workers = await Promise.all(['worker 1', 'worker 2'].map((name) => stage.startWorker(name)));
	stage.portal.reset();
	const [victim] = workers;

	const seen = new Set();
	const first = await step('Running all executions at once', async () => {
		// A busy n8n may have done much of it before it has taken the last order.
		const [kill] = await Promise.all([killInAWrite(stage, victim), order(stage, orders)]);
		workers.push(await stage.startWorker('worker 3'));
		return { kill, round: await endOf(stage, orders, seen) };
	});
	const failed = first.round.executions.filter(({ execution }) => execution.status !== 'success');
	const successful = new Set(
		first.round.executions.filter(({ execution }) => execution.status === 'success').map(({ run }) => run),
	);
	const again = orders.filter(({ run, kind }) => kind.isRepeatable && !successful.has(run));
	const second = await step(
		`Running again ${again.length} of ${failed.length} interrupted ones`,
		async () => {
			await order(stage, again);
			return await endOf(stage, again, seen);
		},
	);
	return { first: first.round, second, kill: first.kill, workers };
}

/**
 * @param {import('./stage.mjs').QueueStage} stage
 * @param {import('./kinds.mjs').Order[]} orders
 */
async function order({ api }, orders) {
	await Promise.all(
		orders.map(async ({ run, kind, items }) => {
			const response = await fetch(`${api.url}/webhook/${workflowId(kind.name)}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ run, items }),
			});
			if (!response.ok) throw new Error(`n8n did not take ${run}: ${await response.text()}`);
		}),
	);
}

/**
 * Kills a worker in its worst moment: the portal has carried out a write of it, and it has not heard so.
 * @param {import('./stage.mjs').QueueStage} stage
 * @param {import('./stage.mjs').Worker} victim
 */
async function killInAWrite({ portal }, { name, proxy, process }) {
	let killed;
	proxy.intercept(async (body, status) => {
		const accepted = portal.requests.filter(({ refused }) => refused === undefined).length;
		if (killed || accepted < KILL_AFTER || status !== 200 || !/mailservice\.(add|update)/.test(body)) return;
		killed = { worker: name, at: Date.now(), request: body };
		await process.kill();
	});
	const deadline = Date.now() + TIMEOUT_MS;
	while (!killed) {
		if (Date.now() > deadline) throw new Error(`${name} has sent no write to be killed in`);
		await pause(50);
	}
	return killed;
}

/**
 * Waits for the end of as many executions as were ordered.
 * @param {import('./stage.mjs').QueueStage} stage
 * @param {import('./kinds.mjs').Order[]} orders
 * @param {Set<string>} seen executions of earlier rounds; those of this one are added
 * @returns {Promise<Round>}
 */
async function endOf({ api, portal }, orders, seen) {
	const deadline = Date.now() + TIMEOUT_MS;
	let listed = [];
	for (;;) {
		const { results } = await api.call('GET', '/executions?limit=100');
		listed = results.filter(({ id }) => !seen.has(id));
		const open = listed.filter(({ status }) => !ENDED.includes(status));
		if (listed.length >= orders.length && open.length === 0) break;
		if (Date.now() > deadline) {
			const statuses = open.map(({ id, status }) => `${id} is ${status}`).join(', ');
			throw new Error(`${listed.length} of ${orders.length} executions have begun; not ended: ${statuses}`);
		}
		await pause(500);
	}
	const executions = [];
	for (const { id } of listed) {
		seen.add(id);
		const execution = await api.execution(id);
		executions.push({
			id,
			run: /** @type {any} */ (execution.items('Webhook')[0])?.json.body.run,
			execution,
		});
	}
	const round = { orders, executions, requests: [...portal.requests], calls: [...portal.calls] };
	portal.requests.length = 0;
	portal.calls.length = 0;
	return round;
}
