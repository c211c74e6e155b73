import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { manyServices, startPortal, type Portal } from '../../../../sandbox/portal';
import { byId, numbered, runOn } from '../../../support/node';

const GET = { resource: 'mailService', operation: 'get', mailServiceId: byId('={{ $json.n }}') };
const UPSERT = { resource: 'mailService', operation: 'upsert', name: '=Service {{ $json.n }}' };

const RUNS = 4;

describe('The state of a run', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal({ services: manyServices(20) })));
	afterEach(async () => await portal.close());

	it.each([
		['that succeeds', GET, 20, undefined],
		['that ends with an error', GET, 21, undefined],
		['that continues on errors', GET, 21, 'continueRegularOutput' as const],
		['that creates or updates', UPSERT, 21, undefined],
		['that the portal’s limit holds up', GET, 20, undefined],
	])('goes with the run: one %s', async (title, parameters, count, onError) => {
		const runs = watchRuns();
		try {
			for (let time = 0; time < RUNS; time++) {
				if (time === 0 && title.includes('limit')) portal.refuse('QUERY_LIMIT_EXCEEDED');
				await runOn(portal, parameters, { items: numbered(count), onError });
			}
		} finally {
			runs.stop();
		}
		expect(runs.seen()).toBe(RUNS);
		// The engine may hold on to the very last one until it starts another.
		expect(await runs.left()).toBeLessThanOrEqual(1);
	});
});

/** Sees each run that the node begins to keep (execution/run.ts), without keeping it. */
function watchRuns() {
	const seen: Array<WeakRef<object>> = [];
	const { set } = WeakMap.prototype;
	const isRun = (value: unknown) =>
		typeof value === 'object' && value !== null && 'report' in value && 'connection' in value;
	// No mock of Jest's: it would keep all that it was called with.
	WeakMap.prototype.set = function (this: WeakMap<object, unknown>, key, value: unknown) {
		if (isRun(value)) seen.push(new WeakRef(value as object));
		return set.call(this, key, value) as typeof this;
	};
	return {
		seen: () => seen.length,
		stop: () => {
			WeakMap.prototype.set = set;
		},
		/** How many of them are still there when all garbage is collected. */
		left: async () => {
			setFlagsFromString('--expose-gc');
			const collect = runInNewContext('gc') as () => void;
			for (let time = 0; time < 5; time++) {
				// A WeakRef holds what it was asked for until the end of the turn.
				await new Promise((resolve) => setTimeout(resolve, 20));
				collect();
			}
			return seen.filter((run) => run.deref() !== undefined).length;
		},
	};
}
