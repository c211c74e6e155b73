import fc from 'fast-check';
import type { INodeParameters, OnError } from 'n8n-workflow';
import type { NodeRunResult } from '../../../../engine';
import {
	newMessage,
	startPortal,
	type Fault,
	type Portal,
	type RecordedRequest,
	type StoredMessage,
} from '../../../../../sandbox/portal';
import { anyFault } from '../../../../support/faults';
import { AUTHENTICATIONS, byId, runOn } from '../../../../support/node';
import { holdsForAll, propertyRuns } from '../../../../support/property';
import { useVirtualTime } from '../../../../support/virtualTime';

useVirtualTime();

const message = { resource: 'message', messageId: byId('={{ $json.id }}') };

/** Each operation, and the folder that it moves to. */
const OPERATIONS = {
	move: [{ ...message, operation: 'move', targetFolder: 'archive' }, 'Archive'],
	markAsSpam: [{ ...message, operation: 'markAsSpam' }, 'Spam'],
	delete: [{ ...message, operation: 'delete' }, 'Trash'],
} satisfies Record<string, [INodeParameters, string]>;

type OperationName = keyof typeof OPERATIONS;

const FOLDERS = [
	{ path: 'INBOX', type: 'inbox' as const },
	{ path: 'Archive' },
	{ path: 'Spam', type: 'spam' as const },
	{ path: 'Trash', type: 'trash' as const },
];

/** Where the message of an item is. The third mailbox is somebody else’s. */
const KINDS = {
	inbox: {},
	second: { mailboxId: 2 },
	archive: { folder: 'Archive' },
	spam: { folder: 'Spam' },
	trash: { folder: 'Trash' },
	foreign: { mailboxId: 3 },
	/** Somebody deletes it before anything is moved. */
	vanishing: {},
	unknown: {},
	/** The message of the item before it. */
	twin: {},
} satisfies Record<string, Partial<StoredMessage>>;

type Kind = keyof typeof KINDS;

interface Plan {
	operation: OperationName;
	authentication: (typeof AUTHENTICATIONS)[number];
	onError: OnError;
	retries: boolean;
	portions: boolean;
	hideMoved: boolean;
	kinds: Kind[];
	faults: Fault[];
}

const anyKind = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom<Kind>('inbox', 'second', 'twin') },
	{ weight: 1, arbitrary: fc.constantFrom(...(Object.keys(KINDS) as Kind[])) },
);

