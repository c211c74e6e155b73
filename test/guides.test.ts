import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** What newcomers are told to type and to open. */
describe.each(['CONTRIBUTING.md', 'SECURITY.md'])('%s is true with the repository', (guide) => {
	const text = read(guide);
	const found = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, it]) => it!))];

	const links = found(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g);
	const paths = found(
		/`((?:\.ci|\.github|credentials|docs|nodes|scripts|test|api|resources|__schema__)\/[^` ]*)[^`]*`/g,
	);
	const commands = found(/npm run ([\w:]+)/g);
	const suites = found(/npx jest ([^`]*)`/g).flatMap((args) =>
		args.split(' ').filter((arg) => arg.startsWith('test/')),
	);

	it('has something to look for', () => expect(links.length + paths.length).toBeGreaterThan(5));

	it.each(links)('the link %s leads somewhere', (target) => {
		expect(existsSync(path.join(root, target))).toBe(true);
	});

	it.each(paths.filter((name) => !/copy/.test(name)))('the path %s exists', (name) => {
		const homes = ['', 'nodes/Bitrix24Mail/'];
		expect(homes.some((home) => existsSync(path.join(root, home, name)))).toBe(true);
	});

	// `it.each` takes no empty table: a guide need not name commands.
	it('names scripts that exist', () => {
		expect(commands.filter((name) => scripts[name] === undefined)).toEqual([]);
	});

	it('names suites that exist', () => {
		const missing = suites.filter((suite) => !existsSync(path.join(root, suite)));
		expect(missing.filter((suite) => !existsSync(path.join(root, `${suite}.test.ts`)))).toEqual([]);
	});
});

describe('CONTRIBUTING.md', () => {
	it('has the heading that other pages point to', () => {
		expect(read('CONTRIBUTING.md')).toContain('\n## The suites\n');
		expect(read('docs/reliability.md')).toContain('CONTRIBUTING.md#the-suites');
	});
});
