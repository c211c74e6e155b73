import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readJson = (path) => JSON.parse(readFileSync(`${root}/${path}`, 'utf8'));

/**
 * The machine, and the versions of Node.js, of n8n's engines in the tests and of the n8n in the playground.
 *
 * @returns {string} in one line
 */
export function describePlace() {
	const cores = cpus();
	const { devDependencies } = readJson('package.json');
	// An older engine is installed under a name of its own beside the newer one.
	const engines = Object.keys(devDependencies).filter((name) => name.startsWith('n8n-core'));
	return [
		`${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 1024 ** 3)} GB`,
		`Node.js ${process.versions.node}`,
		...engines.map((name) => `n8n-core ${readJson(`node_modules/${name}/package.json`).version}`),
		`n8n ${readJson('playground/package.json').dependencies.n8n}`,
	].join(' · ');
}
