import { access, constants, readdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * Looks for a program on the path and in further folders.
 * @param {string} name
 * @param {string[]} [folders] a `*` in a folder's name stands for anything; of several, the last by name is taken
 * @returns {Promise<string | undefined>} its file
 */
export async function findProgram(name, folders = []) {
	const onPath = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
	const further = (await Promise.all(folders.map(expand))).flat();
	for (const folder of [...onPath, ...further]) {
		const file = path.join(folder, name);
		if (await isExecutable(file)) return file;
	}
	return undefined;
}

/**
 * @param {string} pattern
 * @returns {Promise<string[]>}
 */
async function expand(pattern) {
	let found = [path.parse(pattern).root];
	for (const part of pattern.split(path.sep).filter(Boolean)) {
		const next = await Promise.all(
			found.map(async (folder) => {
				if (!part.includes('*')) return [path.join(folder, part)];
				const names = await readdir(folder).catch(() => []);
				const [start, end] = part.split('*');
				return names
					.filter((name) => name.startsWith(start) && name.endsWith(end))
					.sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))
					.map((name) => path.join(folder, name));
			}),
		);
		found = next.flat();
	}
	return found;
}

/** @param {string} file */
async function isExecutable(file) {
	return await access(file, constants.X_OK).then(
		() => true,
		() => false,
	);
}
