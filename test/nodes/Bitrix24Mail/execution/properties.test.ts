import fc from 'fast-check';
import type { IDataObject, INodeExecutionData, INodeParameters, OnError } from 'n8n-workflow';
import { generation, type NodeRunResult } from '../../../engine';
import {
	manyMailboxes,
	manyServices,
	startPortal,
	type Fault,
	type Portal,
	type RecordedCall,
} from '../../../../sandbox/portal';
import { anyFault } from '../../../support/faults';
import { AUTHENTICATIONS, byId, runOn, type Authentication } from '../../../support/node';
import { holdsForAll, propertyRuns } from '../../../support/property';
import { report } from '../../../support/report';
import { setClockBack, useVirtualTime } from '../../../support/virtualTime';

useVirtualTime();

/** Services and mailboxes of the portal: 1 to this, but every seventh mailbox. */
const RECORDS = 120;

const service = { resource: 'mailService', mailServiceId: byId('={{ $json.id }}') };

/** What the items hold, see `itemOf`. */
const OPERATIONS = {
	create: { resource: 'mailService', operation: 'create', name: '={{ $json.name }}', additionalFields: {} },
	upsert: {
		resource: 'mailService',
		operation: 'upsert',
		name: '={{ $json.name }}',
		additionalFields: { server: '={{ $json.server }}' },
	},
	update: { ...service, operation: 'update', updateFields: { link: '={{ $json.link }}' } },
	delete: { ...service, operation: 'delete' },
	get: { ...service, operation: 'get' },
	getMailbox: { resource: 'mailbox', operation: 'get', mailboxId: byId('={{ $json.id }}') },
} satisfies Record<string, INodeParameters>;

type OperationName = keyof typeof OPERATIONS;

const WRITES: readonly OperationName[] = ['create', 'upsert', 'update', 'delete'];
/** For these, a further try does no harm, as the documentation says. */
const REPEATABLE: readonly OperationName[] = ['upsert', 'update', 'get', 'getMailbox'];

const KINDS = ['good', 'good', 'good', 'good', 'unknown', 'reference', 'twin'] as const;
type Kind = (typeof KINDS)[number];

/** Each item is about a record and a name of its own, but a twin, which has those of the item before it. */
function itemOf(kind: Kind, index: number): IDataObject {
	const id = kind === 'unknown' ? 10_000 + index : index + 1;
	const name = kind === 'reference' ? `Item ${index} $result[c0]` : `Item ${index} of the list`;
	return { id, name, server: `imap${index}.example.com`, link: `https://example.com/${index}/` };
}

function itemsOf(kinds: readonly Kind[]): IDataObject[] {
	const items: IDataObject[] = [];
	for (const [index, kind] of kinds.entries()) {
		items.push(
			kind === 'twin' && index > 0
				? { ...items[index - 1]!, server: `twin${index}.example.com` }
				: itemOf(kind, index),
		);
	}
	return items;
}

interface Plan {
	operation: OperationName;
	authentication: Authentication;
	onError: OnError;
	retries: boolean;
	portions: boolean;
	administrator: boolean;
	kinds: Kind[];
	faults: Fault[];
	/** How far the machine's clock is set back, in hours, when so many requests have come. */
	clockSetBack: { hours: number; after: number };
}

const anyPlan: fc.Arbitrary<Plan> = fc.record({
	operation: fc.constantFrom(...(Object.keys(OPERATIONS) as OperationName[])),
	authentication: fc.constantFrom(...AUTHENTICATIONS),
	onError: fc.constantFrom<OnError>(
		'stopWorkflow',
		'stopWorkflow',
		'continueRegularOutput',
		'continueErrorOutput',
	),
	retries: fc.boolean(),
	portions: fc.constantFrom(false, false, true),
	administrator: fc.constantFrom(true, true, true, false),
	kinds: fc.oneof(
		{ weight: 25, arbitrary: fc.array(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 6 }) },
		{
			weight: 1,
			arbitrary: fc.array(fc.constantFrom(...KINDS), { minLength: 45, maxLength: RECORDS - 10, size: 'max' }),
		},
	),
	faults: fc.array(anyFault, { maxLength: 3 }),
	clockSetBack: fc.record({ hours: fc.constantFrom(0, 0, 1, 24), after: fc.constantFrom(1, 2, 5) }),
});

