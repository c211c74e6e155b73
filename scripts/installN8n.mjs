/** Installs the n8n of a line, unless it is there: `node scripts/installN8n.mjs 2`. It uses nothing but Node itself. */
import { n8n1, n8n2 } from '../sandbox/n8n/generations.mjs';
import { installN8n } from '../sandbox/n8n/install-n8n.mjs';

const generation = [n8n1, n8n2].find(({ line }) => String(line) === process.argv[2]);
if (generation === undefined) {
	console.error('Which line of n8n? 1 or 2');
	process.exit(2);
}
try {
	await installN8n(n8n2);
	if (generation !== n8n2) await installN8n(generation);
} catch (error) {
	console.error(error.message);
	process.exitCode = 1;
}
