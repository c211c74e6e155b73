import fc from 'fast-check';
import type { INodeParameters, OnError } from 'n8n-workflow';
import type { NodeRunResult } from '../../../../engine';
import { manyMessages, startPortal, type Fault, type Portal } from '../../../../../sandbox/portal';
import { anyFault } from '../../../../support/faults';
import { AUTHENTICATIONS, byId, runOn, type Authentication } from '../../../../support/node';
import { holdsForAll, propertyRuns } from '../../../../support/property';
import { useVirtualTime } from '../../../../support/virtualTime';

useVirtualTime();

const MESSAGES = 70;

const from = { __rl: true, mode: 'address', value: '={{ $json.from }}' };
const answer = {
	resource: 'message',
	messageId: byId('={{ $json.id }}'),
	from,
	message: '={{ $json.text }}',
};
const [sendTo, subject] = ['={{ $json.to }}', '={{ $json.subject }}'];

const OPERATIONS = {
	send: { resource: 'message', operation: 'send', from, sendTo, subject, message: '={{ $json.text }}' },
	reply: { ...answer, operation: 'reply', options: { sendTo, subject } },
	forward: { ...answer, operation: 'forward', sendTo, options: { subject } },
} satisfies Record<string, INodeParameters>;

type OperationName = keyof typeof OPERATIONS;

/** What an item is like; a twin is in all the same as the one before it. */
const KINDS = {
	good: {},
	'no address': { to: 'Ben' },
	'too many recipients': { to: Array.from({ length: 11 }, (_, n) => `to${n}@example.org`).join() },
	'not a sender': { from: 'nobody@example.com' },
	'unknown message': { id: 9_999 },
	twin: {},
} as const;

type Kind = keyof typeof KINDS;

interface Item {
	id: number;
	from: string;
	to: string;
	subject: string;
	text: string;
}

function itemsOf(kinds: readonly Kind[]): Item[] {
	const items: Item[] = [];
	for (const [index, kind] of kinds.entries()) {
		const own: Item = {
			id: index + 1,
			from: 'sales@example.com',
			to: `to${index}@example.org`,
			subject: `Message ${index}`,
			text: 'Hello',
			...KINDS[kind],
		};
		items.push(kind === 'twin' ? (items[index - 1] ?? own) : own);
	}
	return items;
}

interface Plan {
	operation: OperationName;
	authentication: Authentication;
	onError: OnError;
	retries: boolean;
	kinds: Kind[];
	faults: Fault[];
}

const anyKind = fc.oneof(
	{ weight: 5, arbitrary: fc.constantFrom<Kind>('good', 'twin') },
	{ weight: 1, arbitrary: fc.constantFrom(...(Object.keys(KINDS) as Kind[])) },
);

/** No answer in time, be it carried out or not. */
const anySilence = fc.record({
	hang: fc.constant<true>(true),
	at: fc.constantFrom('before' as const, 'after' as const),
	skip: fc.constantFrom(0, 1, 3),
	times: fc.constantFrom(1, 1, 2),
});

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
	kinds: fc.oneof(
		{ weight: 15, arbitrary: fc.array(anyKind, { minLength: 1, maxLength: 6 }) },
		{ weight: 1, arbitrary: fc.array(anyKind, { minLength: 52, maxLength: MESSAGES - 5, size: 'max' }) },
	),
	faults: fc.oneof(
		{ weight: 12, arbitrary: fc.array(anyFault, { maxLength: 3 }) },
		{ weight: 1, arbitrary: fc.array(anySilence, { minLength: 1, maxLength: 1 }) },
	),
});

const UNCLEAR = /^It’s unclear whether/;

/** The error of each item that has one, be it in the output or the one that ended the run. */
function errorsOf({ error, output }: NodeRunResult): Map<number, string> {
	const errors = new Map<number, string>();
	for (const { json, pairedItem } of output.flat()) {
		if (json.error !== undefined) errors.set((pairedItem as { item: number }).item, String(json.error));
	}
	if (error) errors.set(Number(error.context.itemIndex), error.message);
	return errors;
}

