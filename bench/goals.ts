import { growthPerByte } from './memory';
import { megabytes, round } from './markdown';
import type { ContenderName } from './contenders/contender';
import type { Kind } from './loads';
import type { Measurement } from './measure';
import type { PollReport } from './polls/protocol';
import type { Share } from './share';
import { describe } from './table';

/** How many requests a load may take at the most, and how many of them may be refused. */
interface RequestGoal {
	kind: Kind;
	count: number;
	accepted: number;
	refused: number;
	/** Whether it may take no longer than Bitrix24's own client. */
	isRace?: true;
}

const REQUEST_GOALS: readonly RequestGoal[] = [
	{ kind: 'readMessages', count: 1_000, accepted: 27, refused: 0 },
	{ kind: 'moveMessages', count: 1_000, accepted: 40, refused: 0 },
	{ kind: 'read', count: 2_900, accepted: 58, refused: 3, isRace: true },
];

/** Microseconds an item at the most. */
const MOST_SHARE = 60;

/** How much more an item, or a byte, may cost among ten times as many, to count as growing linearly. */
const MOST_GROWTH = 1.25;

/** Of a poll that finds nothing new, and of the memory for each message in it. */
const MOST_IDLE_REQUESTS = 1;
const MOST_BYTES_A_MESSAGE = 25;

/** All that was measured. */
export interface Results {
	measurements: readonly Measurement[];
	/** In the order of their counts. */
	shares: readonly Share[];
	/** In the order of their counts. */
	memory: readonly Measurement[];
	polls: PollReport;
}

const verdict = (isMet: boolean) => (isMet ? 'met' : '**not met**');

/** What the figures say about the goals, as a list in Markdown. */
export function goals({ measurements, shares, memory, polls }: Results): string {
	return [
		...REQUEST_GOALS.flatMap((goal) => requestGoals(goal, measurements)),
		...shareGoals(shares),
		...memoryGoals(memory),
		...pollGoals(polls),
	]
		.map((line) => `* ${line}`)
		.join('\n');
}

function requestGoals(goal: RequestGoal, measurements: readonly Measurement[]): string[] {
	const { kind, count, accepted: most, refused: mostRefused, isRace } = goal;
	const of = (name: ContenderName) =>
		measurements.find(
			({ contender, load }) => contender === name && load.kind === kind && load.count === count,
		);
	const [node, vendor, engine] = [of('node'), of('vendorClient'), of('passThrough')];
	if (!node) return [];
	const { requests, refused, lost, wrong } = node;
	const accepted = requests - refused;
	const what = describe({ kind, count });
	return [
		`${what}, nothing lost, and nothing done twice or wrongly: ${lost} and ${wrong} ` +
			`(${verdict(lost === 0 && wrong === 0)}).`,
		`${what}, at most ${most} requests accepted and ${mostRefused} rejected: ${accepted} and ` +
			`${refused} (${verdict(accepted <= most && refused <= mostRefused)}).`,
		...(isRace && vendor && engine ? [race(what, node, vendor, engine)] : []),
	];
}

function race(what: string, node: Measurement, vendor: Measurement, engine: Measurement): string {
	const wall = ({ cost }: Measurement) => cost?.wallSeconds ?? Infinity;
	const seconds = (value: number) => `${value.toFixed(2)} s`;
	return (
		`${what}, no longer than Bitrix24’s own client: from the first request to the last one ` +
		`${seconds(node.spanSeconds)} against ${seconds(vendor.spanSeconds)} ` +
		`(${verdict(node.spanSeconds <= vendor.spanSeconds)}); the whole run ${seconds(wall(node))} against ` +
		`${seconds(wall(vendor))} (${verdict(wall(node) <= wall(vendor))}), of which n8n’s ` +
		`engine alone takes ${seconds(wall(engine))}.`
	);
}

function shareGoals(shares: readonly Share[]): string[] {
	const [small, large] = [shares[0], shares.at(-1)];
	if (!small || !large) return [];
	const listed = (of: (share: Share) => number) =>
		shares.map((share) => `${of(share).toFixed(0)} µs at ${share.count.toLocaleString('en')}`).join(', ');
	const isMet = (of: (share: Share) => number) => verdict(shares.every((share) => of(share) <= MOST_SHARE));
	const onTop = ({ node, passThrough }: Share) => node - passThrough;
	const own = ({ node, passThroughHttp }: Share) => node - passThroughHttp;
	return [
		`CPU on top of n8n’s engine alone, at most ${MOST_SHARE} µs per item: ${listed(onTop)} (${isMet(onTop)}); without what ` +
			`n8n’s HTTP takes for the same requests: ${listed(own)} (${isMet(own)}).`,
		`CPU grows linearly with the items: ${listed(({ node }) => node)} in all ` +
			`(${verdict(large.node <= small.node * MOST_GROWTH)}).`,
	];
}

function memoryGoals(memory: readonly Measurement[]): string[] {
	const own = memory.filter(({ contender, cost }) => contender === 'node' && cost);
	const [small, large] = [own[0], own.at(-1)];
	if (!small || !large) return [];
	const listed = own.map(
		(run) =>
			`${round(growthPerByte(run), 1)} bytes for each byte of ${megabytes(run.cost!.textBytes)} MB of text`,
	);
	return [
		`Memory grows with the output only: ${listed.join(', ')} ` +
			`(${verdict(growthPerByte(large) <= growthPerByte(small) * MOST_GROWTH)}).`,
	];
}

function pollGoals({ polls: { idle }, storedBytes, remembered }: PollReport): string[] {
	const each = storedBytes / remembered;
	return [
		`A poll of the trigger that finds nothing new, one request: ${idle.requests} (${verdict(idle.requests <= MOST_IDLE_REQUESTS)}).`,
		`What the trigger remembers, at most ${MOST_BYTES_A_MESSAGE} bytes per message: ${round(storedBytes)} bytes of ${round(remembered)} ` +
			`messages, ${round(each, 1)} each (${verdict(each <= MOST_BYTES_A_MESSAGE)}).`,
	];
}
