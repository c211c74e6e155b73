import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * @param {string} folder
 * @returns {Promise<object[]>} the workflows in its JSON files, in the order of their names
 */
export async function workflowsIn(folder) {
	const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
	return await Promise.all(
		files.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8'))),
	);
}
