import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, resolve } from 'node:path';

const root = resolve(__dirname, '..');

/** All files below a folder of the repository, with `/` as the separator; none when it does not exist. */
const filesBelow = (folder: string): string[] =>
	existsSync(join(root, folder))
		? readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
				entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
			)
		: [];

/** What a source file becomes in the package, or undefined when it does not get there. */
function shippedAs(source: string): string | undefined {
	if (source.endsWith('.test.ts') || source.endsWith('.d.ts')) return undefined;
	if (source.endsWith('.ts')) return `dist/${source.replace(/\.ts$/, '.js')}`;
	const isAsset = /\.(svg|png)$|\.node\.json$|\/__schema__\/.*\.json$/.test(source);
	return isAsset ? `dist/${source}` : undefined;
}

const ALWAYS = ['LICENSE', 'README.md', 'package.json'];
const BUILT_FROM = ['nodes', 'credentials', 'icons'];

// What a release may hold and ask for, whatever its sources, is checked on the tarball itself: scripts/release/.
describe('the packed package', () => {
	// The tarball that would be published, unpacked: made by whoever needs it first (scripts/package.mjs).
	const folder = mkdtempSync(join(tmpdir(), 'package-'));
	let files: string[];

	/** Runs a program. @throws with all that it printed, as the compiler complains on its output */
	function output(command: string, ...args: string[]): string {
		const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
		if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}\n${stderr}`);
		return stdout;
	}

	beforeAll(() => {
		const printed = output(process.execPath, join('scripts', 'package.mjs'), '--json');
		const { tarball } = JSON.parse(printed.trimEnd().split('\n').at(-1)!) as { tarball: string };
		output('tar', '-xzf', tarball, '-C', folder, '--strip-components=1');
		files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((name) => statSync(join(folder, name)).isFile())
			.map((name) => name.replaceAll('\\', '/'))
			.sort();
	});

	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('holds what is compiled, its icons and descriptions, and nothing else', () => {
		const shipped = BUILT_FROM.flatMap(filesBelow).flatMap((source) => shippedAs(source) ?? []);
		expect(files).toEqual([...ALWAYS, ...shipped].sort());
	});

	it('holds the icons where its nodes and credentials look for them', () => {
		const icons = files
			.filter((file) => file.endsWith('.js'))
			.flatMap((file) => {
				const code = readFileSync(join(folder, file), 'utf8');
				const found = [...code.matchAll(/(['"])file:([^'"]+)\1/g)];
				return found.map(([, , icon]) => posix.join(posix.dirname(file), icon!));
			});
		expect(icons.length).toBeGreaterThan(0);
		expect(files).toEqual(expect.arrayContaining(icons));
	});

	it('refers to no source maps', () => {
		const code = files.map((file) => readFileSync(join(folder, file), 'utf8'));
		expect(code.filter((text) => text.includes('sourceMappingURL'))).toEqual([]);
	});
});
