/**
 * Stands in for n8n in a checkout of checkout.ts: notes what it does in FAKE_LOG, and ends when it is asked to.
 */
const fs = require('node:fs');
const http = require('node:http');

const [command] = process.argv.slice(2);
const note = (event) => fs.appendFileSync(String(process.env.FAKE_LOG), `n8n ${command}: ${event}\n`);

note('begins');
if (command === 'start') {
	process.once('SIGTERM', () => {
		note('ends');
		process.exit(0);
	});
	const port = Number(process.env.N8N_PORT);
	http
		.createServer((_, response) => response.end())
		.listen(port, '127.0.0.1', () => console.log('Editor is now accessible'));
} else console.log('Successfully imported');
