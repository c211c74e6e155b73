import type { Certificate } from './certificate';
import { CONTENDERS, IN_TABLE } from './contenders/contender';
import { MEMORY_LOADS } from './loads';
import { megabytes, round, tableOf, type Column } from './markdown';
import { measure, type Measurement } from './measure';
import { CONTENDER, describe, PEAK, WALL } from './table';

/**
 * Measures how much memory it takes to read long messages. The portal has no limit here: a plain node would lose
 * nearly all of them, and need little.
 *
 * @param tell hears of the progress
 */
export async function measureMemory(
	certificate: Certificate,
	tell: (text: string) => void,
	loads = MEMORY_LOADS,
): Promise<Measurement[]> {
	const measurements: Measurement[] = [];
	for (const load of loads) {
		for (const contender of IN_TABLE) {
			tell(`memory of ${describe(load)}, ${CONTENDERS[contender]}`);
			measurements.push(await measure(contender, load, certificate, { unlimited: true }));
		}
	}
	return measurements;
}

/** By how many bytes the process grew for each byte of text that came out of it. NaN when the run did not end in time. */
export function growthPerByte({ cost }: Measurement): number {
	return cost ? (cost.memoryPeak - cost.memoryBefore) / cost.textBytes : NaN;
}

const COLUMNS: ReadonlyArray<Column<Measurement>> = [
	{
		title: 'Long messages',
		cell: ({ load }) => `${describe(load)}, of ${round(load.bodyBytes! / 1000)} KB each`,
		isText: true,
	},
	CONTENDER,
	{ title: 'Text in the output, MB', cell: ({ cost }) => (cost ? megabytes(cost.textBytes) : '–') },
	{ title: 'Memory before, MB', cell: ({ cost }) => (cost ? megabytes(cost.memoryBefore) : '–') },
	PEAK,
	{
		title: 'Growth per byte of text, bytes',
		cell: (measurement) => (measurement.cost ? round(growthPerByte(measurement), 1) : '–'),
	},
	WALL,
	{ title: 'Items lost', cell: ({ contender, lost }) => (contender === 'passThrough' ? '–' : round(lost)) },
];

/** The results as a table in Markdown. */
export const memoryTable = (measurements: readonly Measurement[]): string =>
	measurements.length === 0 ? '' : tableOf(COLUMNS, measurements);
