const { copyFile, mkdir, readdir, readFile, rm } = require('node:fs/promises');
const path = require('node:path');

/**
 * Makes a folder the same as a set of files. What is the same already is not touched: whoever watches the folder hears of
 * changes only.
 * @param {Map<string, string>} files where each file comes from, by its path in the folder
 * @param {string} folder
 * @returns {Promise<string[]>} what was written or removed, as paths in the folder
 */
async function mirror(files, folder) {
	const changed = [];
	const there = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
	for (const entry of there.filter((entry) => entry.isFile())) {
		const file = path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name));
		if (files.has(file)) continue;
		await rm(path.join(folder, file));
		changed.push(file);
	}
	for (const [file, source] of files) {
		const target = path.join(folder, file);
		const [wanted, known] = await Promise.all([readFile(source), readFile(target).catch(() => undefined)]);
		if (known?.equals(wanted)) continue;
		await mkdir(path.dirname(target), { recursive: true });
		await copyFile(source, target);
		changed.push(file);
	}
	return changed;
}

module.exports = { mirror };
