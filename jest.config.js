/**
 * The tests that go through n8n’s engine run twice: with the engine of n8n 2 and with that of n8n 1, which the
 * resolver puts in its place. What has nothing to do with n8n runs once. `N8N` tells a test which generation is
 * meant.
 *
 *     npx jest test/nodes --selectProjects n8n-1
 */

const { availableParallelism } = require('node:os');
const { engineFreeTests } = require('./test/jest/engineFree');

/** Node itself loads these, once a worker. */
const NATIVE = [
	'n8n-core',
	'n8n-core-1',
	'n8n-workflow',
	'@n8n',
	'fast-check',
	'flatted',
	'selfsigned',
	'typescript',
];

const shared = {
	testEnvironment: '<rootDir>/test/jest/environment.js',
	roots: ['<rootDir>/sandbox', '<rootDir>/test'],
	transform: {
		'^.+\\.ts$': 'ts-jest',
		[`/node_modules/(${NATIVE.join('|')})/.+\\.c?js$`]: '<rootDir>/test/jest/nativePackages.js',
	},
	transformIgnorePatterns: [],
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/playground', '<rootDir>/.cache'],
	setupFiles: ['<rootDir>/test/jest/setup.ts'],
	testMatch: ['**/*.test.ts'],
};

/**
 * n8n makes many short-lived objects for each item. By default, Node has 16 MB for new ones, and looks through
 * what is still in use whenever they are full: a seventh of a worker’s time. Jest’s workers are started with these.
 *
 * @see https://nodejs.org/docs/latest-v20.x/api/cli.html#--max-semi-space-sizesize-in-megabytes
 */
const NEW_OBJECTS = ['--min-semi-space-size=32', '--max-semi-space-size=64'];
process.execArgv = [...new Set([...process.execArgv, ...NEW_OBJECTS])];

/** @type {import('jest').Config} */
module.exports = {
	// What hangs ends; what is slow is a busy machine's, and no failure.
	testTimeout: 300_000,
	// One more than there are cores: some tests wait, for processes and for time-outs.
	maxWorkers: availableParallelism() + 1,
	projects: [
		{ ...shared, displayName: 'n8n-2', globals: { N8N: 2 } },
		{
			...shared,
			displayName: 'n8n-1',
			globals: { N8N: 1 },
			testPathIgnorePatterns: [
				'<rootDir>/sandbox/',
				'<rootDir>/test/(docs|e2e|scripts|support)/',
				'<rootDir>/test/nodes/Bitrix24MailTrigger/(poll|simulation)/',
				'<rootDir>/test/[^/]*$',
				...engineFreeTests().map((name) => `<rootDir>/test/${name.replaceAll('.', '\\.')}$`),
			],
			resolver: '<rootDir>/test/jest/engine1Resolver.js',
		},
	],
};
