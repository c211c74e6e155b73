import type { Certificate } from './certificate';
import type { ContenderName } from './contenders/contender';
import type { Load } from './loads';
import { measure, type Measurement } from './measure';

/**
 * Measures a load several times.
 *
 * @param repeats how often
 * @returns the run with the middle wall time, but with the most requests, refusals, and lost items of all runs
 */
export async function measureRepeatedly(
	contender: ContenderName,
	load: Load,
	certificate: Certificate,
	repeats: number,
): Promise<Measurement> {
	const runs: Measurement[] = [];
	for (let repeat = 0; repeat < repeats; repeat++) {
		runs.push(await measure(contender, load, certificate));
	}
	const byWallTime = [...runs].sort((a, b) => wallSeconds(a) - wallSeconds(b));
	const most = (of: (run: Measurement) => number) => Math.max(...runs.map(of));
	return {
		...byWallTime[Math.floor(runs.length / 2)]!,
		requests: most(({ requests }) => requests),
		refused: most(({ refused }) => refused),
		lost: most(({ lost }) => lost),
		wrong: most(({ wrong }) => wrong),
	};
}

const wallSeconds = ({ cost }: Measurement) => cost?.wallSeconds ?? Infinity;
