import { dataFor } from '../../bench/data';
import { contender as node } from '../../bench/contenders/node';
import { contender as plainNode } from '../../bench/contenders/plainNode';
import { idsOf, judge } from '../../bench/judge';
import { KINDS, type Kind } from '../../bench/loads';
import { portalStarter } from '../../sandbox/portal/testing/portals';

const COUNT = 7;

/** How many requests it takes, by kind. */
const REQUESTS: Record<string, Record<Kind, number>> = {
	// The second page of the list is empty; messages are looked up first, and moved by mailbox.
	node: { read: 1, write: 1, readMessages: 3, moveMessages: 3 },
	plainNode: { read: COUNT, write: COUNT, readMessages: COUNT, moveMessages: COUNT },
};

describe.each([
	['node', node],
	['plainNode', plainNode],
])('The benchmark’s contender %s', (name, contender) => {
	const start = portalStarter();

	it.each(Object.keys(KINDS) as Kind[])('carries a load out: %s', async (kind) => {
		const load = { kind, count: COUNT };
		const { portal } = await start(dataFor(load));
		const back = await contender.run({ webhookUrl: portal.webhook(), unlimited: true }, load);
		expect(judge(portal, load, idsOf(back, load))).toEqual({ lost: 0, wrong: 0 });
		expect(portal.requests).toHaveLength(REQUESTS[name]![kind]);
	});
});
