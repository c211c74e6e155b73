import fc from 'fast-check';
import { generation } from '../../../../engine';
import { startPortal, type Fault, type Portal } from '../../../../../sandbox/portal';
import { anyFault } from '../../../../support/faults';
import { AUTHENTICATIONS, runOn } from '../../../../support/node';
import { holdsForAll, propertyRuns } from '../../../../support/property';
import { report } from '../../../../support/report';
import { useVirtualTime } from '../../../../support/virtualTime';

useVirtualTime();

const UPSERT = {
	resource: 'mailService',
	operation: 'upsert',
	name: '={{ $json.name }}',
	additionalFields: { server: '={{ $json.server }}' },
};

/** Few names for many items: most of them are named several times. Some stand alone in a request, some are there already. */
const NAMES = [
	...Array.from({ length: 12 }, (_, index) => `New ${index}`),
	...Array.from({ length: 4 }, (_, index) => `There ${index}`),
	...Array.from({ length: 4 }, (_, index) => `Alone ${index} $result[c0]`),
];
const THERE = NAMES.filter((name) => name.startsWith('There'));

/** With ERROR_CORE a list says “there are none”, and nobody can tell it from anything else: a portal that has some never does. */
const believable = (fault: Fault): Fault =>
	fault.refusal === 'ERROR_CORE'
		? { ...fault, when: ({ restMethod }) => restMethod !== 'mailservice.list' }
		: fault;

const tally = { cases: 0, items: 0, faults: 0, lost: 0, doubled: 0 };
afterAll(() => report('upsert', tally, `n8n-${generation}`));

const anyRuns = fc.array(
	fc.record({
		names: fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 90, size: 'max' }),
		authentication: fc.constantFrom(...AUTHENTICATIONS),
		faults: fc.array(anyFault, { maxLength: 3 }),
	}),
	{ minLength: 2, maxLength: 4 },
);

describe('Create or Update on a portal in trouble', () => {
	const TRIES = propertyRuns(30);

	const activeOf = (portal: Portal, name: string) =>
		portal.services.filter(({ NAME, ACTIVE }) => NAME === name && ACTIVE === 'Y');

	it(
		'whatever goes wrong, in however many runs: no name has two services, and no item is lost',
		async () => {
			await holdsForAll(
				anyRuns,
				async (runs) => {
					const portal = await startPortal({ services: THERE.map((NAME) => ({ NAME })) });
					try {
						for (const { names, authentication, faults } of runs) {
							for (const fault of faults) portal.faults.add(believable(fault));
							const items = names.map((name, index) => ({
								json: { name, server: `imap${index}.example.com` },
							}));
							const run = await runOn(portal, UPSERT, {
								items,
								authentication,
								onError: 'continueRegularOutput',
							});
							portal.faults.clear();

							tally.cases += 1;
							tally.items += items.length;
							expect(run.error).toBeUndefined();
							expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
								items.map((_, item) => ({ item })),
							);
							for (const [index, { json }] of run.items.entries()) {
								if (json.error !== undefined) continue;
								const [service] = activeOf(portal, names[index]!);
								if (Number(service?.ID) !== json.id) tally.lost += 1;
								expect(json.id).toBe(Number(service?.ID));
							}
							for (const name of NAMES) {
								tally.doubled += Math.max(0, activeOf(portal, name).length - 1);
								expect(activeOf(portal, name).length).toBeLessThanOrEqual(1);
							}
						}
						// When the trouble is over, one more run does all that is left.
						const rest = NAMES.map((name) => ({ json: { name, server: 'imap.example.com' } }));
						expect((await runOn(portal, UPSERT, { items: rest })).error).toBeUndefined();
						expect(NAMES.map((name) => activeOf(portal, name).length)).toEqual(NAMES.map(() => 1));
					} finally {
						tally.faults += portal.faults.struck;
						await portal.close();
					}
				},
				TRIES.parameters,
			);
		},
		TRIES.timeoutMs,
	);
});
