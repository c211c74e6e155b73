import fc from 'fast-check';
import type { INodeParameters, OnError } from 'n8n-workflow';
import {
	manyMessages,
	newMessage,
	startPortal,
	type MailDialect,
	type Portal,
	type PortalOptions,
	type RecordedRequest,
	type StoredMessage,
} from '../../../../../sandbox/portal';
import { anyFault } from '../../../../support/faults';
import { numbered, runOn, type PortalRun } from '../../../../support/node';
import { holdsForAll, propertyRuns } from '../../../../support/property';
import { useVirtualTime } from '../../../../support/virtualTime';

useVirtualTime();

const DIALECTS: MailDialect[] = ['S1', 'S4'];

const LIST = { resource: 'message', operation: 'getAll', includeBody: false };
const ALL = { resource: 'message', operation: 'getAll', returnAll: true, includeBody: false };
const WITH_BODIES = { ...ALL, includeBody: true };

/** Does something with a portal, and ends it. */
async function on(options: PortalOptions, work: (portal: Portal) => Promise<void>): Promise<void> {
	const portal = await startPortal(options);
	try {
		await work(portal);
	} finally {
		await portal.close();
	}
}

async function idsOf(portal: Portal, parameters: INodeParameters, run?: PortalRun): Promise<number[]> {
	const { items, error } = await runOn(portal, parameters, run);
	expect(error).toBeUndefined();
	return items.map(({ json }) => Number(json.id));
}

/** Has something done before each request, with its number from 0. */
function beforeEachRequest(portal: Portal, action: (request: number) => void): void {
	let request = 0;
	portal.faults.add({
		when: () => {
			action(request++);
			return false;
		},
	});
}

/** A row that is not stored yet, in the list right before the message with this ID. */
const rowAt = (id: number) => ({ receivedAt: newMessage({ id }).receivedAt + 1_000 });

/** Newest first, as the portal lists. */
const inOrder = (messages: readonly StoredMessage[]) =>
	[...messages].sort((a, b) => b.receivedAt - a.receivedAt || b.id - a.id);

const listed = (portal: Portal) => inOrder(portal.messages).map(({ id }) => id);

describe.each(DIALECTS)('Get Many, Return All (%s)', (mailDialect) => {
	it('of 10,000 messages, none is lost and none comes twice, newest first', async () => {
		await on({ mailDialect, messages: manyMessages(10_000) }, async (portal) => {
			expect(await idsOf(portal, ALL)).toEqual(listed(portal));
			// 199 new ones on each page but the first, which share a row; and one page that is empty.
			expect(portal.requests).toHaveLength(52);
		});
	});

	it('nor when some come and some go before each page, and some are not stored yet', async () => {
		const unstored = Array.from({ length: 40 }, (_, index) => rowAt(index * 125));
		await on({ mailDialect, messages: manyMessages(5_000), unstored }, async (portal) => {
			const before = new Set(portal.messages);
			beforeEachRequest(portal, (request) => {
				for (let n = 0; n < 3; n++) portal.deliver({ id: 20_000 + request * 3 + n });
				portal.messages.splice((request * 977) % 4_500, request % 3 === 0 ? 8 : 1);
			});
			const ids = await idsOf(portal, ALL);
			const stayed = portal.messages.filter((one) => before.has(one));
			expect(new Set(ids).size).toBe(ids.length);
			expect(stayed.filter(({ id }) => !ids.includes(id))).toEqual([]);
		});
	});

	it('450 messages with their texts cost 13 requests', async () => {
		await on({ mailDialect, messages: manyMessages(450) }, async (portal) => {
			const { items } = await runOn(portal, WITH_BODIES);
			expect(items.map(({ json }) => [json.id, json.body])).toEqual(
				listed(portal).map((id) => [id, `Text of message ${id}`]),
			);
			expect(portal.requests).toHaveLength(13);
		});
	});

	it('items that want the same list and texts share the requests', async () => {
		await on({ mailDialect, messages: manyMessages(60) }, async (portal) => {
			const { items } = await runOn(portal, WITH_BODIES, { items: numbered(3) });
			expect(items.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual(
				[0, 1, 2].flatMap((item) => Array<number>(60).fill(item)),
			);
			expect(portal.requests).toHaveLength(4);
		});
	});
});

/** What happens to a mailbox while it is read, before the request of that number. */
interface Event {
	before: number;
	kind: 'arrives' | 'is fetched late' | 'leaves' | 'is stored';
	count: number;
	/** From the newest on, as a share of all. */
	place: number;
}

const anyEvent: fc.Arbitrary<Event> = fc.record({
	before: fc.integer({ min: 1, max: 6 }),
	kind: fc.constantFrom('arrives', 'is fetched late', 'leaves', 'is stored'),
	count: fc.constantFrom(1, 1, 2, 5, 60, 199, 200),
	place: fc.double({ min: 0, max: 1, noNaN: true }),
});

const anyMailbox = fc.record({
	mailDialect: fc.constantFrom(...DIALECTS),
	count: fc.constantFrom(0, 1, 199, 200, 201, 398, 399, 400, 620),
	/** Places of rows that are not stored yet, as shares of all. */
	unstored: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }),
	events: fc.array(anyEvent, { maxLength: 4 }),
	returnAll: fc.boolean(),
	limit: fc.constantFrom(1, 50, 199, 200, 201, 399, 500),
});