/** What the error that ends a run says of all its items: how many were sent, and of how many that is unclear. */
function toldBy({ message, description }: { message: string; description?: string | null }) {
	const text = String(description);
	const [, sent = '0'] = /Carried out before this: (\d+) sent/.exec(text) ?? [];
	const [, others = '0'] = /(?:The same is true of|unclear whether) (\d+) more items?/.exec(text) ?? [];
	return { sent: Number(sent), unclear: Number(others) + (UNCLEAR.test(message) ? 1 : 0) };
}

describe('Over any mix of items, faults and settings', () => {
	const RUNS = propertyRuns(50);

	async function holds(plan: Plan): Promise<void> {
		const portal = await startPortal({ messages: manyMessages(MESSAGES) });
		try {
			const items = itemsOf(plan.kinds);
			for (const fault of plan.faults) portal.faults.add(fault);
			const isSilent = plan.faults.some(({ hang }) => hang);
			const requestOptions = isSilent ? { requestOptions: { timeout: 300 } } : {};
			const result = await runOn(
				portal,
				{ ...OPERATIONS[plan.operation], ...requestOptions },
				{
					items: items.map((json) => ({ json: { ...json } })),
					authentication: plan.authentication,
					onError: plan.onError,
					settings: plan.retries ? { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } : {},
				},
			);
			expectTruth(portal, items, result);
			if (result.error) expectStop(portal, plan, result.error);
			if (!plan.retries) expectOrder(portal, items);
		} finally {
			await portal.close();
		}
	}

	/** Sent so often as items say so; more only for items that say that it is unclear. */
	function expectTruth(portal: Portal, items: Item[], result: NodeRunResult) {
		const errors = errorsOf(result);
		const done = new Set(result.output.flat().map(({ pairedItem }) => (pairedItem as { item: number }).item));
		for (const item of new Set(items)) {
			const twins = items.flatMap((other, index) => (other === item ? index : []));
			const said = twins.map((index) => errors.get(index) ?? (done.has(index) ? 'sent' : 'nothing'));
			const sent = portal.outbox.filter((one) => one.subject === item.subject).length;
			const least = said.filter((text) => text === 'sent').length;
			const most = said.filter((text) => /^(sent|nothing)$/.test(text) || UNCLEAR.test(text)).length;
			const seen = { item, said, sent };
			expect({ ...seen, isTrue: least <= sent && sent <= most }).toEqual({ ...seen, isTrue: true });
		}
		// And nothing else was sent.
		const subjects = new Set(items.map((item) => item.subject));
		expect(portal.outbox.filter((one) => !subjects.has(one.subject))).toEqual([]);
	}

	/** The error that ends a run tells what was sent; and nothing was, when an item could not be right. */
	function expectStop(portal: Portal, { kinds, operation }: Plan, error: NodeRunResult['error'] & object) {
		const sent = portal.outbox.length;
		const told = toldBy(error);
		const seen = { message: error.message, description: error.description, sent, told };
		const isTrue = told.sent <= sent && sent <= told.sent + told.unclear;
		expect({ ...seen, isTrue }).toEqual({ ...seen, isTrue: true });
		const isBad = (kind: Kind) =>
			kind === 'no address' || (kind === 'unknown message' && operation !== 'send');
		if (kinds.some(isBad)) expect({ ...seen, sent }).toEqual({ ...seen, sent: 0 });
	}

	function expectOrder(portal: Portal, items: Item[]) {
		const order = portal.outbox.map((one) => items.findIndex((item) => item.subject === one.subject));
		expect(order).toEqual([...order].sort((a, b) => a - b));
	}

	it(
		'each message is sent once for its item, in the order of the items, or an error says that it was not, or is unclear',
		async () => await holdsForAll(anyPlan, holds, RUNS.parameters),
		RUNS.timeoutMs,
	);
});
