/**
 * The steps of a release: build, pack, check, scan, publish. `npm run release:check` does all of them but the last,
 * which it tries out (`npm publish --dry-run`); `npm run release:publish -- --tag v1.2.3` publishes, and is for the workflow
 * publish.yml only: npm signs the package’s provenance there. What is checked is the very tarball that is published, and that
 * the tests install in n8n; it stays in .cache/package. `--tag` makes sure that a tag is the version’s.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parser } from 'keep-a-changelog';
import { npm } from '../dependencies.mjs';
import { packProject } from '../package.mjs';
import { channelOf, judge } from './rules.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readText = (name) => readFileSync(join(root, name), 'utf8');
const readJson = (name) => JSON.parse(readText(name));

try {
	await release(
		parseArgs({ options: { tag: { type: 'string' }, publish: { type: 'boolean', default: false } } }).values,
	);
} catch (error) {
	console.error(`release: ${error.message}`);
	process.exitCode = 1;
}

/**
 * @param {{ tag?: string, publish?: boolean }} options
 * @throws when a step does not end well; those after it are not done
 */
async function release({ tag, publish = false }) {
	if (publish && tag === undefined) throw new Error('publishing needs --tag, such as --tag v1.2.3');

	const { tarball, packed } = await pack(publish);
	console.log(`release: ${tarball}, ${packed.size} bytes, ${packed.files.length} files`);

	const manifest = readJson('package.json');
	const verdicts = judge({
		tag,
		manifest,
		lock: readJson('package-lock.json'),
		changelog: readChangelog(),
		packed,
	});
	for (const { title, problems } of verdicts) {
		console.log(`${problems.length === 0 ? '✓' : '✗'} ${title}`);
		for (const problem of problems) console.log(`  ${problem}`);
	}
	if (verdicts.some(({ problems }) => problems.length > 0)) throw new Error('not fit to be published');

	console.log((await npm(['run', 'scan', '--', tarball], root)).trim());

	const options = ['--provenance', '--access', 'public', '--tag', channelOf(manifest.version)];
	if (!publish) options.push('--dry-run');
	// Between two releases, package.json has a version that is on npm already, at which even a dry run would end.
	if (tag === undefined) options.push('--force');
	console.log((await npm(['publish', tarball, ...options], root)).trim());
	console.log(publish ? 'release: published' : 'release: fit to be published');
}

/**
 * The tarball that `npm publish` would make, and what is in it.
 *
 * @param {boolean} anew whatever there is: what is published is made from nothing
 */
async function pack(anew) {
	const { tarball, files } = await packProject({ anew });
	const manifest = JSON.parse(
		execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' }),
	);
	return { tarball, packed: { size: statSync(tarball).size, files, manifest } };
}

/** @throws when it is not in the form of https://keepachangelog.com */
function readChangelog() {
	try {
		return parser(readText('CHANGELOG.md')).releases.map(({ version, date, changes }) => ({
			version,
			date,
			changes: [...changes.values()].flat().length,
		}));
	} catch (error) {
		throw new Error(`CHANGELOG.md: ${error.message}`);
	}
}
