/**
 * Sees to it that one process at a time works on a folder. It uses nothing but Node itself.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { followProcesses, throwIfInterrupted } from './process.mjs';

const POLL_MS = 200;

/**
 * Takes a lock, which is a file that names its holders: this process and those that it starts, so that what a killed process
 * leaves behind still holds it. A lock whose holders have all ended is taken over.
 * @param {string} file
 * @param {(holder: Holder) => void} onHeld called once when others hold the lock, before waiting for them; what it
 *   throws ends the waiting
 * @returns {Promise<Lock>} released at the latest when this process ends by itself
 * @throws {import('./process.mjs').Interrupted} when a signal has come
 *
 * @typedef {object} Holder
 * @property {number[]} pids of the processes that still run
 * @property {boolean} orphaned whether the process that took the lock has ended
 * @property {any} note what it has left for others to read, if anything
 *
 * @typedef {object} Lock
 * @property {(note: object) => void} note leaves something for others to read
 * @property {() => void} release
 */
export async function takeLock(file, onHeld) {
	let content = { owner: identityOf(process.pid), others: [], note: undefined };
	mkdirSync(path.dirname(file), { recursive: true });
	for (let told = false; !create(file, content); await pause(POLL_MS)) {
		throwIfInterrupted();
		const found = read(file);
		const holder = holderIn(found);
		if (holder && !told) {
			onHeld(holder);
			told = true;
		}
		// It may be half written: then it is another one after a moment.
		if (!holder) {
			await pause(POLL_MS);
			remove(file, found);
		}
	}

	const change = (changes) => {
		content = { ...content, ...changes };
		replace(file, content);
	};
	const unfollow = followProcesses((pids) => change({ others: pids.map(identityOf) }));
	const release = () => {
		unfollow();
		process.off('exit', release);
		rmSync(file, { force: true });
	};
	process.on('exit', release);
	return { note: (note) => change({ note }), release };
}

/**
 * @param {string} file
 * @param {object} content
 * @returns {boolean} false when the file is there already
 */
function create(file, content) {
	try {
		writeFileSync(file, JSON.stringify(content), { flag: 'wx' });
		return true;
	} catch (error) {
		if (error.code === 'EEXIST') return false;
		throw error;
	}
}

/**
 * @param {string} file
 * @returns {string | undefined} nothing when it is gone
 */
function read(file) {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	}
}

/**
 * Nobody reads a half-written file.
 * @param {string} file
 * @param {object} content
 */
function replace(file, content) {
	const draft = `${file}.${process.pid}`;
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(draft, JSON.stringify(content));
	renameSync(draft, file);
}

/**
 * Removes a lock, but not one that somebody else has put in its place meanwhile.
 * @param {string} file
 * @param {string | undefined} found what was in it
 */
function remove(file, found) {
	if (found === undefined || read(file) !== found) return;
	const aside = `${file}.${process.pid}`;
	try {
		renameSync(file, aside);
	} catch (error) {
		if (error.code === 'ENOENT') return;
		throw error;
	}
	if (read(aside) === found) rmSync(aside);
	else renameSync(aside, file);
}

/**
 * @param {string | undefined} text a lock's
 * @returns {Holder | undefined} nothing when its holders have ended, or it is no lock
 */
function holderIn(text) {
	if (text === undefined) return undefined;
	try {
		const { owner, others, note } = JSON.parse(text);
		const alive = [owner, ...others].filter(isRunning);
		if (alive.length === 0) return undefined;
		return { pids: alive.map(({ pid }) => pid), orphaned: !isRunning(owner), note };
	} catch {
		return undefined;
	}
}

/** @typedef {{ pid: number, began?: string }} Identity a process, and not another one that gets its number later */

/**
 * @param {number} pid
 * @returns {Identity}
 */
function identityOf(pid) {
	return { pid, began: statusOf(pid)?.began };
}

/** @param {Identity} identity */
function isRunning({ pid, began }) {
	try {
		process.kill(pid, 0);
	} catch (error) {
		// Of somebody else, otherwise.
		if (error.code === 'ESRCH') return false;
	}
	const status = statusOf(pid);
	return status === undefined || (!status.ended && (began === undefined || status.began === began));
}

/**
 * What Linux knows of a process (proc_pid_stat(5)); other systems show no such file.
 * @param {number} pid
 * @returns {{ began: string, ended: boolean } | undefined} ended: it has, but nobody has taken note of that
 */
function statusOf(pid) {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// After the name, which may have blanks and brackets: fields 3 (state) to 22 (start time) and more.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return { began: fields[19], ended: ['Z', 'X'].includes(fields[0]) };
	} catch {
		return undefined;
	}
}
