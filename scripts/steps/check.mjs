/**
 * `npm run check`: what to run before a commit, in about a minute. Lint and types remember what they have seen (.cache), tests
 * run in one line of n8n and without what tries many cases. `.ci/run` does all of it, from nothing.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cache, root } from '../../sandbox/n8n/paths.mjs';
import { runAndReport } from './report.mjs';

/** Of two cores: the tests take one. */
const PLACES = 2;

const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const has = (name) => name in scripts;
const npm = (name) => ['npm', 'run', '--silent', name];
const bin = (name, ...args) => ['node', path.join('node_modules', name), ...args];

/** @type {import('./schedule.js').Step[]} the longest first */
const STEPS = [
	{
		name: 'tests',
		title: 'Tests',
		command: has('test:quick')
			? npm('test:quick')
			: bin(
					'jest/bin/jest.js',
					'--selectProjects',
					'n8n-2',
					'--testPathIgnorePatterns',
					'properties',
					'aults',
				),
	},
	{
		name: 'lint',
		title: 'Lint',
		command: bin(
			'eslint/bin/eslint.js',
			'.',
			'--cache',
			'--cache-location',
			'.cache/eslint/',
			'--cache-strategy',
			'content',
		),
	},
	{ name: 'types', title: 'Types', command: npm('typecheck') },
	{
		name: 'generated',
		title: 'Generated files',
		command: ['npm', 'run', '--silent', 'generate', '--', '--check'],
	},
	{
		name: 'format',
		title: 'Format',
		command: bin(
			'prettier/bin/prettier.cjs',
			'--check',
			'--cache',
			'--cache-location',
			'.cache/prettier',
			'.',
		),
	},
];

await runAndReport(STEPS, { folder: path.join(cache, 'check'), places: PLACES, brief: true });