const anyPlan: fc.Arbitrary<Plan> = fc.record({
	operation: fc.constantFrom(...(Object.keys(OPERATIONS) as OperationName[])),
	authentication: fc.constantFrom(...AUTHENTICATIONS),
	onError: fc.constantFrom<OnError>('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
	retries: fc.boolean(),
	portions: fc.constantFrom(false, false, false, true),
	hideMoved: fc.boolean(),
	kinds: fc.oneof(
		{ weight: 12, arbitrary: fc.array(anyKind, { minLength: 1, maxLength: 7 }) },
		{
			weight: 1,
			arbitrary: fc.array(fc.constantFrom<Kind>('inbox', 'inbox', 'second', 'twin'), {
				minLength: 110,
				maxLength: 230,
				size: 'max',
			}),
		},
	),
	faults: fc.array(anyFault, { maxLength: 3 }),
});

const UNCLEAR = /^It’s unclear whether/;

function idsOf(kinds: readonly Kind[]): number[] {
	const ids: number[] = [];
	for (const [index, kind] of kinds.entries()) {
		const own = kind === 'unknown' ? 9_000 + index : index + 1;
		ids.push(kind === 'twin' ? (ids[index - 1] ?? own) : own);
	}
	return ids;
}

/** The error of each item that has one, be it in the output or the one that ended the run. */
function errorsOf({ error, output }: NodeRunResult): Map<number, string> {
	const errors = new Map<number, string>();
	for (const { json, pairedItem } of output.flat()) {
		if (json.error !== undefined) errors.set((pairedItem as { item: number }).item, String(json.error));
	}
	if (error) errors.set(Number(error.context.itemIndex), error.message);
	return errors;
}

/** The numbers in “Carried out before this: 3 moved (IDs 31–32, 7).” */
function idsIn(description: string): number[] {
	const [, list = ''] = /Carried out before this: \d+ [a-z ]+ \(IDs? ([\d–, ]+)\)/.exec(description) ?? [];
	return list.split(', ').flatMap((range) => {
		const [first = NaN, last = first] = range.split('–').map(Number);
		return Number.isNaN(first) || range === ''
			? []
			: Array.from({ length: last - first + 1 }, (_, n) => first + n);
	});
}

describe('Over any mix of messages, faults and settings', () => {
	const RUNS = propertyRuns(60);

	async function holds(plan: Plan): Promise<void> {
		const { kinds, hideMoved, operation } = plan;
		const all = kinds.map((kind, index) => newMessage({ id: index + 1, ...KINDS[kind] }));
		const mailboxes = [{}, {}, { userIds: [5] }].map((more) => ({ ...more, folders: FOLDERS }));
		const portal = await startPortal({ messages: all, mailboxes, hideMoved });
		try {
			const before = new Map(portal.messages.map(({ id, folder }) => [id, folder]));
			portal.faults.add({ when: (request) => vanish(portal, kinds, request) });
			for (const fault of plan.faults) portal.faults.add(fault);
			const ids = idsOf(kinds);
			const batching = { requestOptions: { batching: { batch: { batchSize: 2, batchInterval: 3 } } } };
			const result = await runOn(
				portal,
				{ ...OPERATIONS[operation][0], ...(plan.portions && kinds.length < 8 ? batching : {}) },
				{
					items: ids.map((id) => ({ json: { id } })),
					authentication: plan.authentication,
					onError: plan.onError,
					settings: plan.retries ? { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } : {},
				},
			);
			expectTruth(portal, plan, ids, before, result);
			expectNothingLost(portal, kinds, before);
			if (result.error) expectStop(portal, plan, ids, before, result.error);
		} finally {
			await portal.close();
		}
	}

	function vanish(portal: Portal, kinds: readonly Kind[], { restMethod }: RecordedRequest): boolean {
		if (restMethod !== 'mail.message.movetofolder') return false;
		const left = portal.messages.filter(({ id }) => kinds[id - 1] !== 'vanishing');
		portal.messages.splice(0, portal.messages.length, ...left);
		return false;
	}

	const placeOf = (portal: Portal, id: number) => portal.messages.find((one) => one.id === id)?.folder;

	/** Each item’s result against what became of its message. */
	function expectTruth(
		portal: Portal,
		{ operation, kinds, portions }: Plan,
		ids: number[],
		before: Map<number, string | null>,
		result: NodeRunResult,
	) {
		const [, target] = OPERATIONS[operation];
		const errors = errorsOf(result);
		const items = result.output.flat().map(({ pairedItem }) => (pairedItem as { item: number }).item);
		if (!result.error) expect([...items].sort((a, b) => a - b)).toEqual([...ids.keys()]);
		for (const index of new Set([...items, ...errors.keys()])) {
			const id = ids[index]!;
			const [was, is, said] = [before.get(id), placeOf(portal, id), errors.get(index)];
			const isDone = operation === 'delete' && was === 'Trash' ? is === undefined : is === target;
			const isVanishing = kinds[id - 1] === 'vanishing';
			// In another portion, the same message may be filed for another item.
			const isOthers =
				portions && ids.some((other, at) => other === id && items.includes(at) && !errors.has(at));
			const isTrue =
				said === undefined
					? isDone && !isVanishing
					: UNCLEAR.test(said) || is === was || isVanishing || isOthers;
			expect({ id, was, is, said, isTrue }).toEqual({ id, was, is, said, isTrue: true });
		}
	}

	/** Deleted for good is only what was in the trash before; and nothing is done twice. */
	function expectNothingLost(portal: Portal, kinds: readonly Kind[], before: Map<number, string | null>) {
		const lost = [...before].filter(
			([id]) => placeOf(portal, id) === undefined && kinds[id - 1] !== 'vanishing',
		);
		expect(lost.filter(([, was]) => was !== 'Trash')).toEqual([]);
		const moved = portal.calls.flatMap(({ effect, targetId = '' }) =>
			effect === 'none' ? [] : targetId.split(','),
		);
		expect(moved.length).toBe(new Set(moved).size);
	}

	/** The error that ends a run tells what was done; and nothing was, where a message is not there. */
	function expectStop(
		portal: Portal,
		{ kinds, portions, operation }: Plan,
		ids: number[],
		before: Map<number, string | null>,
		error: NodeRunResult['error'] & object,
	) {
		const description = String(error.description);
		const told = idsIn(description);
		const [, others = '0'] =
			/(?:The same is true of|unclear whether) (\d+) more items?/.exec(description) ?? [];
		const unclear = Number(others) + (UNCLEAR.test(error.message) ? 1 : 0);
		const changed = [...before].filter(
			([id, was]) => placeOf(portal, id) !== was && kinds[id - 1] !== 'vanishing',
		);
		const untold = changed.filter(([id]) => !told.includes(id));
		const isSame = ([id, was]: [number, string | null]) => placeOf(portal, id) === was;
		// A message in the spam folder is marked as spam by doing nothing.
		const untrue = told.filter((id) => isSame([id, before.get(id) ?? null]) && before.get(id) !== 'Spam');
		const seen = { message: error.message, description, untold, untrue };
		const isTrue = untrue.length === 0 && untold.length <= unclear;
		expect({ ...seen, isTrue }).toEqual({ ...seen, isTrue: true });
		const isMissing = (kind: Kind) => kind === 'unknown' || kind === 'foreign';
		if (!portions && kinds.some(isMissing)) expect({ ...seen, changed }).toEqual({ ...seen, changed: [] });
		expect({ operation, ids: ids.length }).toEqual({ operation, ids: kinds.length });
	}

	it(
		'each item’s result is true, nothing is deleted for good that was not in the trash, and nothing is done twice',
		async () => await holdsForAll(anyPlan, holds, RUNS.parameters),
		RUNS.timeoutMs,
	);
});
