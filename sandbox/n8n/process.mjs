import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { constants } from 'node:os';
import path from 'node:path';

/** How much of a process's output is kept for an error message. */
const KEPT_LINES = 30;

/** How long a process may take to end by itself before it is ended. */
const GRACE_MS = 10_000;

/** How long this process may take to tidy up after a signal, when its commands have ended. */
const TIDY_UP_MS = 1_000;

/** Ctrl-C, a request to end, and a closed terminal. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Process groups are known to POSIX only; on Windows, Ctrl-C reaches every process of the console anyway. */
const HAS_GROUPS = process.platform !== 'win32';

/**
 * The processes that run, each with a promise of its end; whatever way this process ends by itself, none outlives it.
 * @type {Map<import('node:child_process').ChildProcess, Promise<void>>}
 */
const running = new Map();
process.on('exit', () => {
	for (const child of running.keys()) signalGroup(child, 'SIGKILL');
});

/** @type {WeakMap<import('node:child_process').ChildProcess, Promise<void>>} those that have been asked to end */
const endings = new WeakMap();

/** @type {Set<(pids: number[]) => void>} */
const listeners = new Set();

/** The signal that has come; from then on nothing is started. */
let interruption;

/** Called at the signal: returns what this process ends with. */
let atSignal = exitCodeOf;

/** Whether signals are heeded: from the first process on, they no longer end this process at once. */
let heeding = false;

/** Why a command has not been run, or not to its end: a signal asked this process to end. */
export class Interrupted extends Error {
	/** @param {NodeJS.Signals} signal */
	constructor(signal) {
		super(`interrupted (${signal})`);
	}
}

/**
 * @param {NodeJS.Signals} signal
 * @returns {number} what shells report of a process that the signal has ended: 130 for Ctrl-C
 */
export function exitCodeOf(signal) {
	return 128 + constants.signals[signal];
}

/**
 * Says what happens when a signal asks this process to end. After that, its processes are asked to end, and whoever waits
 * for them gets on: this process ends at the latest a second after them.
 * @param {(signal: NodeJS.Signals) => number} handle called once, at the first signal; returns the exit code
 */
export function onInterruption(handle) {
	heedSignals();
	atSignal = handle;
}

/** @throws {Interrupted} when a signal has come */
export function throwIfInterrupted() {
	if (interruption) throw new Interrupted(interruption);
}

/** Asks all processes to end, waits, and insists after ten seconds. */
export async function endAll() {
	await Promise.all([...running.keys()].map(end));
}

/**
 * Keeps somebody informed of the processes that this one has started.
 * @param {(pids: number[]) => void} listener called with those that run, now and whenever one starts or ends
 * @returns {() => void} ends that
 */
export function followProcesses(listener) {
	listeners.add(listener);
	listener(runningPids());
	return () => listeners.delete(listener);
}

/**
 * Runs a command to its end, in a process group of its own: Ctrl-C reaches this process alone, which then asks the command
 * to end, once, and waits until it has (or insists, after ten seconds).
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {boolean} [options.shell]
 * @param {string} [options.title] what an error message calls it
 * @param {boolean} [options.showErrors] whether what it writes to its standard error goes to that of this process at once
 * @param {(text: string) => void} [options.onOutput] called with all that it writes, as it comes
 * @returns {Promise<string>} what it wrote to its standard output
 * @throws {Interrupted} when a signal has come, whatever the command made of it
 * @throws {Error & { output: string }} when it fails, with what nobody has seen: its standard output with `showErrors`, or
 *   else the end of all that it wrote; `output` is all of it. With a `cause` when it could not be started.
 */
