import { spawnSync } from 'node:child_process';
import { Checkout, type Script, until } from './checkout';

const SETUP = 'scripts/setup.mjs';
const LOCK = '.cache/install.lock';

describe('The set-up', () => {
	let checkout: Checkout;
	beforeEach(() => {
		checkout = new Checkout();
		checkout.openGate();
	});
	afterEach(() => checkout.close());

	const setUp = () => checkout.start(SETUP);
	const installs = () => checkout.log().filter((line) => line === 'ci: begins').length;
	const isInstalling = () => until('npm ci begins', () => checkout.log().includes('ci: begins'));
	const isWaiting = (script: Script) =>
		until('it waits for the other one', () => script.output().includes('being installed already'));

	it('installs once, and says nothing when all is there', async () => {
		const first = setUp();
		expect(await first.end).toBe(0);
		expect(first.output()).toMatch(/node_modules is missing[^]*setup: done\n$/);
		const second = setUp();
		expect(await second.end).toBe(0);
		expect(second.output()).toBe('');
		expect(installs()).toBe(1);
	});

	it.each([
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const)('waits at %s until npm has ended, and installs at the next start', async (signal, code) => {
		checkout.closeGate();
		const stopped = setUp();
		await isInstalling();
		stopped.signal(signal);
		expect(await stopped.end).toBe(code);
		expect(checkout.log()).toEqual(['ci: begins', 'ci: takes back', 'ci: has taken back']);
		expect(stopped.output()).not.toContain('setup: done');

		checkout.openGate();
		expect(await setUp().end).toBe(0);
		expect(checkout.has('node_modules/one/package.json')).toBe(true);
		expect(checkout.has(LOCK)).toBe(false);
	});

	it('tells npm once to end, however often it is told itself', async () => {
		checkout.closeGate();
		const stopped = setUp();
		await isInstalling();
		stopped.signal('SIGINT');
		await until('npm takes back', () => checkout.log().includes('ci: takes back'));
		stopped.signal('SIGINT');
		expect(await stopped.end).toBe(130);
		expect(checkout.log().at(-1)).toBe('ci: has taken back');
	});

	it.each([
		['a package is gone', (): void => checkout.remove('node_modules/one/node_modules/two')],
		['a package is empty', (): void => checkout.remove('node_modules/one/package.json')],
		[
			'npm’s note is cut off',
			(): void => checkout.write('node_modules/.package-lock.json', '{ "packages": { "no'),
		],
		['npm’s note is missing', (): void => checkout.remove('node_modules/.package-lock.json')],
	])('installs again when %s', async (_, damage) => {
		await setUp().end;
		damage();
		expect(await setUp().end).toBe(0);
		expect(installs()).toBe(2);
		expect(await setUp().end).toBe(0);
		expect(installs()).toBe(2);
	});

	it('leaves the installation to another set-up that is at it', async () => {
		checkout.closeGate();
		const first = setUp();
		await isInstalling();
		const second = setUp();
		await isWaiting(second);
		expect(second.output()).toContain(String(first.pid));
		checkout.openGate();
		expect([await first.end, await second.end]).toEqual([0, 0]);
		expect(installs()).toBe(1);
	});

	it('waits for the npm that a killed set-up has left behind', async () => {
		checkout.closeGate();
		const killed = setUp();
		await isInstalling();
		killed.kill();
		await killed.end;
		const next = setUp();
		await isWaiting(next);
		checkout.openGate();
		expect(await next.end).toBe(0);
		expect(checkout.log()).toEqual(['ci: begins', 'ci: ends']);
	});

	it('stops waiting at Ctrl-C, without ending the other one', async () => {
		checkout.closeGate();
		const first = setUp();
		await isInstalling();
		const second = setUp();
		await isWaiting(second);
		second.signal('SIGINT');
		expect(await second.end).toBe(130);
		checkout.openGate();
		expect(await first.end).toBe(0);
		expect(checkout.log()).toEqual(['ci: begins', 'ci: ends']);
	});

	const { pid: ended } = spawnSync(process.execPath, ['--version']);
	it.each([
		['of a process that has ended', { owner: { pid: ended }, others: [{ pid: ended }] }],
		// Only Linux tells when a process began.
		...(process.platform === 'linux'
			? [
					[
						'of a process whose number another one has now',
						{ owner: { pid: process.pid, began: '1' }, others: [] },
					],
				]
			: []),
		['that is cut off', '{"owner":'],
		['that is empty', ''],
	] as Array<[string, unknown]>)('takes over a lock %s', async (_, lock) => {
		checkout.write(LOCK, typeof lock === 'string' ? lock : JSON.stringify(lock));
		expect(await setUp().end).toBe(0);
		expect(installs()).toBe(1);
		expect(checkout.has(LOCK)).toBe(false);
	});

	it('names the setting when npm can’t write to its cache', async () => {
		const failed = checkout.start(SETUP, {
			FAKE_FAILURE: 'ci',
			FAKE_MESSAGE:
				'npm error code EACCES\nnpm error Log files were not written due to an error writing to the directory: /nowhere/.npm/_logs',
		});
		expect(await failed.end).toBe(1);
		expect(failed.output()).toContain('npm error code EACCES');
		expect(failed.output()).toMatch(/its cache, \/nowhere\/\.npm: set .* npm_config_cache to/);
	});

	it('does not blame the cache for other failures', async () => {
		const failed = checkout.start(SETUP, { FAKE_FAILURE: 'ci', FAKE_MESSAGE: 'npm error code ENOTFOUND' });
		expect(await failed.end).toBe(1);
		expect(failed.output()).toContain('"npm ci" ended with code 1');
		expect(failed.output()).not.toContain('npm_config_cache');
	});
});
