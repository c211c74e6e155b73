/**
 * Makes docs/reliability.md (`npm run reliability`): runs the suites, and puts what they report into docs/reliability.json,
 * which the page is written from. What did not run keeps its last figures there.
 *
 * `--long` also runs the suites that take many minutes; `--suite queue` (may be repeated) runs just that one;
 * `--from <folder>` runs nothing and takes the reports in a folder, which suites have written there before
 * (RELIABILITY_REPORT=<folder> npm run test:soak); `--page` only writes the page anew, from the figures that are kept.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describePlace } from './place.mjs';
import { alarms, entriesOf, pageOf } from './page.js';
import { SUITES } from './suites.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const DATA = join(root, 'docs', 'reliability.json');
const PAGE = join(root, 'docs', 'reliability.md');

try {
	const { long, suite, from, page } = parseArgs({
		options: {
			long: { type: 'boolean', default: false },
			suite: { type: 'string', multiple: true },
			from: { type: 'string' },
			page: { type: 'boolean', default: false },
		},
	}).values;
	if (page) write([]);
	else if (from === undefined) write(runSuites(chosen(suite, long)));
	else write(reportsIn(resolve(from)));
} catch (error) {
	console.error(`reliability: ${error.message}`);
	process.exitCode = 1;
}

/** @throws when there is no suite of a name */
function chosen(names, withLong) {
	if (names === undefined) return SUITES.filter((suite) => withLong || !suite.long);
	return names.map((name) => {
		const found = SUITES.find(({ suite }) => suite === name);
		if (found === undefined) {
			throw new Error(`there is no suite “${name}”, but: ${SUITES.map(({ suite }) => suite).join(', ')}`);
		}
		return found;
	});
}

/**
 * @returns what they have reported
 * @throws when a suite does not end well, or reports nothing: its old figures would stand there as if they were new
 */
function runSuites(suites) {
	const folder = mkdtempSync(join(tmpdir(), 'reliability-'));
	try {
		for (const { suite, command } of suites) {
			console.log(`reliability: ${command} …`);
			const { status, error } = spawnSync(command, {
				cwd: root,
				env: { ...process.env, RELIABILITY_REPORT: folder },
				shell: true,
				stdio: 'inherit',
			});
			if (error) throw error;
			if (status !== 0) throw new Error(`${command} did not end well; the page stays as it is`);
			if (!readdirSync(folder).some((name) => name.startsWith(`${suite}.`))) {
				throw new Error(`${command} has written no report; the page stays as it is`);
			}
		}
		return reportsIn(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @throws when there is none */
function reportsIn(folder) {
	const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
	if (names.length === 0) throw new Error(`there is no report in ${folder}`);
	return names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

/** @throws when something happened that must not: it stands on the page all the same */
function write(reports) {
	const kept = existsSync(DATA) ? JSON.parse(readFileSync(DATA, 'utf8')) : {};
	const entries = { ...kept, ...entriesOf(reports, describePlace()) };
	writeFileSync(DATA, `${JSON.stringify(entries, null, '\t')}\n`);
	writeFileSync(PAGE, pageOf(entries));
	console.log('reliability: docs/reliability.md is written');
	const lines = alarms(entries);
	if (lines.length > 0) throw new Error(`this must not happen:\n  ${lines.join('\n  ')}`);
}
