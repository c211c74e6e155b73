import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/** How much of a process's output is kept for an error message. */
const KEPT_LINES = 30;

/** How long a process may take to end by itself before it is ended. */
const GRACE_MS = 10_000;

/** Process groups that are still running; whatever way this process ends, none outlives it. */
const running = new Set();
process.on('exit', () => {
	for (const child of running) signalGroup(child, 'SIGKILL');
});

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} [options] show: let its output through
 * @returns {Promise<string>} what it wrote to its standard output (empty with `show`)
 * @throws {Error} with the end of its output when it fails, or when there is no such command
 */
export function run(command, args, { cwd, env = process.env, show = false } = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, env, stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
		let stdout = '';
		let all = '';
		child.stdout?.on('data', (chunk) => {
			stdout += chunk;
			all += chunk;
		});
		child.stderr?.on('data', (chunk) => (all += chunk));
		child.on('error', (error) => reject(new Error(`"${command}" could not be started: ${error.message}`)));
		child.on('close', (code, signal) => {
			if (code === 0) return resolve(stdout);
			const line = [path.basename(command), ...args].join(' ');
			reject(new Error(`"${line}" ended with ${signal ?? `code ${code}`}\n${lastLines(all)}`));
		});
	});
}

/**
 * Starts a command that keeps running, in a process group of its own: Ctrl-C reaches this process alone,
 * which then ends the others in the right order.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, logFile: string }} options logFile: where its output goes
 * @returns {Promise<BackgroundProcess>}
 *
 * @typedef {object} BackgroundProcess
 * @property {() => string} output what it has written so far
 * @property {() => boolean} ended
 * @property {Promise<void>} end resolves when it has ended
 * @property {() => Promise<void>} stop asks it to end, waits, and insists after ten seconds
 * @property {() => Promise<void>} kill ends it at once, as a crash or a lost machine would
 */
export async function background(command, args, { cwd, env = process.env, logFile }) {
	await mkdir(path.dirname(logFile), { recursive: true });
	const log = createWriteStream(logFile);
	const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
	running.add(child);
	let written = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8');
		stream.on('data', (text) => {
			written += text;
			log.write(text);
		});
	}
	const end = new Promise((resolve) => {
		child.on('error', (error) => {
			written += `"${command}" could not be started: ${error.message}\n`;
			resolve();
		});
		child.on('close', resolve);
	}).then(() => {
		running.delete(child);
		log.end();
	});
	const ended = () => !running.has(child);
	return {
		output: () => written,
		ended,
		end,
		async stop() {
			if (ended()) return;
			signalGroup(child, 'SIGTERM');
			const insist = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
			await end;
			clearTimeout(insist);
		},
		async kill() {
			signalGroup(child, 'SIGKILL');
			await end;
		},
	};
}

/**
 * Waits for something to become true while a process runs.
 * @template T
 * @param {BackgroundProcess} process
 * @param {() => Promise<T | undefined> | T | undefined} look asked until it returns something
 * @param {{ what: string, timeoutMs: number }} options what: named in the error message
 * @returns {Promise<T>}
 * @throws {Error} with the end of the process's output when it ends, or when the time is over
 */
export async function waitFor(process, look, { what, timeoutMs }) {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (process.ended()) throw new Error(`${what}: the process ended\n${lastLines(process.output())}`);
		if (Date.now() > deadline) {
			throw new Error(`${what}: not within ${timeoutMs / 1000} s\n${lastLines(process.output())}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
}

/** @param {string} text */
function lastLines(text) {
	return text.trimEnd().split('\n').slice(-KEPT_LINES).join('\n');
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch (error) {
		if (error.code !== 'ESRCH') throw error;
	}
}
