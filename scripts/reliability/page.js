/**
 * From the reports of the suites to the page. CommonJS, so that Jest can test it.
 *
 * @typedef {{ suite: string, part?: string, date: string, [figure: string]: unknown }} Report as test/support/report.js
 *   writes them
 * @typedef {{ date: string, where: string, figures: Record<string, number> }} Entry what is kept of a suite:
 *   the day (YYYY-MM-DD), machine and versions, and its figures, summed over its parts
 */
const { COLUMNS, LABELS, SUITES } = require('./suites');

/**
 * The entries of the suites that have reported.
 *
 * @param {Report[]} reports
 * @param {string} where machine and versions
 * @returns {Record<string, Entry>} by the suite's name
 * @throws {Error} when a report is of no known suite, or has no usable date
 */
function entriesOf(reports, where) {
	/** @type {Record<string, Entry>} */
	const entries = {};
	for (const { suite, part, date, ...figures } of reports) {
		if (!SUITES.some((known) => known.suite === suite)) {
			throw new Error(`There is a report of “${suite}”, which scripts/reliability/suites.js does not know`);
		}
		const day = new Date(date).toISOString().slice(0, 10);
		const entry = (entries[suite] ??= { date: day, where, figures: {} });
		if (day > entry.date) entry.date = day;
		for (const [name, figure] of Object.entries(figures)) {
			if (typeof figure !== 'number')
				throw new Error(`The figure “${name}” of ${suite} ${part ?? ''} is no number`);
			entry.figures[name] = (entry.figures[name] ?? 0) + figure;
		}
	}
	return entries;
}

/**
 * What must not have happened, but did.
 *
 * @param {Record<string, Entry>} entries
 * @returns {string[]} one line for each figure that should be zero
 */
function alarms(entries) {
	return SUITES.flatMap(({ suite, title }) =>
		COLUMNS.filter(({ figure, none }) => none && (entries[suite]?.figures[figure] ?? 0) !== 0).map(
			({ figure, title: what }) => `${title}: ${what.toLowerCase()} ${entries[suite].figures[figure]}`,
		),
	);
}

/**
 * The page in Markdown.
 *
 * @param {Record<string, Entry>} entries a suite that has none is said to have none
 * @returns {string}
 */
function pageOf(entries) {
	return `# Reliability

How the node is tested, and with what result. Before each release, automated tests try to break it. They run it in n8n’s own engine against a stand-in for
Bitrix24 that behaves like the real one, and that fails on purpose: it cuts connections, rejects requests, answers too late, or sends nonsense. After each run, the tests compare what the
node reports with what the stand-in really did.

Each row is one set of tests. The four columns on the right should be 0: items that disappeared, changes that were made twice, errors that claim something untrue, and secrets found where they
don’t belong. A dash means that the set doesn’t count it.

${tableOf(entries)}

This page is written by a program (\`npm run reliability\`). Sets that take long keep their figures until they run again, so each row has its date. [CONTRIBUTING.md](../CONTRIBUTING.md#the-suites)
says how to run them yourself.

${SUITES.map((suite) => paragraphOf(suite, entries[suite.suite])).join('\n\n')}
`;
}

module.exports = { entriesOf, alarms, pageOf };

const numberOf = (figure) => figure.toLocaleString('en', { maximumFractionDigits: 2 });

function tableOf(entries) {
	const head = ['Tests', ...COLUMNS.map(({ title }) => title), 'Date'];
	const rows = SUITES.map(({ suite, title }) => {
		const { figures = {}, date = 'not run yet' } = entries[suite] ?? {};
		const cells = COLUMNS.map(({ figure }) => (figure in figures ? numberOf(figures[figure]) : '–'));
		return [title, ...cells, date];
	});
	const rule = head.map((_, column) => (column === 0 || column === head.length - 1 ? '---' : '---:'));
	return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function paragraphOf({ title, about, command }, entry) {
	const lines = [`## ${title}`, '', `${about} To run it: \`${command}\`.`];
	if (entry === undefined) return lines.join('\n');
	const more = Object.entries(entry.figures).filter(
		([name]) => !COLUMNS.some(({ figure }) => figure === name),
	);
	if (more.length > 0) {
		lines.push('', more.map(([name, figure]) => line(name, figure)).join('\n'));
	}
	lines.push('', `Run on ${entry.date} · ${entry.where}`);
	return lines.join('\n');
}

/** What a figure's name can end in, and how that is written. */
const UNITS = { Minutes: 'min', Seconds: 's', Percent: '%', Megabytes: 'MB', Bytes: 'bytes' };

/** “longestWaitSeconds”, 3 → “Longest wait: 3 s”. */
function line(name, figure) {
	const [unit] = Object.keys(UNITS).filter((ending) => name.endsWith(ending));
	const value = unit === undefined ? numberOf(figure) : `${numberOf(figure)} ${UNITS[unit]}`;
	return `* ${LABELS[name] ?? wordsIn(unit === undefined ? name : name.slice(0, -unit.length))}: ${value}`;
}

/** “longestWait” → “Longest wait”. */
function wordsIn(name) {
	const words = name
		.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=\d)/g, ' ')
		.toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
}