const UNCLEAR = /^It’s unclear whether/;
const REST = /The other (?:(\d+) items were|item was) not carried out/;
const TRIES = 3;
/** A run that waits for the portal's limit gives up after two minutes; each of its tries, pauses and time-outs fit in with it. */
const LONGEST_RUN_MS = 200_000;

const tally = { cases: 0, items: 0, requests: 0, faults: 0, untrue: 0, doubled: 0, requestsTooMany: 0 };
afterAll(() => report('properties', tally, `n8n-${generation}`));

const startedPortal = async () =>
	await startPortal({
		services: manyServices(RECORDS),
		mailboxes: manyMailboxes(RECORDS).filter(({ id }) => Number(id) % 7 !== 0),
	});

async function run(portal: Portal, plan: Plan, items: IDataObject[]): Promise<NodeRunResult> {
	const batching = { requestOptions: { batching: { batch: { batchSize: 2, batchInterval: 5 } } } };
	return await runOn(
		portal,
		{ ...OPERATIONS[plan.operation], ...(plan.portions && items.length < 10 ? batching : {}) },
		{
			items: items.map((json) => ({ json })),
			authentication: plan.authentication,
			rights: { admin: plan.administrator },
			onError: plan.onError,
			settings: plan.retries ? { retryOnFail: true, maxTries: TRIES, waitBetweenTries: 0 } : {},
		},
	);
}

/** What a run cost the portal, but for what it refused for its limit, and what somebody has to do once an hour. */
const costOf = (portal: Portal) =>
	portal.requests.filter(
		({ refused, version }) =>
			refused !== 'QUERY_LIMIT_EXCEEDED' && version !== 'oauth' && refused !== 'expired_token',
	).length;

const EFFECTS = { create: 'added', update: 'updated', delete: 'deleted' } as const;

/** Whether two items write the same: what the portal did for one can't be told from what it did for the other. */
const isSame = (operation: OperationName, one: IDataObject, other: IDataObject) =>
	['create', 'upsert'].includes(operation) ? one.name === other.name : one.id === other.id;

/** The writes that the portal carried out for one item. */
function writesOf(calls: RecordedCall[], operation: OperationName, item: IDataObject): RecordedCall[] {
	return calls.filter(({ effect, params, targetId }) => {
		if (effect === 'none') return false;
		if (operation === 'create') return params.NAME === item.name;
		if (operation === 'upsert')
			return params.SERVER === item.server && (params.NAME ?? item.name) === item.name;
		return effect === EFFECTS[operation as keyof typeof EFFECTS] && targetId === String(item.id);
	});
}

/** The numbers in “Carried out before this: 2 created (IDs 31–32), 1 updated (ID 7).” */
function idsIn(description: string): number[] {
	const [, list = ''] = /Carried out before this: (.*?\))\./.exec(description) ?? [];
	return [...list.matchAll(/IDs? ([\d–, ]+)/g)].flatMap(([, ids]) =>
		ids!.split(', ').flatMap((range) => {
			const [first, last = first] = range.split('–').map(Number) as [number, number?];
			return Array.from({ length: last! - first! + 1 }, (_, index) => first! + index);
		}),
	);
}

const textOf = ({ error, message }: { error?: unknown; message?: unknown }) =>
	`${String(error)} ${String(message)}`;

/** The error of each item, where it has one: the items of a continued run, or the one that ended it. */
function errorsOf({ error, output }: NodeRunResult): Map<number, string> {
	const errors = new Map<number, string>();
	for (const { json, pairedItem } of output.flat()) {
		const { item } = pairedItem as { item: number };
		if (json.error !== undefined) errors.set(item, textOf(json));
	}
	if (error)
		errors.set(Number(error.context.itemIndex), textOf({ error: error.message, message: error.description }));
	return errors;
}

const inOutput = ({ output }: NodeRunResult): INodeExecutionData[] =>
	output.flat().filter(({ json }) => json.error === undefined);

