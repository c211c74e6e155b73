import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, resolve } from 'node:path';

const root = resolve(__dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

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
const NEEDED_TO_BUILD = [...ALWAYS, ...BUILT_FROM, 'tsconfig.json', 'tsconfig.build.json', 'gulpfile.js'];

describe('the packed package', () => {
	// Built apart, so that a test run neither needs nor touches dist/.
	const folder = mkdtempSync(join(tmpdir(), 'package-'));
	let files: string[];

	/** Runs npm in the folder. @throws with all that it printed, as the compiler complains on its output */
	function npm(...args: string[]): string {
		const { status, stdout, stderr } = spawnSync('npm', args, {
			cwd: folder,
			encoding: 'utf8',
			shell: process.platform === 'win32',
		});
		if (status !== 0) throw new Error(`npm ${args.join(' ')}\n${stdout}\n${stderr}`);
		return stdout;
	}

	beforeAll(() => {
		for (const name of NEEDED_TO_BUILD.filter((name) => existsSync(join(root, name)))) {
			cpSync(join(root, name), join(folder, name), { recursive: true });
		}
		symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
		npm('run', 'build');
		const [packed] = JSON.parse(npm('pack', '--dry-run', '--json')) as [{ files: Array<{ path: string }> }];
		files = packed.files.map(({ path }) => path).sort();
	}, 120_000);

	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('holds what is compiled, its icons and descriptions, and nothing else', () => {
		const shipped = BUILT_FROM.flatMap(filesBelow).flatMap((source) => shippedAs(source) ?? []);
		expect(files).toEqual([...ALWAYS, ...shipped].sort());
	});

	it('holds every node and credential that it names', () => {
		const named = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
		expect(named).toHaveLength(3);
		expect(files).toEqual(expect.arrayContaining(named));
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

	it('ships no source maps and no sources', () => {
		const code = files.map((file) => readFileSync(join(folder, file), 'utf8'));
		expect(files.filter((file) => /\.(map|ts)$/.test(file))).toEqual([]);
		expect(code.filter((text) => text.includes('sourceMappingURL'))).toEqual([]);
	});
});

describe('package.json', () => {
	it('asks for nothing at run time but what n8n has', () => {
		expect(manifest.dependencies ?? {}).toEqual({});
		expect(manifest.optionalDependencies ?? {}).toEqual({});
		expect(manifest.bundledDependencies ?? manifest.bundleDependencies ?? []).toEqual([]);
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('runs nothing when it is installed', () => {
		const lifecycle = /^(pre|post)?(install|pack|prepare|publish)$|^(prepublishOnly|dependencies)$/;
		expect(Object.keys(manifest.scripts).filter((name) => lifecycle.test(name))).toEqual([]);
	});
});