export async function run(command, args, { cwd, env, shell, title, showErrors = false, onOutput } = {}) {
	const { child, ended } = start(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
	let stdout = '';
	let output = '';
	let failure;
	let cause;
	child.stdout?.setEncoding('utf8').on('data', (text) => {
		stdout += text;
		output += text;
		onOutput?.(text);
	});
	child.stderr?.setEncoding('utf8').on('data', (text) => {
		output += text;
		onOutput?.(text);
		if (showErrors) process.stderr.write(text);
	});
	child.on('error', (error) => {
		failure = `could not be started: ${error.message}`;
		cause = error;
	});
	child.on('close', (code, signal) => {
		const rest = showErrors ? stdout.trimEnd() : lastLines(output);
		if (code !== 0) failure ??= `ended with ${signal ?? `code ${code}`}\n${rest}`;
	});
	await ended;
	throwIfInterrupted();
	if (failure === undefined) return stdout;
	const name = title ?? [path.basename(command), ...args].join(' ');
	throw Object.assign(new Error(`"${name}" ${failure}`, { cause }), { output });
}

/**
 * Starts a command that keeps running, in a process group of its own: Ctrl-C reaches this process alone,
 * which then ends the others in the right order. Its standard input is a pipe that nobody writes to, and that ends with
 * this process, whatever happens to it.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, logFile: string }} options logFile: where its output goes
 * @returns {Promise<BackgroundProcess>}
 * @throws {Interrupted} when a signal has come
 *
 * @typedef {object} BackgroundProcess
 * @property {() => string} output what it has written so far
 * @property {() => boolean} ended
 * @property {Promise<void>} end resolves when it has ended
 * @property {() => Promise<void>} stop asks it to end, waits, and insists after ten seconds
 * @property {() => Promise<void>} kill ends it at once, as a crash or a lost machine would
 */
export async function background(command, args, { cwd, env, logFile }) {
	await mkdir(path.dirname(logFile), { recursive: true });
	const { child, ended } = start(command, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
	const log = createWriteStream(logFile);
	let written = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8');
		stream?.on('data', (text) => {
			written += text;
			log.write(text);
		});
	}
	child.on('error', (error) => (written += `"${command}" could not be started: ${error.message}\n`));
	const ending = ended.then(() => void log.end());
	return {
		output: () => written,
		ended: () => !running.has(child),
		end: ending,
		stop: () => end(child),
		async kill() {
			signalGroup(child, 'SIGKILL');
			await ending;
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
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {{ child: import('node:child_process').ChildProcess, ended: Promise<void> }} noted in `running` until it has ended, or
 *   could not be started
 * @throws {Interrupted} when a signal has come
 */
function start(command, args, options) {
	throwIfInterrupted();
	heedSignals();
	const child = spawn(command, args, { ...options, detached: HAS_GROUPS });
	const ended = new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
		child.on('error', () => child.pid === undefined && resolve());
		child.on('close', resolve);
	}).then(() => {
		running.delete(child);
		report();
	});
	running.set(child, ended);
	report();
	return { child, ended };
}

/**
 * Asks a process to end, once, waits, and insists after ten seconds: npm unpacks all packages before it takes them back.
 * @param {import('node:child_process').ChildProcess} child
 */
async function end(child) {
	const ended = running.get(child);
	if (!ended || endings.has(child)) return await endings.get(child);
	signalGroup(child, 'SIGTERM');
	const insist = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
	const ending = ended.then(() => clearTimeout(insist));
	endings.set(child, ending);
	await ending;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
	if (child.pid === undefined) return;
	try {
		if (HAS_GROUPS) process.kill(-child.pid, signal);
		else child.kill(signal);
	} catch (error) {
		if (error.code !== 'ESRCH') throw error;
	}
}

function runningPids() {
	return [...running.keys()].flatMap(({ pid }) => pid ?? []);
}

function report() {
	for (const listener of listeners) listener(runningPids());
}

function heedSignals() {
	if (heeding) return;
	heeding = true;
	for (const signal of SIGNALS) process.on(signal, heed);
	// A terminal that has been closed takes no more text: no reason to leave the processes alone.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

/**
 * Later signals change nothing: a Ctrl-C can come twice, from the terminal and from npm.
 * @param {NodeJS.Signals} signal
 */
async function heed(signal) {
	if (interruption) return;
	interruption = signal;
	const code = atSignal(signal);
	process.on('exit', () => (process.exitCode = code));
	if (running.size === 0) process.exit();
	await endAll();
	setTimeout(() => process.exit(), TIDY_UP_MS).unref();
}
