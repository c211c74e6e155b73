import { restoreClocks } from '../../../support/virtualTime';
import { DAY, HOUR, Mailbox, MINUTE } from './mailbox';

afterAll(restoreClocks);

/** A mailbox with three messages, which the trigger has looked at. */
async function begun(): Promise<Mailbox> {
	const mailbox = new Mailbox();
	for (const id of [1, 2, 3]) mailbox.arrives(id, id * HOUR);
	await mailbox.poll();
	return mailbox;
}

const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('The first poll', () => {
	it('remembers, and announces nothing', async () => {
		const mailbox = new Mailbox();
		mailbox.arrive(1, 450);
		expect(await mailbox.polled()).toMatchObject({ messages: [], beginsAnew: 'first', isEmpty: false });
		expect(mailbox.requests.every((request) => request === 'list')).toBe(true);
		expect(await mailbox.poll()).toEqual([]);
	});

	it('of an empty mailbox announces nothing, the next one what has come', async () => {
		const mailbox = new Mailbox();
		expect(await mailbox.polled()).toMatchObject({ messages: [], isEmpty: true });
		mailbox.arrives(1);
		expect(await mailbox.poll()).toEqual([1]);
	});

	it('ends early when its time is up: what it has not reached is not announced, what comes then is', async () => {
		const mailbox = new Mailbox();
		mailbox.arrive(1, 900);
		mailbox.options = { ...mailbox.options, isTimeUp: () => true };
		expect(await mailbox.polled()).toMatchObject({ messages: [], isComplete: true });
		expect(mailbox.requests).toHaveLength(1);
		mailbox.options = { ...mailbox.options, isTimeUp: () => false };
		mailbox.arrives(901);
		expect(await mailbox.poll(HOUR)).toEqual([901]);
	});

	it('remembers what a change of the portal’s clock could bring back', async () => {
		const mailbox = new Mailbox();
		mailbox.arrives(1, 72 * HOUR);
		await mailbox.poll();
		mailbox.messages.set(1, mailbox.now);
		expect(await mailbox.poll()).toEqual([]);
	});
});

describe('A poll', () => {
	it('announces what is new, oldest first', async () => {
		const mailbox = await begun();
		mailbox.arrives(10);
		mailbox.arrives(11, 30 * MINUTE);
		mailbox.arrives(12, 47 * HOUR);
		mailbox.arrives(13, 0);
		expect(await mailbox.poll()).toEqual([12, 11, 10, 13]);
		expect(await mailbox.poll()).toEqual([]);
	});

	it('without news is one request, and changes nothing in the memory', async () => {
		const mailbox = await begun();
		const { memory } = mailbox;
		for (let polls = 0; polls < 8; polls++) {
			await mailbox.poll();
			expect(mailbox.requests).toEqual(['list']);
		}
		expect(mailbox.memory).toBe(memory);
	});

	it('with news is three: what there is, what is one’s own, what it says', async () => {
		const mailbox = await begun();
		mailbox.arrive(10, 40);
		await mailbox.poll();
		expect(mailbox.requests).toEqual(['list', 'filter', 'read 31']);
	});

	it('reads nothing when bodies are not wanted', async () => {
		const mailbox = await begun();
		mailbox.options = { ...mailbox.options, includeBody: false };
		mailbox.arrives(10);
		mailbox.gone.add(10);
		expect(await mailbox.poll()).toEqual([10]);
		expect(mailbox.requests).toEqual(['list', 'filter']);
	});

	it('does not announce what was received before the look-back', async () => {
		const mailbox = await begun();
		for (const [id, hours] of [
			[10, 48.2],
			[11, 60],
			[12, 10_000],
		] as const)
			mailbox.arrives(id, hours * HOUR);
		expect(await mailbox.poll()).toEqual([]);
		expect(await mailbox.poll(HOUR)).toEqual([]);
	});

	it('announces what comes as late as the look-back allows, in a busy mailbox within an hour', async () => {
		const mailbox = await begun();
		mailbox.arrive(100, 1_000);
		for (let polls = 0; polls < 20; polls++) await mailbox.poll(MINUTE);
		mailbox.arrives(2_000, 47 * HOUR);
		const found: number[] = [];
		for (let minutes = 0; minutes < 60; minutes++) found.push(...(await mailbox.poll(MINUTE)));
		expect(found).toEqual([2_000]);
	});

	it('announces all that came while n8n was not there', async () => {
		const mailbox = await begun();
		for (const id of ids(10, 30)) {
			mailbox.now += 6 * HOUR;
			mailbox.arrives(id);
		}
		mailbox.restart();
		expect(await mailbox.poll(DAY)).toEqual(ids(10, 30));
	});

	it('announces a message without a date once', async () => {
		const mailbox = await begun();
		mailbox.messages.set(10, undefined);
		expect(await mailbox.poll()).toEqual([10]);
		for (let days = 0; days < 10; days++) expect(await mailbox.poll(DAY)).toEqual([]);
	});

	it('does not announce again what it has, when the portal’s clock is changed', async () => {
		const mailbox = await begun();
		mailbox.arrives(10);
		await mailbox.poll();
		const received = mailbox.messages.get(10)!;
		mailbox.messages.clear();
		await mailbox.poll(49 * HOUR);
		mailbox.messages.set(10, received + HOUR);
		expect(await mailbox.poll(0)).toEqual([]);
		mailbox.restart();
		expect(await mailbox.poll(0)).toEqual([]);
	});

	it('does not take history for news when the portal’s clock is changed', async () => {
		const mailbox = await begun();
		mailbox.arrives(10, 49 * HOUR);
		await mailbox.poll(HOUR);
		mailbox.messages.set(10, mailbox.messages.get(10)! + 2 * HOUR);
		expect(await mailbox.poll(HOUR)).toEqual([]);
	});
});

