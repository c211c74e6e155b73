import { WORKER_HEADER } from './tagging-proxy.mjs';

/** What a run of the node says in n8n's log when the portal's limit cost it more than a moment. */
const WAITED = /waited ([\d.]+) s for the request limit/g;

/**
 * What came of the items: each must have its own result, or belong to an execution that says why it has none.
 * @param {import('./scenario.mjs').Story} story
 * @param {Array<{ ID: string, NAME: string }>} services the portal's, afterwards
 * @returns {string[]} one line for each item without
 */
export function lostItems({ first, second }, services) {
	const names = new Map(services.map(({ ID, NAME }) => [Number(ID), NAME]));
	const again = new Set(second.orders.map(({ run }) => run));
	const silent = [...first.executions, ...second.executions].filter(
		({ execution }) => execution.status !== 'success' && !execution.error?.message,
	);
	return [
		...silent.map(({ id, execution }) => `execution ${id} ended as ${execution.status} and does not say why`),
		...first.orders.flatMap((order) => (again.has(order.run) ? [] : lostOf(order, first, names))),
		...second.orders.flatMap((order) => lostOf(order, second, names)),
	];
}

/**
 * @param {import('./kinds.mjs').Order} order
 * @param {import('./scenario.mjs').Round} round
 * @param {Map<number, string>} names of the portal's services
 * @returns {string[]}
 */
function lostOf({ run, kind, items }, { executions }, names) {
	const ended = executions.find((candidate) => candidate.run === run);
	// Of an interrupted execution n8n keeps the reason only. What does harm when it is run again is left to people.
	if (ended?.execution.status !== 'success') return kind.isRepeatable ? [`${run} has never succeeded`] : [];
	const results = ended.execution.items('Bitrix24 Mail');
	const isRight = (item, result) =>
		kind.access === 'read' ? result?.json.id === item.id : names.get(result?.json.id) === item.name;
	const wrong = items.filter((item, index) => !isRight(item, results[index]));
	return [
		...wrong.map((item) => `${run} has no result for ${kind.access === 'read' ? item.id : item.name}`),
		...results.slice(items.length).map(() => `${run} has more results than items`),
	];
}

/**
 * Writes that were done twice for one item of one round, and services that are there twice in the end.
 * @param {import('./scenario.mjs').Story} story
 * @param {Array<{ NAME: string }>} services the portal's, afterwards
 * @returns {string[]} one line for each of them
 */
export function doubledWrites({ first, second }, services) {
	const writes = ({ calls }) =>
		calls
			.filter(({ effect }) => effect !== 'none')
			.map(({ effect, params, targetId }) => `${effect} ${effect === 'added' ? params.NAME : targetId}`);
	return [
		...repeated(writes(first)).map((write) => `${write} twice in the first round`),
		...repeated(writes(second)).map((write) => `${write} twice in the second round`),
		...repeated(services.map(({ NAME }) => NAME)).map((name) => `two services are named ${name}`),
	];
}

/** @param {string[]} values */
function repeated(values) {
	const seen = new Set();
	return values.filter((value) => seen.has(value) || !seen.add(value));
}

/**
 * What each worker got of the portal.
 * @param {import('./scenario.mjs').Story} story
 * @returns {WorkerTally[]}
 *
 * @typedef {object} WorkerTally
 * @property {string} name
 * @property {number} requests
 * @property {number} refused
 * @property {number} waitedSeconds what its runs say that the limit cost them, in all; several at once count each
 * @property {number} longestWaitSeconds of one run
 */
export function workerTallies({ first, second, workers }) {
	const all = [...first.requests, ...second.requests];
	return workers.map(({ name, process }) => {
		const own = all.filter((request) => workerOf(request) === name);
		const waits = [...process.output().matchAll(WAITED)].map(([, seconds]) => Number(seconds));
		return {
			name,
			requests: own.length,
			refused: own.filter(({ refused }) => refused !== undefined).length,
			waitedSeconds: waits.reduce((sum, seconds) => sum + seconds, 0),
			longestWaitSeconds: Math.max(0, ...waits),
		};
	});
}

/**
 * How two workers shared the portal while both had requests for it.
 * @param {any[]} requests the portal's recordings, in the order of time
 * @param {[string, string]} names
 * @returns {{ seconds: number, shares: [number, number], longestGapSeconds: number }} shares: of the accepted requests;
 *   longestGapSeconds: how long one of the two had to do without one
 */
export function sharing(requests, names) {
	const accepted = names.map((name) =>
		requests
			.filter((request) => workerOf(request) === name && request.refused === undefined)
			.map(({ time }) => time),
	);
	const tried = names.map((name) =>
		requests.filter((request) => workerOf(request) === name).map(({ time }) => time),
	);
	const from = Math.max(...tried.map((times) => times[0] ?? Infinity));
	const until = Math.min(...tried.map((times) => times.at(-1) ?? -Infinity));
	if (!(until > from)) return { seconds: 0, shares: [0, 0], longestGapSeconds: 0 };
	const within = accepted.map((times) => times.filter((time) => time >= from && time <= until));
	const total = within[0].length + within[1].length;
	const gaps = within.flatMap((times) =>
		[...times, until].map((time, index) => time - (times[index - 1] ?? from)),
	);
	return {
		seconds: (until - from) / 1000,
		shares: [within[0].length / total, within[1].length / total],
		longestGapSeconds: Math.max(...gaps) / 1000,
	};
}

/** @param {any} request a recording of the portal */
function workerOf({ headers }) {
	return headers[WORKER_HEADER];
}
