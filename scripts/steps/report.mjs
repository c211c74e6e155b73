import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { root } from '../../sandbox/n8n/paths.mjs';
import { endAll, exitCodeOf, onInterruption, run } from '../../sandbox/n8n/process.mjs';
import { runSteps } from './schedule.js';

/**
 * Runs steps and tells people about it: a line when one begins, all that it has put out when it has ended, the reason last when
 * one ends badly, and how many were there. The exit code of this process says so, too.
 *
 * @param {import('./schedule.js').Step[]} steps
 * @param {object} options
 * @param {string} options.folder for the steps' logs
 * @param {number} options.places how many run at a time
 * @param {boolean} [options.brief] whether what steps put out is shown of failed ones only
 */
export async function runAndReport(steps, { folder, places, brief = false }) {
	mkdirSync(folder, { recursive: true });
	const startedAt = Date.now();
	let interrupted = false;
	onInterruption((signal) => {
		interrupted = true;
		return exitCodeOf(signal);
	});
	const logOf = (step) => path.join(folder, `${step.name}.log`);

	const { passed, failed, stopped } = await runSteps(steps, {
		places,
		run: (step, isAlone) => runOne(step, { log: logOf(step), live: isAlone && !brief, brief }),
		stop: endAll,
	});
	if (failed) {
		for (const step of stopped)
			console.log(`    ${step.title}: stopped (${path.relative(root, logOf(step))})`);
		if (!interrupted) console.log(`\n==> ${failed.step.title}: failed\n${failed.error.message}`);
		process.exitCode = 1;
	}
	console.log(`\n${passed.length} passed, ${failed ? 1 : 0} failed (${seconds(startedAt)})`);
}

/**
 * @param {import('./schedule.js').Step} step
 * @param {{ log: string, live: boolean, brief: boolean }} options live: what it puts out is shown at once
 * @throws {Error} with all that it has put out, unless that was shown
 */
async function runOne({ title, command: [program, ...args] }, { log, live, brief }) {
	if (!brief) console.log(`--> ${title} …`);
	const startedAt = Date.now();
	const file = createWriteStream(log);
	let output = '';
	try {
		await run(program, args, {
			cwd: root,
			onOutput(text) {
				output += text;
				file.write(text);
				if (live) process.stdout.write(text);
			},
		});
	} catch (error) {
		const what = `${error.message.split('\n', 1)[0]} after ${seconds(startedAt)}`;
		throw new Error(live ? what : `${output.trimEnd()}\n${what}`, { cause: error });
	} finally {
		file.end();
		await finished(file);
	}
	if (brief) return console.log(`✓ ${title} (${seconds(startedAt)})`);
	if (!live) console.log(`\n==> ${title}\n${output.trimEnd()}`);
	console.log(`<== ${title}: ${seconds(startedAt)}\n`);
}

/** @param {number} since in milliseconds */
function seconds(since) {
	return `${Math.round((Date.now() - since) / 1000)} s`;
}
