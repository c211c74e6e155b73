import type { StoredMessage } from '../..';
import { codeOf, portalStarter } from '../../testing/portals';

const THREAD = 'mail.message.thread';
const MINUTE = 60_000;

/** A branch of the IDs 1 to `count`, each the answer to the one before. */
const branch = (count: number): Array<Partial<StoredMessage>> =>
	Array.from({ length: count }, (_, index) => ({
		id: index + 1,
		messageId: `m${index + 1}`,
		inReplyTo: index === 0 ? null : `m${index}`,
	}));

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('Threads of S1', () => {
	const start = portalStarter({ mailDialect: 'S1' });
	const ids = async (messages: Array<Partial<StoredMessage>>, params: object) => {
		const { call } = await start({ messages });
		const { body } = await call(THREAD, params);
		expect(Object.keys(body as object)).toEqual(['result', 'time']);
		return body.result.map(({ id }: { id: number }) => id) as number[];
	};

	it('are the branch alone: what the message answers and what answers it, in its mailbox', async () => {
		const messages = [
			...branch(3),
			{ id: 4, messageId: 'm4', inReplyTo: 'm1' },
			{ id: 5, messageId: 'm5', inReplyTo: 'm4' },
			{ id: 6, messageId: 'm6', inReplyTo: 'm2', mailboxId: 2 },
			{ id: 7, messageId: 'm7', inReplyTo: 'm3', hidden: true },
		];
		expect(await ids(messages, { id: 2 })).toEqual([1, 2, 3]);
		expect(await ids(messages, { id: 1 })).toEqual([1, 2, 3, 4, 5]);
		expect(await ids(messages, { id: 5 })).toEqual([1, 4, 5]);
		expect(await ids(messages, { id: 6 })).toEqual([6]);
	});

	it('come oldest first, and leave out ancestors with higher IDs', async () => {
		const messages = branch(3).map((one) => ({
			...one,
			receivedAt: Date.UTC(2026, 0, 1) - one.id! * MINUTE,
		}));
		expect(await ids(messages, { id: 2 })).toEqual([3, 2, 1]);
		const late = [
			{ id: 1, messageId: 'answer', inReplyTo: 'question' },
			{ id: 2, messageId: 'question' },
		];
		expect(await ids(late, { id: 1 })).toEqual([1]);
		expect(await ids(late, { id: 2 })).toEqual([2]);
	});

	it.each([
		[{ id: 30, limit: 2 }, [1, 2, 30, 31, 32]],
		[{ id: 30 }, [...range(1, 20), 30, ...range(31, 50)]],
		[{ id: 30, limit: 0 }, [...range(1, 20), 30, ...range(31, 50)]],
		[{ id: 30, limit: -5 }, [...range(1, 20), 30, ...range(31, 50)]],
		[{ id: 60, limit: 500 }, [...range(1, 50), 60, ...range(61, 110)]],
		[{ id: '1', limit: '1', offset: 5, withBodies: false }, [1, 2]],
	])('the limit of %j counts above and below', async (params, expected) => {
		expect(await ids(branch(120), params)).toEqual(expected);
	});

	it('have bodies as `get` has them, in a batch, too', async () => {
		const { call } = await start({ mailTimeZone: 60, dateFormat: 'pages' });
		const { body } = await call('v3:batch', [{ method: THREAD, query: { id: 1 } }]);
		expect(body.result[0]).toHaveLength(3);
		expect(body.result[0][2]).toEqual({
			id: 3,
			subject: 'Re: Order 2026-117: 12 desk lamps',
			from: 'Ann Lee <ann.lee@example.org>',
			to: 'Sales Team <sales@example.com>',
			cc: '',
			date: '2026-01-13 08:05:00',
			body: 'Great. Could you make it 14 lamps? The delivery address stays the same.',
		});
		expect(body.result[0][0].body).toContain('&quot;Halo&quot;');
	});
});