type Mailbox = typeof anyMailbox extends fc.Arbitrary<infer T> ? T : never;

/** Of all that arrived so far. */
let lastId = 10_000;

/** Lets one event happen. */
function happen(portal: Portal, { kind, count, place }: Event): void {
	const { messages, unstored } = portal;
	const order = inOrder(messages);
	const at = order[Math.floor(place * (order.length - 1))]?.receivedAt ?? Date.now();
	for (let n = 0; n < count; n++) {
		// The portal would give the ID of the newest one again when that has left.
		const id = ++lastId;
		if (kind === 'arrives') portal.deliver({ id });
		if (kind === 'is fetched late') portal.deliver({ id, receivedAt: at });
		if (kind === 'leaves') {
			const gone = order[Math.floor(place * (order.length - 1)) + n];
			if (gone) messages.splice(messages.indexOf(gone), 1);
		}
		if (kind === 'is stored') {
			const row = unstored.shift();
			if (row) portal.deliver({ id, receivedAt: row.receivedAt });
		}
	}
}

describe('Get Many, while the mailbox changes', () => {
	const RUNS = propertyRuns(25);

	async function holds({ mailDialect, count, unstored, events, returnAll, limit }: Mailbox): Promise<void> {
		const messages = manyMessages(count);
		const rows = unstored.map((share) => rowAt(Math.round(share * count)));
		await on({ mailDialect, messages, unstored: rows }, async (portal) => {
			const before = new Set(portal.messages);
			beforeEachRequest(portal, (request) => {
				for (const event of events) if (event.before === request) happen(portal, event);
			});
			const ids = await idsOf(portal, { ...ALL, returnAll, limit });
			const stayed = inOrder(portal.messages.filter((one) => before.has(one))).map(({ id }) => id);
			expect(new Set(ids).size).toBe(ids.length);
			const got = new Set(ids);
			if (returnAll) expect(stayed.filter((id) => !got.has(id))).toEqual([]);
			else expect(ids.length).toBe(Math.min(limit, Math.max(ids.length, stayed.length)));
			const staying = new Set(stayed);
			expect(ids.filter((id) => staying.has(id))).toEqual(stayed.filter((id) => got.has(id)));
		});
	}

	it(
		'no message that stays is lost, none comes twice, and the newest come first',
		async () => await holdsForAll(anyMailbox, holds, RUNS.parameters),
		RUNS.timeoutMs,
	);
});

describe('Get Many with texts', () => {
	const RUNS = propertyRuns(12);

	/** Messages that are deleted after the list was read, as shares of all. */
	const anyDeletion = fc.record({
		mailDialect: fc.constantFrom(...DIALECTS),
		count: fc.constantFrom(1, 3, 50, 51, 130),
		gone: fc.oneof(
			fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
			fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 30, maxLength: 60, size: 'max' }),
		),
		onError: fc.constantFrom<OnError>('stopWorkflow', 'continueRegularOutput'),
	});

	it(
		'a message that is gone between list and text is left out, and disturbs no other',
		async () =>
			await holdsForAll(
				anyDeletion,
				async ({ mailDialect, count, gone, onError }) =>
					await on({ mailDialect, messages: manyMessages(count) }, async (portal) => {
						const ids = new Set(gone.map((share) => 1 + Math.floor(share * (count - 1))));
						const isBodies = ({ restMethod }: RecordedRequest) => /batch|get$/.test(restMethod);
						const remove = () => {
							const left = portal.messages.filter(({ id }) => !ids.has(id));
							portal.messages.splice(0, portal.messages.length, ...left);
						};
						portal.faults.add({ when: (request) => isBodies(request) && remove() === undefined, delayMs: 0 });
						const { items, error } = await runOn(portal, WITH_BODIES, { onError });
						expect(error).toBeUndefined();
						expect(items.map(({ json }) => json.body)).toEqual(
							listed(portal).map((id) => `Text of message ${id}`),
						);
					}),
				RUNS.parameters,
			),
		RUNS.timeoutMs,
	);

	it(
		'whatever goes wrong, there is an error or all of the list',
		async () =>
			await holdsForAll(
				fc.record({
					mailDialect: fc.constantFrom(...DIALECTS),
					count: fc.constantFrom(2, 60, 230),
					faults: fc.array(anyFault, { minLength: 1, maxLength: 3 }),
					onError: fc.constantFrom<OnError>('stopWorkflow', 'continueRegularOutput'),
				}),
				async ({ mailDialect, count, faults, onError }) =>
					await on({ mailDialect, messages: manyMessages(count) }, async (portal) => {
						// To the node, a message that the portal does not find is gone.
						const believable = faults.filter(({ refusal = '' }) => !refusal.includes('NOTFOUND'));
						for (const fault of believable) portal.faults.add(fault);
						const { items, error } = await runOn(portal, WITH_BODIES, { onError });
						if (error !== undefined || items[0]?.json.error !== undefined) return;
						expect(items.map(({ json }) => [json.id, json.body])).toEqual(
							listed(portal).map((id) => [id, `Text of message ${id}`]),
						);
					}),
				RUNS.parameters,
			),
		RUNS.timeoutMs,
	);
});