describe('When more comes than one poll may announce', () => {
	it('the rest comes with the next polls, oldest first, with what comes meanwhile behind it', async () => {
		const mailbox = await begun();
		mailbox.arrive(100, 219);
		expect(await mailbox.polled()).toMatchObject({ waiting: 70, isFallingBehind: true });
		mailbox.arrives(500);
		expect(await mailbox.polled()).toMatchObject({ waiting: 21, isFallingBehind: false });
		expect(await mailbox.poll()).toEqual([...ids(200, 219), 500]);
		expect(await mailbox.poll()).toEqual([]);
	});

	it('it survives restarts and troubles, for longer than the look-back', async () => {
		const mailbox = await begun();
		mailbox.options = { ...mailbox.options, maxMessages: 10 };
		mailbox.arrive(100, 219);
		const announced: number[] = [];
		for (let polls = 0; polls < 12; polls++) {
			announced.push(...(await mailbox.poll(DAY)));
			mailbox.restart();
			mailbox.refusal = new Error('Refused');
			await expect(mailbox.poll()).rejects.toThrow('Refused');
		}
		expect(announced).toEqual(ids(100, 219));
	});

	it('a poll whose time is up announces what it has', async () => {
		const mailbox = await begun();
		mailbox.options = { ...mailbox.options, maxMessages: 500, isTimeUp: () => mailbox.requests.length >= 3 };
		mailbox.arrive(100, 219);
		expect(await mailbox.poll()).toEqual(ids(100, 149));
		expect(mailbox.memory.isBehind).toBe(true);
	});

	it('a poll whose time is up leaves the horizon where it is', async () => {
		const mailbox = await begun();
		const { horizon } = mailbox.memory;
		mailbox.arrive(100, 700);
		mailbox.options = { ...mailbox.options, isTimeUp: () => true };
		expect(await mailbox.polled(DAY)).toMatchObject({ isComplete: false });
		expect(mailbox.memory.horizon).toBe(horizon);
	});
});

describe('What is not announced now', () => {
	it('comes never when it does not fit, whatever is chosen later', async () => {
		const mailbox = await begun();
		mailbox.arrives(10);
		mailbox.own.add(10);
		expect(await mailbox.poll()).toEqual([]);
		mailbox.own.clear();
		expect(await mailbox.poll(HOUR)).toEqual([]);
	});

	it('comes when it fits later, within the horizon', async () => {
		const mailbox = await begun();
		await mailbox.poll();
		// As with a message that is read now: the portal did not list it before.
		mailbox.arrives(10, 20 * HOUR);
		expect(await mailbox.poll()).toEqual([10]);
	});

	it('comes when it was gone, and is back', async () => {
		const mailbox = await begun();
		mailbox.arrive(10, 12);
		mailbox.gone.add(11);
		expect(await mailbox.poll()).toEqual([10, 12]);
		expect(await mailbox.poll()).toEqual([]);
		mailbox.gone.clear();
		expect(await mailbox.poll()).toEqual([11]);
	});

	it('comes when it could not be read, and can be now; the others do not wait for it', async () => {
		const mailbox = await begun();
		mailbox.arrive(10, 12);
		mailbox.broken.add(10);
		expect(await mailbox.polled()).toMatchObject({
			messages: [{ id: 11 }, { id: 12 }],
			waiting: 1,
			errors: [new Error('Message 10 can’t be read')],
		});
		await expect(mailbox.poll()).rejects.toThrow('Message 10 can’t be read');
		mailbox.broken.clear();
		expect(await mailbox.poll(3 * DAY)).toEqual([10]);
	});
});

describe('An error', () => {
	it.each(['list', 'filter', 'read 2'])('of “%s” is thrown, and loses nothing', async (request) => {
		const mailbox = await begun();
		mailbox.arrive(10, 11);
		const { memory } = mailbox;
		const { source } = mailbox;
		const method = ({ list: 'page', filter: 'filter', 'read 2': 'messages' } as const)[request as 'list'];
		const works = source[method];
		Object.assign(source, { [method]: async () => await Promise.reject(new Error('Refused')) });
		await expect(mailbox.poll()).rejects.toThrow('Refused');
		expect(mailbox.memory).toBe(memory);
		Object.assign(source, { [method]: works });
		expect(await mailbox.poll()).toEqual([10, 11]);
	});

	it('in the first poll leaves it to the next one to be the first', async () => {
		const mailbox = new Mailbox();
		mailbox.arrives(1);
		mailbox.refusal = new Error('Refused');
		await expect(mailbox.poll()).rejects.toThrow('Refused');
		expect(mailbox.staticData).toEqual({});
		expect(await mailbox.poll()).toEqual([]);
		mailbox.arrives(2);
		expect(await mailbox.poll()).toEqual([2]);
	});
});
