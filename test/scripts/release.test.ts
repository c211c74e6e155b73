import { channelOf, judge, type Release } from '../../scripts/release/rules';

const NODE = 'dist/nodes/Some/Some.node.js';
const CREDENTIAL = 'dist/credentials/SomeApi.credentials.js';

/** A release that keeps all rules; `spoil` may break them. */
function release(spoil: (good: ReturnType<typeof goodRelease>) => void = () => {}): Release {
	const made = goodRelease();
	spoil(made);
	return made;
}

function goodRelease() {
	const version = '1.2.0';
	return {
		tag: `v${version}` as string | undefined,
		manifest: { version },
		lock: { version, packages: { '': { version } } as Release['lock']['packages'] },
		changelog: [
			{ changes: 3 },
			{ version, date: new Date('2026-03-01'), changes: 2 },
			{ version: '1.1.0', date: new Date('2026-02-01'), changes: 1 },
		] as Release['changelog'],
		packed: {
			size: 50_000,
			files: [
				'LICENSE',
				'README.md',
				'package.json',
				NODE,
				CREDENTIAL,
				'dist/credentials/shared/signing.js',
				'dist/nodes/Some/Some.node.json',
				'dist/nodes/Some/resources/some/index.js',
				'dist/nodes/Some/__schema__/v1.0.0/some/get.json',
				'dist/icons/some.dark.svg',
			],
			manifest: {
				version,
				n8n: { nodes: [NODE], credentials: [CREDENTIAL] },
				peerDependencies: { 'n8n-workflow': '*' } as Record<string, string> | undefined,
				scripts: { build: 'tsc', 'release:publish': 'x' } as Record<string, string>,
			},
		},
	};
}

const problemsOf = (made: Release) => judge(made).flatMap(({ problems }) => problems);

describe('The rules of a release', () => {
	it('are kept by a good one, with and without a tag', () => {
		expect(problemsOf(release())).toEqual([]);
		expect(problemsOf(release((good) => (good.tag = undefined)))).toEqual([]);
	});

	it.each<[string, Parameters<typeof release>[0]]>([
		['which the tag v1.2.1 is not', (good) => (good.tag = 'v1.2.1')],
		['which the tag 1.2.0 is not', (good) => (good.tag = '1.2.0')],
		['package-lock.json has 1.1.0', (good) => (good.lock.version = '1.1.0')],
		['own entry has 1.1.0', (good) => (good.lock.packages = { '': { version: '1.1.0' } })],
		['the tarball has 1.1.0', (good) => (good.packed.manifest.version = '1.1.0')],
		['has no section for 1.2.0', (good) => good.changelog.splice(1, 1)],
		['has 1.1.0 above 1.2.0', (good) => good.changelog.reverse()],
		['does not say when 1.2.0', (good) => delete good.changelog[1]!.date],
		['does not say when 1.2.0', (good) => (good.changelog[1]!.date = new Date('2026-13-41'))],
		['lists no changes of 1.2.0', (good) => (good.changelog[1]!.changes = 0)],
		['LICENSE is missing', (good) => good.packed.files.splice(0, 1)],
		[`${NODE} is missing`, (good) => good.packed.files.splice(3, 1)],
		[`${CREDENTIAL} is missing`, (good) => good.packed.files.splice(4, 1)],
		['names no node', (good) => (good.packed.manifest.n8n.nodes = [])],
		['has 204801 bytes', (good) => (good.packed.size = 200 * 1024 + 1)],
		['has dependencies', (good) => Object.assign(good.packed.manifest, { dependencies: { a: '1' } })],
		['has optionalDep', (good) => Object.assign(good.packed.manifest, { optionalDependencies: { a: '1' } })],
		['has bundleDep', (good) => Object.assign(good.packed.manifest, { bundleDependencies: ['a'] })],
		['has peerDependencies', (good) => (good.packed.manifest.peerDependencies = { 'n8n-workflow': '2' })],
		['has peerDependencies', (good) => (good.packed.manifest.peerDependencies = undefined)],
		['“postinstall”', (good) => (good.packed.manifest.scripts.postinstall = 'x')],
		['“prepare”', (good) => (good.packed.manifest.scripts.prepare = 'x')],
		['“prepublishOnly”', (good) => (good.packed.manifest.scripts.prepublishOnly = 'x')],
	])('find one problem: … %s …', (problem, spoil) => {
		const problems = problemsOf(release(spoil));
		expect(problems).toEqual([expect.stringContaining(problem)]);
	});

	it.each([
		'.env',
		'CHANGELOG.md',
		'dist/tsconfig.build.tsbuildinfo',
		'dist/test/package.test.js',
		'dist/icons/some.png.exe',
		'dist/credentials/SomeApi.credentials.js.map',
		'dist/nodes/Some/Some.node.ts',
		'dist/nodes/Some/api/batch.test.js',
		'dist/nodes/Some/api/secret.json',
		'dist/nodes/Some/../../../elsewhere.js',
		'nodes/Some/Some.node.js',
	])('do not allow %s in the package', (file) => {
		const problems = problemsOf(release((good) => good.packed.files.push(file)));
		expect(problems).toEqual([expect.stringContaining(`${file} is not allowed`)]);
	});

	it('keep pre-releases away from those who ask for no version', () => {
		expect(channelOf('1.2.0')).toBe('latest');
		expect(channelOf('1.3.0-rc.1')).toBe('next');
	});
});