describe('Get Many with texts that Bitrix24 refuses to give', () => {
	/** So often that not all of the messages are asked for one by one. */
	const REFUSED = [
		{ refusal: 'ERROR_CORE', skip: 2, times: 20 },
		{ refusal: 'QUERY_LIMIT_EXCEEDED', skip: 2 },
	];
	const lists = ({ requests }: Portal) =>
		requests.filter(({ restMethod }) => restMethod === 'mail.message.list');

	it.each<OnError>(['stopWorkflow', 'continueRegularOutput'])(
		'ends with that error, and reads the list once: %s',
		async (onError) => {
			await on({ mailDialect: 'S1', messages: manyMessages(60) }, async (portal) => {
				for (const fault of REFUSED) portal.faults.add(fault);
				const { error, items } = await runOn(portal, WITH_BODIES, { onError });
				const said = error ? [error.message, error.description] : Object.values(items[0]!.json);
				expect(said.join(' ')).toContain('ERROR_CORE');
				expect(items).toHaveLength(error ? 0 : 1);
				expect(lists(portal)).toHaveLength(2);
			});
		},
	);
});

describe('Get Many', () => {
	const folder = '';

	it.each([1, 49, 200, 201, 399])('with a limit of %i, that many of the newest come', async (limit) => {
		await on({ messages: manyMessages(420) }, async (portal) => {
			expect(await idsOf(portal, { ...LIST, limit })).toEqual(listed(portal).slice(0, limit));
		});
	});

	it('what is not stored yet does not keep others from coming, however small the limit', async () => {
		const unstored = Array.from({ length: 30 }, () => rowAt(100));
		await on({ mailDialect: 'S1', messages: manyMessages(9), unstored }, async (portal) => {
			for (const limit of [1, 5, 9]) {
				expect(await idsOf(portal, { ...LIST, limit })).toEqual(listed(portal).slice(0, limit));
			}
		});
	});

	describe.each(DIALECTS)('Sender (%s)', (mailDialect) => {
		it.each([
			['ann.lee@example.org', [10, 3, 1]],
			['ANN.LEE@Example.ORG ', [10, 3, 1]],
			['@example.net', [7, 11]],
			['billing', [9, 4]],
			// Ann is the recipient of others.
			['ann', [10, 3, 1]],
			['nobody@example.org', []],
		])('%j: those from this address, and no other', async (sender, ids) => {
			await on({ mailDialect }, async (portal) => {
				expect(await idsOf(portal, { ...ALL, folder, filters: { sender } })).toEqual(ids);
			});
		});

		it('counts for the limit, however many of others the portal finds', async () => {
			const messages = manyMessages(700).map((one) =>
				one.id % 90 === 0 ? { ...one, from: 'Ann <ann@example.org>' } : { ...one, cc: 'ann@example.org' },
			);
			await on({ mailDialect, messages }, async (portal) => {
				const filters = { sender: 'ann@example.org' };
				expect(await idsOf(portal, { ...LIST, limit: 5, filters })).toEqual([630, 540, 450, 360, 270]);
				expect(await idsOf(portal, { ...ALL, filters })).toHaveLength(7);
			});
		});
	});

	it.each([
		['Archiv', true],
		['INBOX', false],
		['inbox', false],
		['', false],
	])('an empty list of the folder %j: n8n’s log says that it may be misspelled: %s', async (name, isSaid) => {
		await on({ messages: [] }, async (portal) => {
			const { log, error } = await runOn(portal, { ...LIST, folder: name });
			expect(error).toBeUndefined();
			const said = log.filter(({ level, message }) => level === 'warn' && message.includes(`“${name}”`));
			expect(said.map(({ message }) => message)).toEqual(
				isSaid ? [expect.stringMatching(/^Bitrix24 Mail found no messages in .* check the spelling/)] : [],
			);
		});
	});

	it('a folder with messages is nothing to talk about', async () => {
		await on({ mailDialect: 'S4' }, async (portal) => {
			const { items, log } = await runOn(portal, { ...LIST, folder: 'trash' });
			expect(items.map(({ json }) => json.id)).toEqual([11]);
			expect(log.filter(({ level }) => level === 'warn')).toEqual([]);
		});
	});
});
