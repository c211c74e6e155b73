import type { INodeParameters } from 'n8n-workflow';
import { startPortal } from '../../sandbox/portal';
import { EVERY_SAMPLE } from '../samples';
import { numbered, runOn } from '../support/node';
import { useVirtualTime } from '../support/virtualTime';
import { packageNode } from './packageUnderTest';
import { MANY_ITEMS, withParametersShownFor } from './shownParameters';

const RUNS = EVERY_SAMPLE.flatMap(({ name, resource, operation, sample }) => [
	{ name, parameters: { resource, operation, ...sample.parameters } },
	{ name: `${name}, each item another record`, parameters: { resource, operation, ...sample.perItem } },
	...(sample.variants ?? []).map(({ title, parameters }) => ({
		name: `${name}: ${title}`,
		parameters: { resource, operation, ...parameters },
	})),
]);

describe('A run of many items, which leaves out the parameters of other operations', () => {
	useVirtualTime();

	/** All that comes of a run with a portal of its own. */
	async function outcome(parameters: INodeParameters, allParameters?: true) {
		const portal = await startPortal();
		try {
			const { output, error, itemErrors } = await runOn(portal, parameters, {
				allParameters,
				items: numbered(MANY_ITEMS),
				onError: 'continueErrorOutput',
				// What is sent carries the execution’s number.
				executionId: '1',
			});
			const texts = [error, ...itemErrors].map((one) => [one?.message, one?.description]);
			const requests = portal.requests.map(({ restMethod, body }) => ({ restMethod, body }));
			return JSON.stringify({ output, texts, requests }, null, '\t').replaceAll(
				new URL(portal.url).host,
				'portal',
			);
		} finally {
			await portal.close();
		}
	}

	it.each(RUNS)('comes to the same: $name', async ({ parameters }) => {
		expect(await outcome(parameters)).toBe(await outcome(parameters, true));
	});

	it('leaves out most of them', async () => {
		const node = await packageNode();
		const { properties } = withParametersShownFor(node, RUNS[0]!.parameters).description;
		expect(properties.length).toBeLessThan(node.description.properties.length / 2);
	});

	it('leaves out none where the operation is known only at run time', async () => {
		const node = await packageNode();
		expect(withParametersShownFor(node, { resource: 'message', operation: '={{ $json.operation }}' })).toBe(
			node,
		);
	});
});
