import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Hashes what a step depends on.
 * @param {string} folder the files' names in the hash are relative to it
 * @param {string[]} entries files and folders (with all that is in them) below `folder`; missing ones count as such
 * @param {unknown[]} [more] further values that the step depends on
 * @returns {Promise<string>} a SHA-256 in hexadecimal
 */
export async function hashOf(folder, entries, more = []) {
	const hash = createHash('sha256');
	hash.update(JSON.stringify(more));
	for (const entry of [...entries].sort()) {
		for (const file of await filesBelow(path.join(folder, entry))) {
			hash.update(`\0${path.relative(folder, file)}\0`);
			hash.update(await readFile(file));
		}
	}
	return hash.digest('hex');
}

/**
 * @param {string} file the stamp of a step
 * @param {string} value the hash of what it depends on
 * @returns {Promise<boolean>} whether the step was finished for exactly this
 */
export async function isStamped(file, value) {
	return (await readFile(file, 'utf8').catch(() => '')) === value;
}

/**
 * Notes that a step is finished.
 * @param {string} file
 * @param {string} value
 */
export async function stamp(file, value) {
	await mkdir(path.dirname(file), { recursive: true });
	await writeFile(file, value);
}

/**
 * @param {string} entry a file or a folder
 * @returns {Promise<string[]>} the files, in a fixed order
 */
async function filesBelow(entry) {
	const found = await stat(entry).catch(() => undefined);
	if (!found) return [];
	if (!found.isDirectory()) return [entry];
	const names = (await readdir(entry)).sort();
	return (await Promise.all(names.map((name) => filesBelow(path.join(entry, name))))).flat();
}
