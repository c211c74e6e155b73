import type { IDataObject } from 'n8n-workflow';
import { restoreClocks } from '../../../support/virtualTime';
import { DAY, HOUR, Mailbox } from './mailbox';

afterAll(restoreClocks);

async function begun(): Promise<Mailbox> {
	const mailbox = new Mailbox();
	mailbox.arrive(1, 3);
	await mailbox.poll();
	return mailbox;
}

const copyOf = (data: IDataObject) => JSON.parse(JSON.stringify(data)) as IDataObject;

describe('The memory', () => {
	it('is plain data, assigned as a whole', async () => {
		const mailbox = await begun();
		const { memory } = mailbox;
		const before = copyOf(memory);
		expect(memory).toEqual({
			version: 1,
			list: 'INBOX',
			horizon: mailbox.now - 48 * HOUR,
			isBehind: false,
			edition: '',
			seen: expect.stringMatching(/^[\da-z]+:1\.1 1:3$/) as string,
		});
		mailbox.arrives(4);
		await mailbox.poll();
		expect(mailbox.memory).not.toBe(memory);
		expect(memory).toEqual(before);
	});

	it('drops IDs a day and two hours beyond the horizon, and not before', async () => {
		const mailbox = await begun();
		mailbox.messages.clear();
		await mailbox.poll(73 * HOUR);
		expect(mailbox.memory.seen).not.toBe('');
		await mailbox.poll(2 * HOUR);
		expect(mailbox.memory.seen).toBe('');
	});

	it.each([
		['a text', 'memory'],
		['null', null],
		['a list', []],
		['of another version', { version: 2 }],
		['without a horizon', { horizon: 'yesterday' }],
		['with a horizon that is no number', { horizon: NaN }],
		['with IDs that can’t be read', { seen: 'aik3:1f4.1.2 1:' }],
		['with other IDs', { seen: [1, 2, 3] }],
	])('begins anew when it is %s', async (_, change) => {
		const mailbox = await begun();
		const isPart = typeof change === 'object' && change !== null && !Array.isArray(change);
		const memory = isPart ? { ...mailbox.memory, ...change } : change;
		mailbox.restart({ memory } as IDataObject);
		// JSON has no NaN.
		if (isPart && 'horizon' in change) mailbox.staticData.memory = memory as IDataObject;
		mailbox.arrives(10);
		expect(await mailbox.polled()).toMatchObject({ messages: [], beginsAnew: 'broken' });
		mailbox.arrives(11);
		expect(await mailbox.poll()).toEqual([11]);
	});

	it('begins anew with another list, also when the one before comes back', async () => {
		const mailbox = await begun();
		for (const list of ['Archive', 'INBOX']) {
			mailbox.options = { ...mailbox.options, list };
			mailbox.arrives(mailbox.messages.size + 1);
			expect(await mailbox.polled()).toMatchObject({ messages: [], beginsAnew: 'otherList' });
		}
		mailbox.arrives(10);
		expect(await mailbox.poll()).toEqual([10]);
	});

	it('goes on with another look-back: less counts at once, more from now on', async () => {
		const mailbox = await begun();
		mailbox.options = { ...mailbox.options, lookBackMs: 6 * HOUR };
		await mailbox.poll(HOUR);
		mailbox.arrives(10, 7 * HOUR);
		mailbox.arrives(11, 5 * HOUR);
		expect(await mailbox.poll()).toEqual([11]);
		mailbox.options = { ...mailbox.options, lookBackMs: 96 * HOUR };
		mailbox.arrives(12, 7 * HOUR);
		expect(await mailbox.poll(HOUR)).toEqual([]);
		await mailbox.poll(2 * DAY);
		mailbox.arrives(13, 40 * HOUR);
		expect(await mailbox.poll(HOUR)).toEqual([13]);
	});
});

describe('After a restart', () => {
	it('the whole list is looked through', async () => {
		const mailbox = await begun();
		mailbox.arrive(100, 600);
		for (let polls = 0; polls < 12; polls++) await mailbox.poll();
		mailbox.restart();
		mailbox.arrives(1_000, 24 * HOUR);
		expect(await mailbox.poll()).toEqual([1_000]);
		expect(mailbox.requests.filter((request) => request === 'list').length).toBeGreaterThan(3);
	});

	it('nothing is repeated, although n8n has stored no poll without news', async () => {
		const mailbox = await begun();
		mailbox.arrives(10);
		await mailbox.poll();
		const stored = copyOf(mailbox.staticData);
		mailbox.arrives(11);
		mailbox.own.add(11);
		await mailbox.poll();
		mailbox.restart(stored);
		expect(await mailbox.poll(DAY)).toEqual([]);
	});
});

describe('In one process', () => {
	it('a poll counts that n8n has not stored, because it had no news', async () => {
		const mailbox = await begun();
		const stored = copyOf(mailbox.staticData);
		await mailbox.poll(10 * HOUR);
		const { horizon } = mailbox.memory;
		mailbox.staticData = copyOf(stored);
		await mailbox.poll();
		expect(mailbox.memory.horizon).toBe(horizon);
	});

	it('the first poll counts, although n8n has stored nothing of it', async () => {
		const mailbox = await begun();
		mailbox.staticData = {};
		mailbox.arrives(10);
		expect(await mailbox.polled()).toMatchObject({ messages: [{ id: 10 }] });
	});

	it('a poll does not count whose messages n8n has dropped', async () => {
		const mailbox = await begun();
		const stored = copyOf(mailbox.staticData);
		mailbox.arrives(10);
		expect(await mailbox.poll()).toEqual([10]);
		mailbox.staticData = copyOf(stored);
		expect(await mailbox.poll()).toEqual([10]);
	});

	it('one poll is at work at a time', async () => {
		const mailbox = await begun();
		mailbox.arrives(10);
		const [first, second] = await Promise.all([mailbox.polled(), mailbox.polled()]);
		expect(first).toMatchObject({ messages: [{ id: 10 }] });
		expect(second).toBeUndefined();
		mailbox.refusal = new Error('Refused');
		await expect(mailbox.poll()).rejects.toThrow();
		expect(await mailbox.polled()).toBeDefined();
	});

	it('triggers of other nodes and workflows are others', async () => {
		const [one, other] = [await begun(), await begun()];
		one.arrives(10);
		other.arrives(20);
		expect(await Promise.all([one.poll(), other.poll()])).toEqual([[10], [20]]);
	});
});
