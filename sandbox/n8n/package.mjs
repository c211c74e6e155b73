import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { n8n2 } from './generations.mjs';
import { packageName } from './names.mjs';
import { run } from './process.mjs';

/** What n8n takes out of a community package's package.json before it installs what is left. */
const NOT_INSTALLED = ['devDependencies', 'peerDependencies', 'optionalDependencies'];

/**
 * Puts the packed package where n8n puts a community package that was installed from its settings, in the way n8n
 * does it: unpacked, without its development and peer dependencies, and noted in the folder's own package.json.
 * (n8n's community-packages service, `downloadPackage`.)
 * @param {string} tarball
 * @param {string} n8nFolder n8n's `.n8n` folder
 * @param {import('./generations.mjs').Generation} [generation] which n8n it is
 * @returns {Promise<{ version: string, author?: { name?: string, email?: string } }>} the package's own package.json
 * @throws {Error} when the package has dependencies: n8n would have to fetch them, and a verified node has none
 */
export async function installPackage(tarball, n8nFolder, generation = n8n2) {
	const nodesFolder = path.join(n8nFolder, 'nodes');
	const target = path.join(nodesFolder, 'node_modules', packageName);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
	await useN8nsWorkflowPackage(generation, path.join(nodesFolder, 'node_modules', 'n8n-workflow'));

	const manifestFile = path.join(target, 'package.json');
	const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
	if (Object.keys(manifest.dependencies ?? {}).length > 0) {
		throw new Error(`${packageName} has runtime dependencies, which a verified community node must not have`);
	}
	for (const key of NOT_INSTALLED) delete manifest[key];
	await writeJson(manifestFile, manifest);
	await writeJson(path.join(nodesFolder, 'package.json'), {
		name: 'installed-nodes',
		private: true,
		dependencies: { [packageName]: manifest.version },
	});
	return manifest;
}

/**
 * Anywhere else, the node finds n8n's own n8n-workflow (n8n sets NODE_PATH). Below this project it would find the one
 * for development first, whose errors n8n does not know as such: it leaves out what to do about them.
 * @param {import('./generations.mjs').Generation} generation
 * @param {string} link where the node looks first
 */
async function useN8nsWorkflowPackage({ folder }, link) {
	await rm(link, { force: true });
	await symlink(path.join(folder, 'node_modules', 'n8n-workflow'), link, 'dir');
}

/**
 * @param {string} file
 * @param {unknown} value
 */
async function writeJson(file, value) {
	await writeFile(file, JSON.stringify(value, null, 2));
}
