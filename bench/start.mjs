/**
 * Compiles the benchmark and runs it (`npm run bench`), with the Node.js that runs n8n: the playground's, where that is
 * installed, or else the running one. Arguments: `--quick` leaves out what has to wait for the portal's limit; `--write`
 * puts the result into docs/benchmark.md.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeForN8n } from '../sandbox/n8n/runtime.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function nodeBinary() {
	try {
		return nodeForN8n().binary;
	} catch {
		// The engine's libraries run on older versions, too.
		return process.execPath;
	}
}

function run(binary, ...args) {
	const { status, error } = spawnSync(binary, args, { cwd: root, stdio: 'inherit' });
	if (error) throw error;
	if (status !== 0) process.exit(status ?? 1);
}

const typescript = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
run(process.execPath, typescript, '-p', join(root, 'bench', 'tsconfig.json'));
run(nodeBinary(), join(root, '.cache', 'bench', 'bench', 'main.js'), ...process.argv.slice(2));
