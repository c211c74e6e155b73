import { fileURLToPath } from 'node:url';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const SOURCES = ['nodes/**/*.ts', 'credentials/**/*.ts'];

/** The floors of the node: each may import from the ones below it, never from those above. Tests may import anything. */
const FLOORS = ['api', 'execution', 'resources'];
const NODE = 'nodes/Bitrix24Mail';

/**
 * Refuses imports that run up: one block for each floor, with the floors above it and the node's edges.
 * @type {import('eslint').Linter.Config[]}
 */
const floors = FLOORS.map((floor, index) => ({
	files: [`${NODE}/${floor}/**/*.ts`],
	rules: {
		'no-restricted-imports': [
			'error',
			{
				patterns: [...FLOORS.slice(index + 1), 'listSearch', '*.node'].map((above) => ({
					regex: `^(\\.\\./)+(${above.replace('*', '\\w+')})(/|$)`,
					message: `${floor} is below ${above}: imports go down only (CONTRIBUTING.md, “The way of a call”).`,
				})),
			},
		],
	},
}));

const { community, credentials, nodes } = n8nNodesBase.configs;

export default defineConfig(
	globalIgnores(['dist/', '.cache/', '**/.data/', '**/node_modules/']),

	{
		files: ['**/*.ts', '**/*.js', '**/*.mjs'],
		extends: [tseslint.configs.recommended],
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			// `const { secret, ...rest } = all` is how to leave something out.
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
		},
	},
	{
		// CommonJS, because what reads them is.
		files: ['*.js', 'scripts/**/*.js', 'sandbox/**/*.js', 'test/**/*.js'],
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},

	// What is shipped, by the rules of n8n's package scanner (@n8n/scan-community-package, `npm run scan`), so that
	// editors show them. The scanner has the last word: it ignores inline disables, so `noInlineConfig` does, too.
	{
		files: [...SOURCES, 'package.json'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		linterOptions: { noInlineConfig: true },
		rules: { 'no-console': 'error' },
	},
	{ plugins: { 'n8n-nodes-base': n8nNodesBase } },
	{
		files: ['package.json', 'nodes/**/*.json', 'credentials/**/*.json'],
		languageOptions: { parser: tseslint.parser },
	},
	{ files: ['package.json'], rules: community.rules },
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...credentials.rules,
			// Off in the scanner: made for the nodes in n8n's own repository.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...nodes.rules,
			// Off in the scanner: inputs and outputs may be constants, and services do have maximum limits.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	...floors,
	{
		// A promise that nobody waits for loses its error, or ends n8n's process.
		files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'sandbox/**/*.ts', 'scripts/**/*.ts', 'test/**/*.ts'],
		ignores: ['sandbox/portal/**'],
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: fileURLToPath(new URL('.', import.meta.url)) },
		},
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/await-thenable': 'error',
		},
	},
);