describe('Over any mix of operations, items, faults and settings', () => {
	const RUNS = propertyRuns(60);

	/** Portals of one try; all of them end with it. */
	const withPortals = async (work: (portal: Portal, untroubled: Portal) => Promise<void>) => {
		const [portal, untroubled] = await Promise.all([startedPortal(), startedPortal()]);
		try {
			await work(portal, untroubled);
		} finally {
			tally.faults += portal.faults.struck;
			await Promise.all([portal.close(), untroubled.close()]);
		}
	};

	async function holds(plan: Plan): Promise<void> {
		await withPortals(async (portal, untroubled) => {
			const items = itemsOf(plan.kinds);
			const before = new Set(portal.services.map(({ ID }) => Number(ID)));
			await run(untroubled, plan, items);
			const { hours, after } = plan.clockSetBack;
			let requests = 0;
			const watch = () => {
				if (++requests === after) setClockBack(hours * 3_600_000);
				return false;
			};
			// It strikes nothing, and sees every request.
			portal.faults.add({ when: watch, delayMs: 0 });
			for (const fault of plan.faults) portal.faults.add(fault);
			const startedAt = performance.now();
			const result = await run(portal, plan, items);
			const elapsed = performance.now() - startedAt;
			setClockBack(0);
			portal.faults.clear();

			tally.cases += 1;
			tally.items += items.length;
			tally.requests += portal.requests.length;
			const tries = plan.retries ? TRIES : 1;
			expectFewRequests(portal, untroubled, plan);
			expect(elapsed).toBeLessThan(LONGEST_RUN_MS * tries);
			expectTruth(portal, plan, items, result);
			if (plan.onError === 'stopWorkflow' && !plan.retries) expectStop(portal, plan, items, result, before);
			await expectRestDone(portal, plan, items, result);
		});
	}

	function expectFewRequests(portal: Portal, untroubled: Portal, { faults, retries }: Plan) {
		const [cost, usual] = [costOf(portal), costOf(untroubled)];
		const tries = retries ? TRIES : 1;
		// Within an answered batch, the limit is waited out as well: each such answer is one request.
		const limited = faults.filter(
			({ refusal, insideBatch }) => insideBatch && refusal === 'QUERY_LIMIT_EXCEEDED',
		);
		const waitedOut = limited.reduce((sum, { times = 1 }) => sum + times, 0);
		const most = tries * (2 * usual + 20) + waitedOut;
		if (cost > most) tally.requestsTooMany += cost - most;
		expect({ cost, usual, most, isFine: cost <= most }).toEqual({ cost, usual, most, isFine: true });
	}

	/** Each error's words against what the portal did. */
	function expectTruth(portal: Portal, plan: Plan, items: IDataObject[], result: NodeRunResult) {
		const { operation } = plan;
		const isWrite = WRITES.includes(operation);
		const mailboxes = new Set(portal.mailboxes.map(({ id }) => id));
		for (const [index, said] of errorsOf(result)) {
			const item = items[index];
			if (!item) throw new Error(`an error of no item: ${index} ${said}`);
			const writes = plan.retries || !isWrite ? [] : writesOf(portal.calls, operation, item);
			const twins = items.filter((other) => isSame(operation, other, item)).length;
			const seen = { index, said, item, operation };
			const isTrue =
				(UNCLEAR.test(said)
					? isWrite && writes.length <= twins
					: operation === 'upsert' || twins > 1 || writes.length === 0) &&
				!(UNCLEAR.test(said) && /This item was not sent/.test(said)) &&
				!(/there is no mailbox with ID/.test(said) && mailboxes.has(Number(item.id)) && !isStruck(plan)) &&
				!(
					/The credential’s user (\(.*?\) )?is not a Bitrix24 administrator/.test(said) && plan.administrator
				);
			if (!isTrue) tally.untrue += 1;
			expect({ ...seen, isTrue }).toEqual({ ...seen, isTrue: true });
		}
		for (const { json, pairedItem } of inOutput(result)) {
			const item = items[(pairedItem as { item: number }).item]!;
			if (plan.retries || !isWrite || operation === 'upsert') continue;
			expect({ json, writes: writesOf(portal.calls, operation, item).length > 0 }).toEqual({
				json,
				writes: true,
			});
		}
		if (operation === 'upsert') expectOneOfEachName(portal, items);
	}

	/** The portal may have been made to say so. */
	const isStruck = ({ faults }: Plan) => faults.some(({ refusal = '' }) => refusal.includes('NOTFOUND'));

	function expectOneOfEachName(portal: Portal, items: IDataObject[]) {
		for (const { name } of items) {
			const count = portal.services.filter(({ NAME }) => NAME === name).length;
			if (count > 1) tally.doubled += count - 1;
			expect({ name, count: Math.min(count, 2) }).toEqual({ name, count: Math.min(count, 1) });
		}
	}

	/** With Stop Workflow: what the error says was carried out is what was carried out, and nothing came after it. */
	function expectStop(
		portal: Portal,
		plan: Plan,
		items: IDataObject[],
		{ error }: NodeRunResult,
		before: Set<number>,
	) {
		if (!error || !WRITES.includes(plan.operation) || items.length === 1) return;
		const said = textOf({ error: error.message, message: error.description });
		const written = portal.calls
			.filter(({ effect }) => effect !== 'none')
			.map(({ targetId }) => Number(targetId));
		const told = idsIn(said);
		const [, others = '0'] =
			/(?:The same is true of|It’s unclear whether) (\d+) more items?/.exec(said) ?? [];
		const mostUnclear = Number(others) + (UNCLEAR.test(said) ? 1 : 0);
		const untold = [...written];
		for (const id of told) untold.splice(untold.indexOf(id), untold.includes(id) ? 1 : 0);
		const seen = { said, written, told, before: before.size };
		const isTrue = told.every((id) => written.includes(id)) && untold.length <= mostUnclear;
		if (!isTrue) tally.untrue += 1;
		expect({ ...seen, isTrue }).toEqual({ ...seen, isTrue: true });
		// And each item is counted once: carried out, unclear, not carried out, or the one whose error it is.
		const [, rest = REST.test(said) ? '1' : '0'] = REST.exec(said) ?? [];
		const counted = told.length + mostUnclear + Number(rest) + (UNCLEAR.test(said) ? 0 : 1);
		expect({ ...seen, counted }).toEqual({ ...seen, counted: items.length });
	}

	/** When the trouble is over, the rest is done by one more run, and nothing twice. */
	async function expectRestDone(portal: Portal, plan: Plan, items: IDataObject[], result: NodeRunResult) {
		const { operation, kinds } = plan;
		if (!plan.administrator && WRITES.includes(operation)) return;
		const done = new Set(inOutput(result).map(({ pairedItem }) => (pairedItem as { item: number }).item));
		const isLeft = (item: IDataObject, index: number) => {
			if (done.has(index)) return false;
			// Nobody runs a creation or a deletion again that was carried out, whatever its error said.
			return REPEATABLE.includes(operation) || writesOf(portal.calls, operation, item).length === 0;
		};
		const rest = items.filter((item, index) => kinds[index] !== 'twin' && isLeft(item, index));
		if (rest.length === 0) return;
		const again = await run(portal, { ...plan, onError: 'continueRegularOutput', retries: false }, rest);
		const exists = (id: number) =>
			operation === 'getMailbox' ? portal.mailboxes.some((mailbox) => mailbox.id === id) : id <= RECORDS;
		for (const [index, { json }] of again.items.entries()) {
			const isFine = ['create', 'upsert'].includes(operation) || exists(Number(rest[index]!.id));
			expect({ json, isFine, ok: json.error === undefined }).toEqual({ json, isFine, ok: isFine });
		}
		if (operation !== 'create') return;
		for (const { name } of rest) {
			const count = portal.services.filter(({ NAME }) => NAME === name).length;
			if (count > 1) tally.doubled += count - 1;
			expect({ name, count }).toEqual({ name, count: 1 });
		}
	}

	it(
		'few requests, no write after the first error, no untrue word, no endless wait, and one more run does the rest',
		async () => {
			const isSensible = ({ operation, retries }: Plan) => !retries || REPEATABLE.includes(operation);
			await holdsForAll(anyPlan.filter(isSensible), holds, RUNS.parameters);
		},
		RUNS.timeoutMs,
	);
});
