import { report } from '../../../support/report';
import { replaceClocks, restoreClocks } from '../../../support/virtualTime';
import { Life } from './life';
import { HOUR, MINUTE, planOf, type Plan } from './plan';
import { randomOf } from './random';
import { Verdict } from './verdict';

const randomPlan = (seed: number) => planOf(seed, randomOf(seed));

/** Nothing goes wrong, and nothing special happens. */
const CALM: Plan = {
	...randomPlan(1),
	saving: 'classic',
	dialect: { version: 'S4', hasOffsets: false },
	days: 5,
	messagesPerDay: 300,
	pollEveryMs: 10 * MINUTE,
	lookBackMs: 48 * HOUR,
	maxMessages: 50,
	includeBody: true,
	clockChangeMs: 0,
	bursts: 0,
	beginsWithBurst: false,
	histories: 0,
	downtimes: 0,
	reactivations: 0,
	processes: 1,
	faults: 0,
	kills: 0,
	leaving: 0,
	returning: 0,
	hidden: 0,
	unreadable: 0,
	own: 0,
	late: 0.05,
};

/** What chance would bring too seldom. */
const SCENARIOS: Record<string, Partial<Plan>> = {
	'a backlog for longer than the look-back, which shrinks through restarts': {
		lookBackMs: 6 * HOUR,
		pollEveryMs: 30 * MINUTE,
		maxMessages: 20,
		messagesPerDay: 60,
		bursts: 1,
		burstSize: 1_000,
		downtimes: 2,
		kills: 0.01,
		days: 8,
	},
	'an old server that has a thousand messages to store when the workflow is switched on': {
		dialect: { version: 'S1', hasOffsets: false },
		beginsWithBurst: true,
		burstSize: 1_000,
	},
	'months of little mail': { messagesPerDay: 3, days: 180, downtimes: 3, histories: 3, faults: 0.02 },
	'mailboxes that are connected while n8n’s scheduler polls by turns': {
		saving: 'scheduler',
		processes: 2,
		histories: 4,
		faults: 0.02,
		days: 10,
	},
};

/** Messages of the usual run, at the least. */
const MESSAGES = 110_000;

const tally = { cases: 0, items: 0, faults: 0, lost: 0, doubled: 0, wrong: 0 };
const more = {
	polls: 0,
	requests: 0,
	kills: 0,
	repeatedAfterKill: 0,
	memoryPerMessageBytes: 0,
	incomplete: 0,
};

async function live(plan: Plan): Promise<Life> {
	const life = new Life(plan);
	replaceClocks(
		() => life.now,
		() => life.now,
	);
	try {
		await life.run();
		return life;
	} catch (error) {
		if (error instanceof Verdict) tally[error.kind] += error.count;
		throw error;
	} finally {
		const { messages, faults, ...figures } = life.figures;
		tally.cases += 1;
		tally.items += messages;
		tally.faults += faults;
		for (const name of ['polls', 'requests', 'kills', 'repeatedAfterKill'] as const)
			more[name] += figures[name];
		more.incomplete += life.incomplete;
	}
}

/** JSON around the IDs, and a memory of few messages. */
const FRAME_BYTES = 200;

function expectSmallMemory({ figures: { memoryBytes, memoryMessages } }: Life): void {
	expect(memoryBytes).toBeLessThan(FRAME_BYTES + 25 * memoryMessages);
}

describe('Every message starts the workflow once', () => {
	afterAll(() => {
		restoreClocks();
		const { wrong, ...figures } = tally;
		const { incomplete, ...others } = more;
		report('trigger', { ...figures, ...others });
	});

	it.each(Object.entries(SCENARIOS))('with %s', async (_, changes) => {
		const life = await live({ ...CALM, ...changes });
		expectSmallMemory(life);
		expect(life.figures.announced).toBeGreaterThan(0);
	});

	it('with a memory of at most 4 bytes a message where there are many', async () => {
		const { figures } = await live({ ...CALM, messagesPerDay: 5_000, maxMessages: 200, days: 3 });
		more.memoryPerMessageBytes = figures.memoryBytes / figures.memoryMessages;
		expect(figures.memoryMessages).toBeGreaterThan(14_000);
		expect(more.memoryPerMessageBytes).toBeLessThan(4);
	});

	it('whatever happens', async () => {
		const lives = Number(process.env.PROPERTY_RUNS ?? 0);
		for (let seed = 1; seed <= lives || (lives === 0 && tally.items < MESSAGES); seed++) {
			expectSmallMemory(await live(randomPlan(seed)));
		}
		expect(more.incomplete).toBeLessThan(more.polls / 1_000);
	});
});
