/**
 * What `.ci/run` does when there is a Node.js: everything that has to be right before a release. Two steps run at a time:
 * installing n8n beside the checks that need none, one line of n8n beside the other.
 *
 *     .ci/run                 all steps
 *     .ci/run lint tests      these, and what they need
 *     .ci/run --list          their names
 */
import path from 'node:path';
import { cache } from '../../sandbox/n8n/paths.mjs';
import { runAndReport } from './report.mjs';
import { choose } from './schedule.js';
import { STEPS } from './steps.js';

/** Also on larger machines: there, the steps themselves take more. */
const PLACES = 2;

const names = process.argv.slice(2);
if (names.includes('--list')) {
	const width = Math.max(...STEPS.map(({ name }) => name.length));
	for (const { name, title } of STEPS) console.log(`${name.padEnd(width)}  ${title}`);
} else {
	try {
		await runAndReport(choose(STEPS, names), { folder: path.join(cache, 'ci'), places: PLACES });
	} catch (error) {
		console.error(error.message);
		process.exitCode = 2;
	}
}
