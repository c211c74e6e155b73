/**
 * The tests that go through n8n’s engine run twice: with the engine of n8n 2 and with that of n8n 1, which the
 * resolver puts in its place. All others have nothing to do with n8n and run once. `N8N` tells a test which generation is
 * meant.
 *
 *     npx jest test/nodes --selectProjects n8n-1
 */

const shared = {
	testEnvironment: 'node',
	transform: { '^.+\\.ts$': 'ts-jest' },
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/playground', '<rootDir>/.cache'],
	testMatch: ['**/*.test.ts'],
};

/** @type {import('jest').Config} */
module.exports = {
	testTimeout: 30_000,
	projects: [
		{ ...shared, displayName: 'n8n-2', globals: { N8N: 2 }, roots: ['<rootDir>/test'] },
		{
			...shared,
			displayName: 'n8n-1',
			globals: { N8N: 1 },
			roots: ['<rootDir>/test/nodes', '<rootDir>/test/credentials', '<rootDir>/test/engine'],
			resolver: '<rootDir>/test/engine/n8n-1.resolver.js',
		},
	],
};
