/**
 * Figures of a suite for docs/reliability.md. CommonJS, because Jest's suites and those of node:test both call it.
 */
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * Writes what a suite has counted into the folder that the environment variable RELIABILITY_REPORT names, as
 * `<suite>.json` or `<suite>.<part>.json`; does nothing when it is not set. Call it once, when all is counted.
 *
 * @param {string} suite as scripts/reliability/suites.js names it: `faults`, `security`, `hostile`, `queue`, `soak` …
 * @param {Record<string, number>} figures such as `{ cases: 400, faults: 35, lost: 0, doubled: 0 }`
 * @param {string} [part] of a suite that has several files, or runs with several engines of n8n. The figures of the
 *   parts are added up; without it, a later call takes the place of an earlier one.
 * @throws {Error} when a name is no file name, or a figure is no number: a table of blanks would look like zeros
 */
function report(suite, figures, part) {
	const folder = process.env.RELIABILITY_REPORT;
	for (const name of part === undefined ? [suite] : [suite, part]) {
		if (!/^[\w-]+$/.test(name)) throw new Error(`“${name}” can’t be the name of a report`);
	}
	for (const [name, figure] of Object.entries(figures)) {
		if (!Number.isFinite(figure)) throw new Error(`The figure “${name}” of ${suite} is no number`);
	}
	if (!folder) return;
	mkdirSync(folder, { recursive: true });
	const file = part === undefined ? `${suite}.json` : `${suite}.${part}.json`;
	const content = { suite, part, date: new Date().toISOString(), ...figures };
	writeFileSync(join(folder, file), `${JSON.stringify(content, null, '\t')}\n`);
}

module.exports = { report };
