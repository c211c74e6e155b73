/**
 * Makes a fresh clone ready to work: `node scripts/setup.mjs` (`npm run setup`; `npm test` and `npm start` call it).
 * It uses nothing but Node itself, and does nothing when all is there.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCodeOf, onInterruption } from '../sandbox/n8n/process.mjs';
import { installDependencies } from './dependencies.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** @throws when this Node is older than the package's `engines` allow (`>=20`) */
function checkNode() {
	const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const oldest = Number(/\d+/.exec(engines.node)?.[0]);
	const { node } = process.versions;
	if (Number.parseInt(node) < oldest) {
		throw new Error(
			`this is Node ${node}; Node ${oldest} or newer is needed: https://nodejs.org/en/download`,
		);
	}
}

onInterruption((signal) => {
	console.error('\nsetup: ending, which may take some seconds …');
	return exitCodeOf(signal);
});
try {
	checkNode();
	const installed = await installDependencies(root, (message) => console.log(`setup: ${message}`));
	if (installed !== undefined) console.log(`${installed.trim()}\nsetup: done`);
} catch (error) {
	console.error(`setup: ${error.message}`);
	process.exitCode = 1;
}
