/**
 * What must be right before a version is published. CommonJS, so that Jest can test it.
 *
 * @typedef {object} Release
 * @property {string} [tag] Git’s tag, such as `v1.2.3`; only where a tag is to be published
 * @property {{ version: string }} manifest the repository’s package.json
 * @property {{ version: string, packages: Record<string, { version?: string }> }} lock its package-lock.json
 * @property {Array<{ version?: string, date?: Date, changes: number }>} changelog the sections of CHANGELOG.md from top
 *   to bottom, with how many changes each lists; the one without a version is “Unreleased”
 * @property {{ size: number, files: string[], manifest: Record<string, any> }} packed the tarball: its bytes, the paths
 *   of its files, and the package.json in it
 */
const { ALLOWED, ALWAYS, LARGEST } = require('./contents');

/** Scripts that npm runs by itself: npm’s documentation, “scripts”, life cycle scripts */
const LIFECYCLE = /^(pre|post)?(install|pack|prepare|publish|shrinkwrap)$|^(prepublishOnly|dependencies)$/;

/** What a package can ask npm to install along with it. */
const NEEDS = ['dependencies', 'optionalDependencies', 'bundledDependencies', 'bundleDependencies'];

/**
 * Titles, and how to find what is wrong.
 * @type {Array<[title: string, find: (release: Release) => string[]]>}
 */
const RULES = [
	['The versions agree', versionsThatDiffer],
	['The changelog tells what is new', gapsInChangelog],
	['The package holds what it should and nothing else', wrongContents],
	['The package is small', excess],
	['Nothing is installed along with it', needs],
	['Installing it runs nothing', lifecycleScripts],
];

/**
 * Checks a release by all rules.
 *
 * @param {Release} release
 * @returns {Array<{ title: string, problems: string[] }>} one entry for each rule; without problems when it is kept
 */
function judge(release) {
	return RULES.map(([title, find]) => ({ title, problems: find(release) }));
}

/**
 * The channel of npm that a version belongs to: who installs the package without naming a version gets `latest`.
 *
 * @param {string} version
 * @returns {'latest' | 'next'} `next` for pre-releases, such as 1.1.0-rc.1
 */
function channelOf(version) {
	return version.includes('-') ? 'next' : 'latest';
}

module.exports = { judge, channelOf };

/** @param {Release} release */
function versionsThatDiffer({ tag, manifest, lock, packed }) {
	const others = [
		['package-lock.json has', lock.version],
		['package-lock.json’s own entry has', lock.packages['']?.version],
		['the tarball has', packed.manifest.version],
	];
	const problems = others
		.filter(([, version]) => version !== manifest.version)
		.map(([where, version]) => `package.json has ${manifest.version}, ${where} ${version}`);
	return tag === undefined || tag === `v${manifest.version}`
		? problems
		: [...problems, `package.json has ${manifest.version}, which the tag ${tag} is not`];
}

/** @param {Release} release */
function gapsInChangelog({ manifest: { version }, changelog }) {
	const released = changelog.filter((section) => section.version !== undefined);
	const section = released.find((candidate) => candidate.version === version);
	if (section === undefined) return [`CHANGELOG.md has no section for ${version}`];
	const problems = [];
	if (section !== released[0]) {
		problems.push(`CHANGELOG.md has ${released[0].version} above ${version}, which is to be published`);
	}
	if (section.date === undefined || Number.isNaN(section.date.getTime())) {
		problems.push(`CHANGELOG.md does not say when ${version} was released`);
	}
	if (section.changes === 0) problems.push(`CHANGELOG.md lists no changes of ${version}`);
	return problems;
}

/** @param {Release} release */
function wrongContents({ manifest, packed: { files, manifest: packedManifest } }) {
	const { nodes = [], credentials = [] } = packedManifest.n8n ?? {};
	const missing = [...ALWAYS, ...nodes, ...credentials].filter((path) => !files.includes(path));
	const unexpected = files.filter(
		(file) => !ALWAYS.includes(file) && !ALLOWED.some(({ path }) => path.test(file)),
	);
	return [
		...(nodes.length === 0 ? [`The package.json of ${manifest.version} names no node`] : []),
		...missing.map((path) => `${path} is missing`),
		...unexpected.map((path) => `${path} is not allowed (scripts/release/contents.js)`),
	];
}

/** @param {Release} release */
function excess({ packed: { size } }) {
	return size > LARGEST ? [`The tarball has ${size} bytes, more than the ${LARGEST} that are allowed`] : [];
}

/** @param {Release} release */
function needs({ packed: { manifest } }) {
	const problems = NEEDS.filter((key) => Object.keys(manifest[key] ?? {}).length > 0).map(
		(key) => `package.json has ${key}: n8n verifies packages without only`,
	);
	const peers = JSON.stringify(manifest.peerDependencies);
	return peers === '{"n8n-workflow":"*"}'
		? problems
		: [...problems, `package.json has peerDependencies ${peers} in place of {"n8n-workflow":"*"}`];
}

/** @param {Release} release */
function lifecycleScripts({ packed: { manifest } }) {
	return Object.keys(manifest.scripts ?? {})
		.filter((name) => LIFECYCLE.test(name))
		.map((name) => `npm would run the script “${name}” by itself`);
}
