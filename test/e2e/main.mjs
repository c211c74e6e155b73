/**
 * `npm run test:e2e`: the node in a real n8n of each line, one after the other. `-- 2` or `-- 1` runs those of one line, which may
 * go on beside the other's.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const LINES = ['2', '1'];

const asked = process.argv.slice(2);
const unknown = asked.find((line) => !LINES.includes(line));
if (unknown !== undefined) {
	console.error(`e2e: n8n has the lines ${LINES.join(' and ')}, not ${unknown}`);
	process.exit(2);
}
const files = LINES.filter((line) => asked.length === 0 || asked.includes(line)).map((line) =>
	fileURLToPath(new URL(`n8n-${line}.test.mjs`, import.meta.url)),
);
const { status, error } = spawnSync(
	process.execPath,
	['--test', '--test-concurrency=1', '--test-reporter=spec', ...files],
	{ stdio: 'inherit' },
);
if (error) throw error;
process.exitCode = status ?? 1;
