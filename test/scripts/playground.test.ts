import { Checkout, type Script, until } from './checkout';

const PLAYGROUND = 'playground/start.mjs';
const STAMP = 'playground/node_modules/.bitrix24-mail-playground';
const LOCK = 'playground/.data/running.json';

describe('The playground', () => {
	let checkout: Checkout;
	const open = (name?: string) => (checkout = new Checkout(name));
	afterEach(() => checkout.close());

	const start = (env?: NodeJS.ProcessEnv) => checkout.start(PLAYGROUND, env);
	const address = (script: Script) => /Open (\S+)/.exec(script.output())?.[1];
	const isOpen = (script: Script) => until('n8n is ready', () => address(script) !== undefined);
	const count = (line: string) => checkout.log().filter((other) => other === line).length;

	it.each([
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const)('starts nothing and notes nothing as done after %s', async (signal, code) => {
		open();
		const stopped = start();
		await until('npm ci begins', () => count('ci: begins') > 0);
		stopped.signal(signal);
		expect(await stopped.end).toBe(code);
		expect(checkout.log()).toEqual(['ci: begins', 'ci: takes back', 'ci: has taken back']);
		expect(checkout.has(STAMP)).toBe(false);
		expect(checkout.has(LOCK)).toBe(false);

		checkout.openGate();
		const next = start();
		await isOpen(next);
		expect(count('ci: ends')).toBe(1);
	});

	it('ends n8n at Ctrl-C', async () => {
		open().openGate();
		const stopped = start();
		await isOpen(stopped);
		stopped.signal('SIGINT');
		expect(await stopped.end).toBe(0);
		expect(checkout.log().at(-1)).toBe('n8n start: ends');
		expect(checkout.has(LOCK)).toBe(false);
	});

	it('does not start twice in a folder', async () => {
		open().openGate();
		const first = start();
		await isOpen(first);
		const before = checkout.log();

		const second = start();
		expect(await second.end).toBe(1);
		expect(second.output()).toContain(`running in this folder already: open ${address(first)}\n`);
		expect(second.output()).toContain(`kill ${first.pid}\n`);
		expect(checkout.log()).toEqual(before);

		first.signal('SIGTERM');
		expect(await first.end).toBe(0);
		const third = start();
		await isOpen(third);
	});

	it('leaves no n8n behind when it is killed', async () => {
		open().openGate();
		const killed = start();
		await isOpen(killed);
		killed.kill();
		const next = start();
		await isOpen(next);
		const log = checkout.log();
		expect(log.indexOf('n8n start: ends')).toBeLessThan(log.lastIndexOf('n8n import:credentials: begins'));
		expect(log.indexOf('n8n start: ends')).toBeGreaterThan(0);
	});

	it('waits for another start that installs n8n', async () => {
		open();
		const killed = start();
		await until('npm ci begins', () => count('ci: begins') > 0);
		killed.kill();
		const next = start();
		await until('it waits', () => next.output().includes('Waiting for'));
		checkout.openGate();
		await isOpen(next);
		expect(count('n8n start: begins')).toBe(1);
		// The killed one’s npm has got to its end; n8n’s native parts and the stamp are still to come.
		expect(checkout.log().slice(0, 4)).toEqual([
			'ci: begins',
			'ci: ends',
			'rebuild: begins',
			'rebuild: ends',
		]);
	});

	const FAILURE = { FAKE_FAILURE: 'rebuild', FAKE_MESSAGE: 'make: *** No rule to make target' };

	it('blames the compiler for native parts that can’t be built', async () => {
		open().openGate();
		const failed = start(FAILURE);
		expect(await failed.end).toBe(1);
		expect(failed.output()).toMatch(/could not be built\. They need a C\+\+ compiler/);
		expect(failed.output()).toContain('make: *** No rule');
	});

	it('… but not when there is a space in the path', async () => {
		open('my checkout').openGate();
		const failed = start(FAILURE);
		expect(await failed.end).toBe(1);
		expect(failed.output()).toMatch(/could not be built\. The folder's path has a space in it/);
		expect(failed.output()).not.toContain('compiler');
	});

	it('names the setting when npm can’t write to its cache', async () => {
		open().openGate();
		const failed = start({
			FAKE_FAILURE: 'pack',
			FAKE_MESSAGE:
				'npm error Log files were not written due to an error writing to the directory: /nowhere/.npm/_logs',
		});
		expect(await failed.end).toBe(1);
		expect(failed.output()).toContain('npm_config_cache');
	});
});
