import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { METHODS, RESOURCES } from '.';

describe('The list of resources', () => {
	it.each(RESOURCES.map(({ name }) => name))(
		'%s is named as its file, and tested method by method',
		(name) => {
			expect(existsSync(join(__dirname, `${name}.ts`))).toBe(true);
			const tests = join(__dirname, `${name}.test.ts`);
			if (!existsSync(tests)) throw new Error(`no tests of ${name}: ${name}.test.ts is missing`);
			expect(readFileSync(tests, 'utf8')).toContain(`describeMethods(${name}, `);
		},
	);

	it('has every method once, in lower case', () => {
		const names = RESOURCES.flatMap(({ methods }) => Object.keys(methods));
		expect([...METHODS.keys()]).toEqual(names);
		expect(names.map((name) => name.toLowerCase())).toEqual(names);
	});

	it('has every kind of live data and every option for many records once', () => {
		const surroundings = () => ({
			language: 'en' as const,
			fileBase: '',
			scopes: [],
			url: '',
			now: Date.now,
			zone: () => 0,
			storeOf: () => ({}),
		});
		for (const names of [
			RESOURCES.flatMap((resource) => Object.keys(resource.open({}, surroundings).data)),
			RESOURCES.flatMap(({ many }) => Object.keys(many)),
		]) {
			expect(names).toEqual([...new Set(names)]);
		}
	});
});
