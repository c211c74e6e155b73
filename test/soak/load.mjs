import { setTimeout as pause } from 'node:timers/promises';
import { KINDS } from './kinds.mjs';

/** Executions at the same time, and the pause of each after one: moderate, and now and then more than the portal takes. */
export const LANES = 3;
const PAUSE_MS = 1_000;

/**
 * Executions of all kinds by turns, until it is told to stop.
 * @param {import('./stage.mjs').SoakStage} stage
 */
export function startLoad({ portal, send }) {
	const totals = { executions: 0, notTaken: 0, items: 0, errors: 0, requests: 0, refused: 0, limited: 0 };
	/** What was not as it should be: lines for people. */
	/** @type {{ lost: string[], doubled: string[] }} */
	const wrong = { lost: [], doubled: [] };
	const created = new Set();
	let isOver = false;
	let isPaused = false;
	let underWay = 0;

	const runNext = async () => {
		const number = totals.executions++;
		const kind = KINDS[number % KINDS.length];
		const items = kind.items(number);
		if (kind.refused) portal.refuse('QUERY_LIMIT_EXCEEDED', { times: kind.refused });
		const { status, items: results } = await send(kind.name, { items });
		// n8n itself has too much to do, and has not begun with it.
		if (status === 503) {
			totals.notTaken++;
			return;
		}
		totals.items += items.length;
		if (kind.refused) totals.limited++;
		if (kind.isError) {
			totals.errors++;
			if (status < 400) wrong.lost.push(`${kind.name} ${number} should have ended with an error`);
			return;
		}
		const expected = kind.answers ?? results.length;
		if (status !== 200 || results.length !== expected || expected === 0) {
			wrong.lost.push(`${kind.name} ${number}: ${status}, ${results.length ?? JSON.stringify(results)}`);
		}
	};

	const lanes = Array.from({ length: LANES }, async () => {
		while (!isOver) {
			if (!isPaused) {
				underWay++;
				try {
					await runNext();
				} catch (error) {
					wrong.lost.push(`n8n did not answer: ${error.message}`);
				} finally {
					underWay--;
				}
			}
			await pause(PAUSE_MS);
		}
	});

	/** Takes what the portal has recorded into the totals, and lets it forget. */
	const count = () => {
		totals.requests += portal.requests.length;
		totals.refused += portal.requests.filter(({ refused }) => refused === 'QUERY_LIMIT_EXCEEDED').length;
		for (const { effect, params } of portal.calls) {
			if (effect !== 'added') continue;
			if (created.has(params.NAME)) wrong.doubled.push(`“${params.NAME}” was created twice`);
			created.add(params.NAME);
		}
		portal.requests.length = 0;
		portal.calls.length = 0;
	};

	return {
		totals,
		wrong,
		/** Whether an execution is at work. */
		isAtWork: () => underWay > 0,
		/**
		 * Waits until nothing is at work, does something, and goes on.
		 * @template T
		 * @param {() => Promise<T>} work
		 * @returns {Promise<T>}
		 */
		async whileIdle(work) {
			isPaused = true;
			while (underWay > 0) await pause(50);
			count();
			try {
				return await work();
			} finally {
				isPaused = false;
			}
		},
		async stop() {
			isOver = true;
			await Promise.all(lanes);
			count();
		},
	};
}