describe('Threads of S4', () => {
	const start = portalStarter({ mailDialect: 'S4' });
	const page = async (params: object, messages = branch(120)) => {
		const { call } = await start({ messages });
		const { result, total, hasMore } = (await call(THREAD, params)).body;
		return [result.map(({ id }: { id: number }) => id), total, hasMore] as [number[], number, boolean];
	};

	it.each([
		[{ id: 30 }, [range(101, 120), 120, true]],
		[{ id: 30, limit: 2, offset: 1 }, [[118, 119], 120, true]],
		[{ id: 30, limit: 100 }, [range(71, 120), 120, true]],
		[{ id: 30, limit: 300, withBodies: false }, [range(21, 120), 120, true]],
		[{ id: 30, limit: 0, offset: -3 }, [range(101, 120), 120, true]],
		[{ id: 30, limit: 50, offset: 100 }, [range(1, 20), 120, false]],
		[{ id: 30, limit: 20, offset: 100 }, [range(1, 20), 120, false]],
		[{ id: 30, offset: 120 }, [[], 120, false]],
	])('come in pages from the newest end: %j', async (params, expected) =>
		expect(await page(params)).toEqual(expected),
	);

	it('do not compare IDs, and leave out hidden messages and other branches', async () => {
		const messages = [
			{ id: 1, messageId: 'answer', inReplyTo: 'question', receivedAt: MINUTE },
			{ id: 2, messageId: 'question', receivedAt: 0 },
			{ id: 3, inReplyTo: 'question', receivedAt: 2 * MINUTE },
			{ id: 4, inReplyTo: 'answer', hidden: true },
		];
		expect(await page({ id: 1 }, messages)).toEqual([[2, 1], 2, false]);
		expect(await page({ id: 4 }, messages)).toEqual([[2, 1], 2, false]);
	});

	it('know 500 messages at most', async () => {
		expect(await page({ id: 1, limit: 1 }, branch(600))).toEqual([[600], 500, true]);
	});

	it('have decoded bodies, or none', async () => {
		const { call } = await start();
		const { result } = (await call(THREAD, { id: 1, limit: 3 })).body;
		expect(result[0]).toMatchObject({ truncated: false, bodyLength: expect.any(Number) as number });
		expect(result[0].body).toContain('model "Halo"');
		const without = (await call(THREAD, { id: 1, withBodies: false })).body.result[0];
		expect(Object.keys(without as object)).toEqual(['id', 'subject', 'from', 'to', 'cc', 'date']);
	});

	it('take the place of the whole answer in a batch, and cannot be referred to', async () => {
		const { call } = await start();
		const thread = { method: THREAD, query: { id: 1, withBodies: false, limit: 1 } };
		const { body } = await call('v3:batch', [thread]);
		expect(body.result).toEqual([{ result: [expect.objectContaining({ id: 3 })], total: 3, hasMore: true }]);
		const reference = { method: 'mail.message.get', query: { id: { $ref: '0.0.id' } } };
		expect(codeOf(await call('v3:batch', [thread, reference]))).toEqual([400, 'INVALIDSELECTEXCEPTION']);
	});
});

describe.each([
	['S1', 200],
	['S4', 400],
] as const)('Who sees a thread of %s', (mailDialect, expected) => {
	const start = portalStarter({ mailDialect });

	it('whoever sees the mailbox; a message of a chat only on the first server', async () => {
		const { portal, call } = await start({}, { userId: 5 });
		expect((await call(THREAD, { id: 1 })).status).toBe(200);
		portal.mailboxes[0]!.userIds = [1];
		expect(codeOf(await call(THREAD, { id: 1 }))).toEqual([400, 'ENTITYNOTFOUNDEXCEPTION']);
		portal.chats.push({ id: 1, messageId: 1, userIds: [5] });
		expect((await call(THREAD, { id: 1 })).status).toBe(expected);
		expect((await call('mail.message.get', { id: 1 })).status).toBe(200);
	});
});
