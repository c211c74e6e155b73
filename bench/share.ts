import type { Certificate } from './certificate';
import { SHARE } from './loads';
import { measure } from './measure';
import { cpuPerItem } from './table';

const PARTS = ['node', 'passThrough', 'passThroughHttp'] as const;

/** CPU time in microseconds an item: the least of several runs, because other programs only ever add to it. */
export type Share = { count: number } & Record<(typeof PARTS)[number], number>;

/**
 * Measures how much of a run's CPU time is not n8n's: the node against the same run with a function that answers at once,
 * and against the same with the requests that the node makes. The portal has no limit here, so that nothing waits.
 *
 * @param tell hears of the progress
 */
export async function measureShares(
	certificate: Certificate,
	tell: (text: string) => void,
): Promise<Share[]> {
	const shares: Share[] = [];
	for (const { count, repeats } of SHARE.loads) {
		const share: Share = { count, node: Infinity, passThrough: Infinity, passThroughHttp: Infinity };
		for (let repeat = 1; repeat <= repeats; repeat++) {
			tell(`CPU of ${count} reads without a limit, ${repeat} of ${repeats}`);
			for (const part of PARTS) {
				const conditions = { unlimited: true, warmUp: SHARE.warmUp };
				const measurement = await measure(part, { kind: 'read', count }, certificate, conditions);
				share[part] = Math.min(share[part], cpuPerItem(measurement));
			}
		}
		shares.push(share);
	}
	return shares;
}
