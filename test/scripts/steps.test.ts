import { choose, runSteps, type Step } from '../../scripts/steps/schedule.js';
import { STEPS } from '../../scripts/steps/steps.js';

const step = (name: string, needs: string[] = [], light = false): Step => ({
	name,
	title: name,
	command: ['true'],
	needs,
	light,
});
const names = (steps: Step[]) => steps.map(({ name }) => name);

describe('Chosen steps', () => {
	const all = [
		step('install'),
		step('build', ['install']),
		step('lint', ['install']),
		step('e2e-2', ['build']),
		step('e2e-1', ['build']),
	];

	it.each([
		[[], ['install', 'build', 'lint', 'e2e-2', 'e2e-1']],
		[['lint'], ['install', 'lint']],
		[
			['e2e-1', 'lint'],
			['install', 'build', 'lint', 'e2e-1'],
		],
		[['e2e'], ['install', 'build', 'e2e-2', 'e2e-1']],
	])('%j are %j', (asked, chosen) => expect(names(choose(all, asked))).toEqual(chosen));

	it('are named when there is no such step', () => {
		expect(() => choose(all, ['lin'])).toThrow(
			'There is no step “lin”, but: install, build, lint, e2e-2, e2e-1',
		);
	});
});

describe('Steps', () => {
	/** Runs steps that end when they are told to. */
	function begin(steps: Step[], places = 2) {
		const log: string[] = [];
		const ends = new Map<string, (error?: Error) => void>();
		const outcome = runSteps(steps, {
			places,
			run: (step, isAlone) =>
				new Promise((resolve, reject) => {
					log.push(isAlone ? `${step.name} alone` : step.name);
					ends.set(step.name, (error) => (error ? reject(error) : resolve()));
				}),
			stop: async () => {
				log.push('stop');
				for (const end of ends.values()) end(new Error('stopped'));
			},
		});
		const end = async (name: string, error?: Error) => {
			ends.get(name)!(error);
			await new Promise(setImmediate);
		};
		return { log, end, outcome };
	}

	it('run in order, so many at a time', async () => {
		const { log, end, outcome } = begin([step('a'), step('b'), step('c'), step('d')]);
		expect(log).toEqual(['a', 'b']);
		await end('b');
		expect(log).toEqual(['a', 'b', 'c']);
		await end('a');
		await end('c');
		await end('d');
		expect(names((await outcome).passed)).toEqual(['b', 'a', 'c', 'd']);
	});

	it('wait for what they need, and let others go first', async () => {
		const { log, end } = begin([step('a'), step('b', ['a']), step('c')]);
		expect(log).toEqual(['a', 'c']);
		await end('a');
		expect(log).toEqual(['a', 'c', 'b']);
	});

	it('take no place when they are light', () => {
		expect(begin([step('a'), step('b', [], true), step('c')]).log).toEqual(['a', 'b', 'c']);
	});

	it('are alone when nothing runs beside them and nothing will', async () => {
		const { log, end } = begin([step('a'), step('b', ['a'])]);
		await end('a');
		expect(log).toEqual(['a', 'b alone']);
	});

	it('end with the first failure: none is begun, the others are stopped', async () => {
		const { log, end, outcome } = begin([step('a'), step('b'), step('c')]);
		await end('a', new Error('bad'));
		const { passed, failed, stopped } = await outcome;
		expect(log).toEqual(['a', 'b', 'stop']);
		expect([names(passed), failed?.step.name, failed?.error.message, names(stopped)]).toEqual([
			[],
			'a',
			'bad',
			['b'],
		]);
	});

	it('that wait for each other are an error', async () => {
		await expect(begin([step('a', ['b']), step('b', ['a'])]).outcome).rejects.toThrow('a, b');
	});
});

describe('The steps of .ci/run', () => {
	it('need steps that there are', () => {
		expect(STEPS.flatMap(({ needs = [] }) => needs).filter((name) => !names(STEPS).includes(name))).toEqual(
			[],
		);
	});

	it('have names of their own, which can be typed', () => {
		expect(new Set(names(STEPS)).size).toBe(STEPS.length);
		for (const name of names(STEPS)) expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
	});
});
