/**
 * `npm run check`: what to run before a commit, in about a minute. Lint and types remember what they have seen (.cache), tests
 * run in one line of n8n and without what tries many cases. `.ci/run` does all of it, from nothing.
 */
import path from 'node:path';
import { cache } from '../../sandbox/n8n/paths.mjs';
import { runAndReport } from './report.mjs';

/** Of two cores: the tests take one. */
const PLACES = 2;

/** @param {string} name a script of package.json @param {string[]} args */
const npm = (name, ...args) => ['npm', 'run', '--silent', name, '--', ...args];
/** @param {string} name a program, below node_modules @param {string[]} args */
const bin = (name, ...args) => ['node', path.join('node_modules', name), ...args];

/** @type {import('./schedule.js').Step[]} the longest first */
const STEPS = [
	{ name: 'tests', title: 'Tests', command: npm('test:quick') },
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
	{ name: 'generated', title: 'Generated files', command: npm('generate', '--check') },
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
