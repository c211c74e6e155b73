/** A process that polls a list in which nothing happens, and tells what it cost. */
import type { IDataObject } from 'n8n-workflow';
import { fromStored, type StoredMemory } from '../../nodes/Bitrix24MailTrigger/poll/memory';
import { pollOnce } from '../../nodes/Bitrix24MailTrigger/poll/pollers';
import type { PollKind, PollOrder, PollReport } from './protocol';
import { simulatedSource } from './source';

/** Longer than any message is remembered. */
const DAYS = 7;

/** From one look at the whole span to the next, so that what is remembered changes. */
const INTERVAL_MS = 60_000;

async function main(order: PollOrder): Promise<void> {
	const report = await measurePolls(order);
	process.send?.(report, () => process.exit());
}

async function measurePolls(order: PollOrder): Promise<PollReport> {
	const trigger = createTrigger(order);
	const measureAll = async (round: string): Promise<PollReport['polls']> => {
		const pollWith = (begin: (index: number) => void) => async (index: number) => {
			begin(index);
			await trigger.poll();
		};
		const polls: Record<PollKind, (index: number) => Promise<void>> = {
			first: pollWith((index) => trigger.activate(`${round} ${index}`)),
			idle: pollWith(() => {}),
			whole: pollWith((index) => trigger.restart(`${round} restarted ${index}`)),
		};
		const measure = async (kind: PollKind) => await cost(trigger, polls[kind], order.counts[kind]);
		return { first: await measure('first'), idle: await measure('idle'), whole: await measure('whole') };
	};
	// The compiler has done its work by the second time.
	await measureAll('warm-up');
	return { order, polls: await measureAll('measured'), ...trigger.size() };
}

type Trigger = ReturnType<typeof createTrigger>;

function createTrigger({ messagesPerDay, lookBackHours }: PollOrder) {
	const source = simulatedSource(messagesPerDay, DAYS);
	const options = {
		list: 'https://portal.example.com INBOX',
		lookBackMs: lookBackHours * 3_600_000,
		maxMessages: 50,
		includeBody: true,
		toItem: (raw: IDataObject) => raw,
		isTimeUp: () => false,
	};
	let staticData: IDataObject = {};
	let key = '';
	return {
		source,
		/** The trigger's process is another one from now on: to the poller, what has a new key. */
		restart: (newKey: string) => {
			key = newKey;
			source.pass(INTERVAL_MS);
		},
		activate: (newKey: string) => {
			key = newKey;
			staticData = {};
		},
		poll: async () => {
			const polled = await pollOnce(key, staticData, source, options);
			if (polled?.messages.length !== 0) throw new Error('Something was new to a poll');
		},
		size: () => ({
			storedBytes: Buffer.byteLength(JSON.stringify(staticData)),
			remembered: fromStored(staticData.memory as StoredMemory)!.seen.size,
		}),
	};
}

async function cost({ source }: Trigger, poll: (index: number) => Promise<void>, count: number) {
	let requests = 0;
	const cpuBefore = process.cpuUsage();
	for (let index = 0; index < count; index++) {
		source.requests = 0;
		await poll(index);
		requests = Math.max(requests, source.requests);
	}
	const { user, system } = process.cpuUsage(cpuBefore);
	return { requests, cpuMicroseconds: (user + system) / count };
}

void main(JSON.parse(process.argv[2]!) as PollOrder);
