#!/usr/bin/env node
/**
 * Stands in for npm and npx in a checkout of checkout.ts: notes what it does in FAKE_LOG, and does as much of it as the
 * scripts need. A signal makes it take back what it has begun, which takes a moment, as npm does.
 *
 * FAKE_GATE: a file that it waits for before it installs. FAKE_FAILURE: the command that fails, and FAKE_MESSAGE with what.
 */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const here = process.cwd();
const [command, ...args] = process.argv.slice(2);
if (command === 'config') {
	console.log('{ "registry": "http://127.0.0.1:1/" }');
	process.exit();
}
const note = (event) => fs.appendFileSync(String(process.env.FAKE_LOG), `${command}: ${event}\n`);

function write(file, text) {
	fs.mkdirSync(path.dirname(path.join(here, file)), { recursive: true });
	fs.writeFileSync(path.join(here, file), text);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
	process.once(signal, () => {
		note('takes back');
		setTimeout(() => {
			note('has taken back');
			// Not a failure: nobody may take it for a success.
			process.exit(0);
		}, 500);
	});
}

note('begins');
if (process.env.FAKE_FAILURE === command) {
	console.error(process.env.FAKE_MESSAGE);
	process.exit(1);
}
const gate = command === 'ci' && process.env.FAKE_GATE;
if (gate) {
	const waiting = setInterval(() => {
		if (!fs.existsSync(gate)) return;
		clearInterval(waiting);
		work();
	}, 20);
} else work();

function work() {
	if (command === 'ci') install();
	if (command === 'pack') pack(args.at(-1));
	if (command === '--no-install') compilePortal();
	note('ends');
	// Takes no more signals.
	process.exit(0);
}

function install() {
	fs.rmSync(path.join(here, 'node_modules'), { recursive: true, force: true });
	const { packages } = JSON.parse(fs.readFileSync(path.join(here, 'package-lock.json'), 'utf8'));
	for (const [at, { optional }] of Object.entries(packages)) {
		if (at !== '' && !optional) write(`${at}/package.json`, '{}');
	}
	if (path.basename(here) === 'playground') installN8n();
	write('node_modules/.package-lock.json', JSON.stringify({ packages }));
}

function installN8n() {
	const node = `node_modules/node-${process.platform}-${process.arch}/bin/node`;
	write(node, '');
	fs.rmSync(path.join(here, node));
	fs.symlinkSync(process.execPath, path.join(here, node));
	write('node_modules/n8n/bin/n8n', fs.readFileSync(path.join(__dirname, 'n8n.cjs'), 'utf8'));
}

function pack(folder) {
	write('.cache/packed/package/package.json', JSON.stringify({ name: 'some', version: '1.0.0' }));
	spawnSync('tar', [
		'-czf',
		path.join(folder, 'some.tgz'),
		'-C',
		path.join(here, '.cache', 'packed'),
		'package',
	]);
	console.log(JSON.stringify([{ filename: 'some.tgz', files: [{ path: 'package.json' }] }]));
}

function compilePortal() {
	write(
		'.cache/portal/index.js',
		`exports.startPortal = async () => ({
			url: 'http://127.0.0.1:1', tokenUrl: '', close: async () => {},
			application: () => ({}), webhook: () => '', tokens: () => ({}),
		});`,
	);
}
