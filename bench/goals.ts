import type { ContenderName } from './contenders/contender';
import type { Measurement } from './measure';
import type { Share } from './share';

/** The goals: how many reads they are about, requests and refusals at the most, and microseconds an item. */
const READS = 2_900;
const MOST_ACCEPTED = 58;
const MOST_REFUSED = 3;
const MOST_SHARE = 60;

/** How much more an item may cost among ten times as many, to count as growing linearly. */
const MOST_GROWTH = 1.25;

const verdict = (isMet: boolean) => (isMet ? 'met' : '**not met**');

/**
 * What the figures say about the goals, as a list in Markdown.
 *
 * @param shares in the order of their counts
 */
export function goals(measurements: readonly Measurement[], shares: readonly Share[]): string {
	return [...requestGoals(measurements), ...shareGoals(shares)].map((line) => `* ${line}`).join('\n');
}

function requestGoals(measurements: readonly Measurement[]): string[] {
	const of = (name: ContenderName) =>
		measurements.find(
			({ contender, load }) => contender === name && load.kind === 'read' && load.count === READS,
		);
	const [node, vendor, engine] = [of('node'), of('vendorClient'), of('passThrough')];
	if (!node?.cost || !vendor?.cost || !engine?.cost) return [];
	const accepted = node.requests - node.refused;
	const seconds = (value: number) => `${value.toFixed(2)} s`;
	return [
		`2,900 reads, nothing lost: ${node.lost} lost (${verdict(node.lost === 0)}).`,
		`2,900 reads, at most ${MOST_ACCEPTED} requests accepted and ${MOST_REFUSED} refused: ${accepted} and ` +
			`${node.refused} (${verdict(accepted <= MOST_ACCEPTED && node.refused <= MOST_REFUSED)}).`,
		`2,900 reads, no longer than Bitrix24’s own client: from the first request to the last one ` +
			`${seconds(node.spanSeconds)} against ${seconds(vendor.spanSeconds)} ` +
			`(${verdict(node.spanSeconds <= vendor.spanSeconds)}); the whole run ${seconds(node.cost.wallSeconds)} against ` +
			`${seconds(vendor.cost.wallSeconds)} (${verdict(node.cost.wallSeconds <= vendor.cost.wallSeconds)}), of which n8n’s ` +
			`engine alone takes ${seconds(engine.cost.wallSeconds)}.`,
	];
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
		`CPU on top of n8n’s engine alone, at most ${MOST_SHARE} µs an item: ${listed(onTop)} (${isMet(onTop)}); without what ` +
			`n8n’s HTTP takes for the same requests: ${listed(own)} (${isMet(own)}).`,
		`CPU grows linearly with the items: ${listed(({ node }) => node)} in all ` +
			`(${verdict(large.node <= small.node * MOST_GROWTH)}).`,
	];
}
