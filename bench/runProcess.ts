/** A process that runs one contender once and tells what it cost. */
import type { Contender } from './contenders/contender';
import { idsOf } from './judge';
import type { RunOrder, RunReport } from './protocol';

/** In bytes; Node.js counts it in kilobytes. */
const peak = () => process.resourceUsage().maxRSS * 1024;

async function main({ contender: name, load, target, warmUp }: RunOrder): Promise<void> {
	const { contender } = (await import(`./contenders/${name}`)) as { contender: Contender };
	await contender.run(warmUp.target, warmUp.load);
	globalThis.gc?.();

	const memoryBefore = peak();
	const startedAt = performance.now();
	const cpuBefore = process.cpuUsage();
	const back = await contender.run(target, load);
	const { user, system } = process.cpuUsage(cpuBefore);
	const report: RunReport = {
		wallSeconds: (performance.now() - startedAt) / 1000,
		cpuMicroseconds: user + system,
		memoryBefore,
		memoryPeak: peak(),
		// From here on, nothing counts.
		textBytes: back.reduce((sum, { body = '' }) => sum + Buffer.byteLength(body), 0),
		ids: idsOf(back, load),
	};
	process.send?.(report, () => process.exit());
}

void main(JSON.parse(process.argv[2]!) as RunOrder);
