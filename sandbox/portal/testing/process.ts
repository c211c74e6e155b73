import { spawn } from 'node:child_process';

/** A script of Node.js that runs beside the test. */
export interface Running {
	/** The next complete line that it prints. */
	line(): Promise<string>;
	/** Ends it with a signal. */
	stop(signal: NodeJS.Signals): void;
	/** Its exit code, once it has ended. What it said on stderr is in the error when it could not be started. */
	readonly ended: Promise<{ code: number | null; stderr: string }>;
}

/** @param env what it gets beyond the test's own environment */
export function startNode(args: string[], env: Record<string, string> = {}): Running {
	const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
	let stdout = '';
	let stderr = '';
	let told: () => void = () => {};
	child.stdout.on('data', (chunk: Buffer) => {
		stdout += chunk.toString();
		told();
	});
	child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
	const ended = new Promise<{ code: number | null; stderr: string }>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve({ code, stderr }));
	});
	const line = async () => {
		while (!stdout.includes('\n')) {
			const more = new Promise<void>((resolve) => (told = resolve));
			const end = await Promise.race([more, ended]);
			if (end !== undefined && !stdout.includes('\n'))
				throw new Error(`It ended with ${end.code}: ${end.stderr}`);
		}
		const at = stdout.indexOf('\n');
		const first = stdout.slice(0, at);
		stdout = stdout.slice(at + 1);
		return first;
	};
	return { line, stop: (signal) => void child.kill(signal), ended };
}
