import { CONTENDERS } from './contenders/contender';
import { CAP_MS, type Load } from './loads';
import type { Measurement } from './measure';

interface Column {
	title: string;
	cell: (measurement: Measurement) => string;
}

const round = (value: number, digits = 0) =>
	value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const describe = ({ kind, count }: Load) => `${round(count)} ${kind}${count === 1 ? '' : 's'}`;

/** What has no meaning for the engine alone, because it calls nobody. */
const called =
	(cell: Column['cell']): Column['cell'] =>
	(measurement) =>
		measurement.contender === 'passThrough' ? '–' : cell(measurement);

const MEGABYTE = 1024 ** 2;

const COLUMNS: readonly Column[] = [
	{ title: 'Calls', cell: ({ load }) => describe(load) },
	{ title: '', cell: ({ contender }) => CONTENDERS[contender] },
	{ title: 'Requests', cell: called(({ requests }) => round(requests)) },
	{ title: 'Refused', cell: called(({ refused }) => round(refused)) },
	{
		title: 'Wall, s',
		cell: ({ cost }) => (cost ? round(cost.wallSeconds, 2) : `not done in ${CAP_MS / 1000}`),
	},
	{ title: 'First to last request, s', cell: called(({ spanSeconds }) => round(spanSeconds, 2)) },
	{
		title: 'CPU an item, µs',
		cell: (measurement) => (measurement.cost ? round(cpuPerItem(measurement)) : '–'),
	},
	{ title: 'Peak memory, MB', cell: ({ cost }) => (cost ? round(cost.memoryPeak / MEGABYTE) : '–') },
	{ title: 'Items lost', cell: called(({ lost }) => round(lost)) },
];

/** CPU time of the whole process for each item, in microseconds; NaN when the run did not end in time. */
export function cpuPerItem({ cost, load }: Measurement): number {
	return cost ? cost.cpuMicroseconds / load.count : NaN;
}

/** The results as a table in Markdown. */
export function table(measurements: readonly Measurement[]): string {
	const rows = [
		COLUMNS.map(({ title }) => title),
		COLUMNS.map((_, index) => (index < 2 ? '---' : '---:')),
		...measurements.map((measurement) => COLUMNS.map(({ cell }) => cell(measurement))),
	];
	return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
