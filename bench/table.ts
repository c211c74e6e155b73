import { CONTENDERS } from './contenders/contender';
import { CAP_MS, KINDS, type Load } from './loads';
import { megabytes, round, tableOf, type Column } from './markdown';
import type { Measurement } from './measure';

type Cell = Column<Measurement>['cell'];

/** What a load is called: “1,000 reads”. */
export const describe = ({ kind, count }: Load) => `${round(count)} ${KINDS[kind][count === 1 ? 0 : 1]}`;

/** What has no meaning for the engine alone, because it calls nobody. */
const called =
	(cell: Cell): Cell =>
	(measurement) =>
		measurement.contender === 'passThrough' ? '–' : cell(measurement);

/** Who it is, and how long it took. */
export const CONTENDER: Column<Measurement> = {
	title: 'Program',
	cell: ({ contender }) => CONTENDERS[contender],
	isText: true,
};
export const WALL: Column<Measurement> = {
	title: 'Whole run, s',
	cell: ({ cost }) => (cost ? round(cost.wallSeconds, 2) : `not done in ${CAP_MS / 1000}`),
};
export const PEAK: Column<Measurement> = {
	title: 'Peak memory, MB',
	cell: ({ cost }) => (cost ? megabytes(cost.memoryPeak) : '–'),
};

const COLUMNS: ReadonlyArray<Column<Measurement>> = [
	{ title: 'Calls', cell: ({ load }) => describe(load), isText: true },
	CONTENDER,
	{ title: 'Requests', cell: called(({ requests }) => round(requests)) },
	{ title: 'Rejected', cell: called(({ refused }) => round(refused)) },
	WALL,
	{ title: 'First to last request, s', cell: called(({ spanSeconds }) => round(spanSeconds, 2)) },
	{
		title: 'CPU per item, µs',
		cell: (measurement) => (measurement.cost ? round(cpuPerItem(measurement)) : '–'),
	},
	PEAK,
	{ title: 'Items lost', cell: called(({ lost }) => round(lost)) },
	{ title: 'Twice or wrong', cell: called(({ wrong }) => round(wrong)) },
];

/** CPU time of the whole process for each item, in microseconds; NaN when the run did not end in time. */
export function cpuPerItem({ cost, load }: Measurement): number {
	return cost ? cost.cpuMicroseconds / load.count : NaN;
}

/** The results as a table in Markdown. */
export const table = (measurements: readonly Measurement[]): string => tableOf(COLUMNS, measurements);
