import { type ChildProcess, spawn } from 'node:child_process';
import {
	chmodSync,
	closeSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = resolve(__dirname, '..', '..');
const POLL_MS = 20;

/** What the scripts and the playground take from the project. */
const COPIED = [
	'scripts/addresses.js',
	'scripts/dependencies.mjs',
	'scripts/package.mjs',
	'scripts/setup.mjs',
	'playground',
	'sandbox/n8n',
];
const NOT_COPIED = ['node_modules', '.data', '.cache'];

/** What is of no account here, in place of the project's own. */
const REPLACED = {
	'package.json': '{ "engines": { "node": ">=20" } }',
	'package-lock.json': JSON.stringify({
		packages: {
			'': {},
			'node_modules/one': { version: '1.0.0' },
			'node_modules/one/node_modules/two': { version: '2.0.0', dev: true },
			'node_modules/other-system': { version: '1.0.0', optional: true },
		},
	}),
	'playground/package-lock.json': '{ "packages": { "node_modules/n8n-workflow": { "version": "2.0.0" } } }',
	'sandbox/n8n/n8n-api.mjs': 'export const signIn = async () => ({});',
	'sandbox/n8n/register-package.mjs': '',
	'sandbox/model/index.js': 'exports.startModel = async () => ({ close: async () => {} });',
	'sandbox/newMail/index.js':
		"exports.startNewMail = async () => ({ url: 'http://127.0.0.1:2', close: async () => {} });",
	'examples/some.json': '{ "id": "some" }',
};

/** A running script of a checkout. */
export interface Script {
	pid: number;
	/** What it has written. */
	output: () => string;
	/** As a terminal does it: to the whole process group. */
	signal: (signal: NodeJS.Signals) => void;
	/** Itself, and nothing that it has started. */
	kill: () => void;
	/** Its exit code, or the signal that has ended it. */
	end: Promise<number | NodeJS.Signals>;
}

/** A copy of the project's scripts in a folder of its own, where stand-ins for npm and n8n do nothing but note their calls. */
export class Checkout {
	readonly folder: string;
	readonly gate: string;
	readonly #parent: string;
	readonly #scripts: Array<{ process: ChildProcess; end: Script['end'] }> = [];

	/** @param name of its folder */
	constructor(name = 'checkout') {
		this.#parent = mkdtempSync(join(tmpdir(), 'checkout-'));
		this.folder = join(this.#parent, name);
		this.gate = join(this.#parent, 'gate');
		for (const entry of COPIED) {
			cpSync(join(root, entry), join(this.folder, entry), {
				recursive: true,
				filter: (source) => !NOT_COPIED.includes(basename(source)),
			});
		}
		for (const [file, text] of Object.entries(REPLACED)) this.write(file, text);
		for (const program of ['npm', 'npx']) this.#install(program, 'npm.cjs');
		this.#install('n8n.cjs', 'n8n.cjs');
	}

	#install(name: string, from: string): void {
		const to = join(this.#parent, 'bin', name);
		mkdirSync(dirname(to), { recursive: true });
		cpSync(join(__dirname, 'checkout', from), to);
		chmodSync(to, 0o755);
	}

	write(file: string, text: string): void {
		mkdirSync(dirname(join(this.folder, file)), { recursive: true });
		writeFileSync(join(this.folder, file), text);
	}

	has(file: string): boolean {
		return existsSync(join(this.folder, file));
	}

	remove(file: string): void {
		rmSync(join(this.folder, file), { recursive: true });
	}

	/** What the stand-ins have noted, such as `ci: begins`. */
	log(): string[] {
		const file = join(this.#parent, 'log');
		return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
	}

	/** npm waits with an installation until `openGate`. */
	closeGate(): void {
		rmSync(this.gate, { force: true });
	}

	openGate(): void {
		writeFileSync(this.gate, '');
	}

	/** Runs a script of the checkout, in a process group of its own. */
	start(script: string, env: NodeJS.ProcessEnv = {}): Script {
		const bin = join(this.#parent, 'bin');
		const output = join(this.#parent, `output-${this.#scripts.length}`);
		const to = openSync(output, 'a');
		const child = spawn(process.execPath, [join(this.folder, script)], {
			cwd: this.folder,
			detached: true,
			// Not by a pipe: it would end only with the last process that has it.
			stdio: ['ignore', to, to],
			env: {
				...process.env,
				PATH: `${bin}${delimiter}${process.env.PATH}`,
				npm_execpath: join(bin, 'npm'),
				FAKE_LOG: join(this.#parent, 'log'),
				FAKE_GATE: this.gate,
				...env,
			},
		});
		closeSync(to);
		const pid = child.pid!;
		const end: Script['end'] = new Promise((done) =>
			child.on('exit', (code, signal) => done(code ?? signal!)),
		);
		this.#scripts.push({ process: child, end });
		return {
			pid,
			output: () => readFileSync(output, 'utf8'),
			signal: (signal) => process.kill(-pid, signal),
			kill: () => child.kill('SIGKILL'),
			end,
		};
	}

	/** Ends what still runs, and removes all files. */
	async close(): Promise<void> {
		this.openGate();
		for (const { process, end } of this.#scripts) {
			process.kill('SIGTERM');
			await end;
		}
		rmSync(this.#parent, { recursive: true, force: true });
	}
}

/** Longer than the busiest machine takes; less than Jest's own patience, so that the test can say what it was waiting for. */
const UNTIL_MS = 240_000;

/** Waits for something to become true; what a test expects to come does not depend on how fast the machine is. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
	const deadline = Date.now() + UNTIL_MS;
	while (!isSo()) {
		if (Date.now() > deadline) throw new Error(`This does not happen: ${what}`);
		await pause(POLL_MS);
	}
}
