import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { generation } from '../../../engine';
import {
	manyMailboxes,
	manyServices,
	startPortal,
	type Fault,
	type Portal,
} from '../../../../sandbox/portal';
import { anyFault, BEFORE_OR_AFTER } from '../../../support/faults';
import { AUTHENTICATIONS, byId, runOn, type Authentication } from '../../../support/node';
import { ownShare } from '../../../support/ownShare';
import { holdsForAll, propertyRuns } from '../../../support/property';
import { report } from '../../../support/report';
import { useVirtualTime } from '../../../support/virtualTime';

useVirtualTime();

/** Services and mailboxes of the portal: 1 to this. */
const RECORDS = 120;

const service = { resource: 'mailService', mailServiceId: byId('={{ $json.id }}') };

/** Names: of each operation, its parameters. What the items hold, see `itemOf`. */
const OPERATIONS = {
	create: { resource: 'mailService', operation: 'create', name: '={{ $json.name }}' },
	update: { ...service, operation: 'update', updateFields: { name: '={{ $json.name }}' } },
	delete: { ...service, operation: 'delete' },
	get: { ...service, operation: 'get' },
	getMailbox: { resource: 'mailbox', operation: 'get', mailboxId: byId('={{ $json.id }}') },
} satisfies Record<string, INodeParameters>;

type OperationName = keyof typeof OPERATIONS;
const NAMES = Object.keys(OPERATIONS) as OperationName[];
const EFFECTS: Partial<Record<OperationName, string>> = {
	create: 'added',
	update: 'updated',
	delete: 'deleted',
};

const KINDS = ['good', 'unknown', 'bad', 'reference', 'lookalike', 'nasty'] as const;
type Kind = (typeof KINDS)[number];

/** An item of its own: no two of a run are about the same record or name. */
function itemOf(kind: Kind, index: number, run: number): IDataObject {
	const name = `Run ${run}, item ${index}`;
	const id = index + 1;
	if (kind === 'unknown') return { id: 10_000 + index, name };
	// A word in the place of an ID, blanks in that of a name.
	if (kind === 'bad') return { id: 'x', name: '  ' };
	if (kind === 'reference') return { id, name: `${name} $result[c0] $result[c0][ID]` };
	// What the portal replaces in a batch as well: the word goes on, up to the next blank.
	if (kind === 'lookalike') return { id, name: `${name} $results[c0][ID]` };
	if (kind === 'nasty') return { id, name: `${name} &a=b%20+"'<b>\\ 📬 [x]{y} $ref ;#?` };
	return { id, name };
}

interface RunPlan {
	operation: OperationName;
	authentication: Authentication;
	kinds: Kind[];
	faults: Fault[];
}

const UNKNOWN_OUTCOME = /^It’s unclear whether mail service .* was (created|updated|deleted): /;

/**
 * What all runs of this file came to. `faults`: how many requests and calls were really struck; `lost`: items without an
 * output item, and writes that are reported as done but are not; `doubled`: writes beyond the first of an item.
 */
const tally = { cases: 0, items: 0, faults: 0, lost: 0, doubled: 0 };
afterAll(() => report('faults', tally, `n8n-${generation}`));

/** One run against a portal in trouble, and what must hold whatever the trouble was. */
async function expectNothingLostOrDoubled(
	portal: Portal,
	{ operation, authentication, kinds, faults }: RunPlan,
	run = 0,
) {
	const json = kinds.map((kind, index) => itemOf(kind, index, run));
	const existed = new Set(portal.services.map(({ ID }) => Number(ID)));
	const firstCall = portal.calls.length;
	portal.faults.clear();
	for (const fault of faults) portal.faults.add(fault);
	const { error, items } = await runOn(portal, OPERATIONS[operation], {
		items: json.map((input) => ({ json: input })),
		authentication,
		onError: 'continueRegularOutput',
	});
	portal.faults.clear();
	const calls = portal.calls.slice(firstCall);

	tally.cases += 1;
	tally.items += json.length;
	const answered = new Set(items.map(({ pairedItem }) => (pairedItem as { item: number } | undefined)?.item));
	tally.lost += json.filter((_, index) => !answered.has(index)).length;
	expect(error).toBeUndefined();
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(json.map((_, item) => ({ item })));

	const effect = EFFECTS[operation];
	const counts = { ok: 0, definite: 0, unknown: 0 };
	for (const [index, { json: output }] of items.entries()) {
		const input = json[index]!;
		const kind = kinds[index]!;
		const applied = calls.filter(
			(call) =>
				call.effect === effect &&
				(operation === 'create' ? call.params.NAME === input.name : call.targetId === String(input.id)),
		);
		tally.doubled += Math.max(0, applied.length - 1);
		if (effect !== undefined && output.error === undefined && applied.length === 0) tally.lost += 1;
		const isFine =
			kind !== 'bad' &&
			(operation === 'create' ||
				(operation === 'getMailbox' ? kind !== 'unknown' : existed.has(Number(input.id))));
		const seen = { index, input, output, applied: applied.length };

		if (output.error === undefined) {
			counts.ok += 1;
			expect({ ...seen, isFine }).toEqual({ ...seen, isFine: true, applied: effect === undefined ? 0 : 1 });
			if (operation === 'create') expect(String(output.id)).toBe(applied[0]!.targetId);
			else expect(output.id).toBe(input.id);
			if (operation === 'update') expect(applied[0]!.params.NAME).toBe(input.name);
			continue;
		}
		expect(output.error).toMatch(/ \[item \d+\]$/);
		if (effect !== undefined && UNKNOWN_OUTCOME.test(String(output.error))) {
			counts.unknown += 1;
			expect({ ...seen, most: applied.length <= 1 }).toEqual({ ...seen, most: true });
		} else {
			counts.definite += 1;
			expect(seen).toEqual({ ...seen, applied: 0 });
		}
		// Without a fault, only what is wrong by itself ends in an error.
		if (faults.length === 0) expect({ ...seen, isFine }).toEqual({ ...seen, isFine: false });
	}
	// And nothing was applied for anybody else.
	const all = calls.filter((call) => call.effect !== 'none').length;
	expect(all).toBeLessThanOrEqual(counts.ok + counts.unknown);
	return counts;
}

