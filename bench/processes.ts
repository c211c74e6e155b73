import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/**
 * Starts one of this benchmark's processes.
 *
 * @param module its file, without extension
 * @param order what it is to do; it finds it in its first argument
 * @param environment variables on top of this process's own
 */
export function start<Order>(
	module: string,
	order: Order,
	environment: NodeJS.ProcessEnv = {},
): ChildProcess {
	return fork(join(__dirname, module), [JSON.stringify(order)], {
		env: { ...process.env, NODE_ENV: 'production', ...environment },
		execArgv: ['--expose-gc'],
	});
}

/**
 * Waits for the next message of a process.
 *
 * @param capMs no longer than that, in milliseconds
 * @returns nothing when the time is over
 * @throws when the process ends without a word
 */
export async function messageOf<Message>(child: ChildProcess, capMs?: number): Promise<Message | undefined> {
	return await new Promise((resolve, reject) => {
		const timer = capMs === undefined ? undefined : setTimeout(() => resolve(undefined), capMs);
		const ended = (code: number | null) =>
			reject(new Error(`A process of the benchmark ended with ${code ?? 'a signal'} before it had answered`));
		child.once('exit', ended);
		child.once('message', (message) => {
			clearTimeout(timer);
			child.off('exit', ended);
			resolve(message as Message);
		});
	});
}
