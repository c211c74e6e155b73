import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { choose } from '../../scripts/steps/schedule.js';
import { STEPS } from '../../scripts/steps/steps.js';

const folder = join(__dirname, '..', '..', '.github', 'workflows');

describe.each(readdirSync(folder))('the workflow %s', (name) => {
	const text = readFileSync(join(folder, name), 'utf8');
	const found = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, it]) => it!);

	it('uses actions of one commit each, whatever becomes of their tags', () => {
		const actions = found(/uses: (?!\.\/)(\S+.*)$/gm);
		expect(actions.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d/.test(action))).toEqual([]);
	});

	it('runs steps that .ci/run has', () => {
		const names = found(/run: \.ci\/run (.+)$/gm).flatMap((args) => args.split(' '));
		expect(() => choose(STEPS, names)).not.toThrow();
	});
});

it('ci.yml leaves out no step of .ci/run', () => {
	const text = readFileSync(join(folder, 'ci.yml'), 'utf8');
	const names = [...text.matchAll(/run: \.ci\/run (.+)$/gm)].flatMap(([, args]) => args!.split(' '));
	expect(choose(STEPS, names)).toEqual(STEPS);
});