const anyKind = fc.oneof(
	{ weight: 6, arbitrary: fc.constant<Kind>('good') },
	{ weight: 1, arbitrary: fc.constantFrom<Kind>(...KINDS) },
);

const anyRun: fc.Arbitrary<RunPlan> = fc.record({
	operation: fc.constantFrom(...NAMES),
	authentication: fc.constantFrom(...AUTHENTICATIONS),
	kinds: fc.oneof(
		fc.array(anyKind, { minLength: 1, maxLength: 4 }),
		fc.array(anyKind, { minLength: 40, maxLength: RECORDS - 10, size: 'max' }),
	),
	faults: fc.array(anyFault, { maxLength: 3 }),
});

describe('A portal in trouble', () => {
	const TRIES = propertyRuns(40);

	const withPortal = async (work: (portal: Portal) => Promise<void>) => {
		const portal = await startPortal({
			services: manyServices(RECORDS),
			mailboxes: manyMailboxes(RECORDS),
		});
		try {
			await work(portal);
		} finally {
			tally.faults += portal.faults.struck;
			await portal.close();
		}
	};

	it(
		'whatever goes wrong: no write is applied twice, no item is lost, and no error says what is not so',
		async () => {
			await holdsForAll(
				fc.array(anyRun, { minLength: 1, maxLength: 3 }),
				async (plans) => {
					await withPortal(async (portal) => {
						for (const [run, plan] of plans.entries()) {
							await expectNothingLostOrDoubled(portal, plan, run);
						}
					});
				},
				TRIES.parameters,
			);
		},
		TRIES.timeoutMs,
	);

	describe('on each of 20 consecutive requests', () => {
		/** A text with a reference travels alone: each item is a request of its own. */
		const ALONE = Array.from({ length: 25 }, () => 'reference' as const);
		const authentication = 'webhook';

		const TROUBLES = BEFORE_OR_AFTER.flatMap((fault): Array<[string, Fault]> => {
			const what = JSON.stringify(fault);
			return [
				[`before it is executed: ${what}`, { ...fault, at: 'before' }],
				[`after it was executed: ${what}`, { ...fault, at: 'after' }],
			];
		}).concat([['in the middle of the answer', { at: 'middle' }]]);

		describe.each(ownShare(TROUBLES))('%s', (_, fault) => {
			it.each(['create', 'update'] as const)('%s', async (operation) => {
				await withPortal(async (portal) => {
					const faults = [{ ...fault, times: 20 }];
					const plan = { operation, authentication, kinds: ALONE, faults } as const;
					const counts = await expectNothingLostOrDoubled(portal, plan);
					expect(counts).toEqual({ ok: 5, definite: 0, unknown: 20 });
					expect(portal.calls).toHaveLength(fault.at === 'before' ? 5 : 25);
				});
			});

			it('delete, get and getMailbox', async () => {
				await withPortal(async (portal) => {
					for (const operation of ['delete', 'get', 'getMailbox'] as const) {
						// One mailbox could be the reason: the search for it takes more requests than 20.
						const faults = [{ ...fault, times: operation === 'getMailbox' ? 99 : 20 }];
						// One batch of all items, which fails, whether it is tried again or not.
						const kinds = ALONE.map(() => 'good' as const);
						const plan = { operation, authentication, kinds, faults } as const;
						const counts = await expectNothingLostOrDoubled(portal, plan);
						expect(counts.ok).toBe(0);
						expect(counts.unknown).toBe(operation === 'delete' ? 25 : 0);
					}
				});
			});
		});

		it.each(['create', 'update'] as const)(
			'%s: each refused once for the limit, none lost',
			async (operation) => {
				await withPortal(async (portal) => {
					let request = 0;
					const isFirstTry = () => request++ % 2 === 0;
					const faults: Fault[] = [{ refusal: 'QUERY_LIMIT_EXCEEDED', times: 20, when: isFirstTry }];
					const plan = { operation, authentication, kinds: ALONE, faults } as const;
					const counts = await expectNothingLostOrDoubled(portal, plan);
					expect(counts).toEqual({ ok: 25, definite: 0, unknown: 0 });
					expect(portal.requests).toHaveLength(45);
				});
			},
		);
	});

	it('without any trouble, everything that can be done is done', async () => {
		await withPortal(async (portal) => {
			const kinds = KINDS.flatMap((kind) => Array.from({ length: 12 }, () => kind));
			let runs = 0;
			for (const operation of NAMES) {
				for (const authentication of AUTHENTICATIONS) {
					const plan = { operation, authentication, kinds, faults: [] };
					await expectNothingLostOrDoubled(portal, plan, runs++);
				}
			}
		});
	});
});
