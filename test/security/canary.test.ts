import type { INodeParameters } from 'n8n-workflow';
import { runListSearch } from '../engine';
import { byId, credentialFor, numbered, runOn } from '../support/node';
import { useVirtualTime } from '../support/virtualTime';
import { startEchoingPortal, type EchoingPortal, type Manner } from './echoing';
import { everythingIn } from './everything';
import { echoOf, leaksIn } from './spellings';

useVirtualTime();
// The node, but that it hides nothing.
jest.mock('../../credentials/shared/secrets', () => ({
	secretsOf: () => ({
		isIn: () => false,
		redactExact: (text: string) => text,
		redactForPeople: (text: string) => text,
		learnFrom: () => {},
	}),
}));

const GET: INodeParameters = {
	resource: 'mailService',
	operation: 'get',
	mailServiceId: byId('={{ $json.n }}'),
};

/** What the suite of secrets looks for, it must find where the node does not hide it. */
describe('Without the part that hides secrets', () => {
	let portal: EchoingPortal;
	beforeEach(async () => {
		portal = await startEchoingPortal();
	});
	afterEach(async () => await portal.close());

	const planted = (manner: Manner) => {
		const credential = credentialFor(portal, 'webhook');
		const code = new URL(String(credential.data.webhookUrl)).pathname.split('/')[3]!;
		portal.answer(manner, () => echoOf({ code }, portal.url));
		return { credential, secrets: { code } };
	};

	it.each([1, 3])('they are found in items, %i of them', async (count) => {
		const { credential, secrets } = planted('echo');
		const { items, run } = await runOn(portal, GET, { credential, items: numbered(count) });
		expect(items).toHaveLength(count);
		expect(leaksIn(everythingIn(items), secrets)).not.toEqual([]);
		expect(leaksIn(everythingIn(run), secrets)).not.toEqual([]);
	});

	it('they are found in the error of a run, and in those of items', async () => {
		const { credential, secrets } = planted('refuse');
		const { error } = await runOn(portal, GET, { credential, items: numbered(1) });
		expect(leaksIn(everythingIn(error), secrets)).not.toEqual([]);
		const { output } = await runOn(portal, GET, {
			credential,
			items: numbered(3),
			onError: 'continueErrorOutput',
		});
		expect(leaksIn(everythingIn(output), secrets)).not.toEqual([]);
	});

	it('they are found in a list', async () => {
		const { credential, secrets } = planted('echo');
		const { results } = await runListSearch({
			method: 'searchMailServices',
			credential,
			parameters: { authentication: 'webhook', resource: 'mailService', operation: 'get' },
		});
		expect(leaksIn(everythingIn(results), secrets)).not.toEqual([]);
	});
});
