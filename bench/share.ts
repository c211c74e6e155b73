import type { Certificate } from './certificate';
import type { ContenderName } from './contenders/contender';
import { SHARE } from './loads';
import { measure } from './measure';
import { cpuPerItem } from './table';

/** CPU time in microseconds an item: the least of several runs, because other programs only ever add to it. */
export interface Share {
	count: number;
	node: number;
	engineAlone: number;
}

/**
 * Measures how much of a run's CPU time is not n8n's engine's: the node against the same run with a function that answers
 * at once. The portal has no limit here, so that nothing waits.
 *
 * @param tell hears of the progress
 */
export async function measureShares(
	certificate: Certificate,
	tell: (text: string) => void,
): Promise<Share[]> {
	const shares: Share[] = [];
	for (const count of SHARE.counts) {
		tell(`CPU of ${count} reads without a limit, ${SHARE.repeats} times`);
		const least: Record<'node' | 'passThrough', number> = { node: Infinity, passThrough: Infinity };
		for (let repeat = 0; repeat < SHARE.repeats; repeat++) {
			for (const contender of ['node', 'passThrough'] as const satisfies ContenderName[]) {
				const measurement = await measure(contender, { kind: 'read', count }, certificate, {
					unlimited: true,
					warmUp: SHARE.warmUp,
				});
				least[contender] = Math.min(least[contender], cpuPerItem(measurement));
			}
		}
		shares.push({ count, node: least.node, engineAlone: least.passThrough });
	}
	return shares;
}
