import { fileURLToPath } from 'node:url';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const SOURCES = ['nodes/**/*.ts', 'credentials/**/*.ts'];

const NODE = 'nodes/Bitrix24Mail';

/**
 * The floors of the node, from the bottom up: each may import from those below it, never from those above or beside it. Tests may import
 * anything.
 */
const FLOORS = [
	['util'],
	['api'],
	['execution'],
	['resources'],
	['listSearch', 'credentialTest'],
	['*.node'],
];

/** The floors within api/, from the bottom up. Those that stand together may import from each other. */
const API_FLOORS = [
	['methods'],
	['call', 'limits', 'errors', 'pagination', 'response'],
	['transport'],
	['batch'],
	['client'],
];

/** All that the other floors may import from api/. */
const DOOR = ['client', 'call', 'errors', 'errors/template', 'methods'];

const TRIGGER = 'nodes/Bitrix24MailTrigger';

/** All that the trigger may import from execution/: the rest is about items. */
const WITHOUT_ITEMS = ['errors', 'errorText', 'operation', 'validators'];

const LEADS_THERE = 'imports go down only (CONTRIBUTING.md, “The way of a call”).';
const fileName = (name) => name.replace('*', '\\w+').replace('.', '\\.');
const imported = (name) => `^(\\.{1,2}/)+${fileName(name)}(/|$)`;

/** Refuses imports from floors above and, where they are given, beside. */
const upwards = (floor, above, beside = []) => [
	...above.map((name) => ({ regex: imported(name), message: `${floor} is below ${name}: ${LEADS_THERE}` })),
	...beside.map((name) => ({ regex: imported(name), message: `${floor} is beside ${name}: ${LEADS_THERE}` })),
];
/** Refuses the trigger. */
const belowTrigger = (floor) => ({
	regex: '/Bitrix24MailTrigger/',
	message: `${floor} is below the trigger: ${LEADS_THERE}`,
});
const throughTheDoor = {
	regex: `^(\\.{1,2}/)+api(/(?!(${DOOR.join('|')})$)|$)`,
	message: `The one door to Bitrix24 is api/client: other floors import nothing of api/ but ${DOOR.join(', ')}.`,
};
const filesOf = (folder, name) => [`${folder}/${name}.ts`, `${folder}/${name}/**/*.ts`];

/**
 * One block for each floor: ESLint takes the options of a rule from the last block that fits a file.
 *
 * @param {string[]} files
 * @param {object[]} patterns
 * @returns {import('eslint').Linter.Config}
 */
const restrict = (files, patterns) => ({
	files,
	rules: { 'no-restricted-imports': ['error', { patterns }] },
});

/** @type {import('eslint').Linter.Config[]} */
const floors = FLOORS.flatMap((together, index) =>
	together.map((floor) => {
		const beside = together.filter((name) => name !== floor);
		const patterns = [belowTrigger(floor), ...upwards(floor, FLOORS.slice(index + 1).flat(), beside)];
		const isAbove = index > FLOORS.findIndex((names) => names.includes('api'));
		return restrict(filesOf(NODE, floor), isAbove ? [...patterns, throughTheDoor] : patterns);
	}),
);

/** @type {import('eslint').Linter.Config[]} */
const apiFloors = API_FLOORS.flatMap((together, index) =>
	together.map((floor) => {
		const aboveApi = FLOORS.slice(FLOORS.findIndex((names) => names.includes('api')) + 1).flat();
		const above = API_FLOORS.slice(index + 1).flat();
		return restrict(filesOf(`${NODE}/api`, floor), [
			belowTrigger('api'),
			...upwards('api', aboveApi),
			...upwards(`api/${floor}`, above),
		]);
	}),
);

/** The trigger stands above the node; what decides over its polls stands on nothing but util. */
const outsideOf = (folder, names, message) => ({
	regex: `^(\\.\\./)+Bitrix24Mail/${folder}(?!(${names.join('|')})$)`,
	message,
});
const triggerFloors = [
	restrict(
		[`${TRIGGER}/**/*.ts`],
		[
			outsideOf('api/', DOOR, throughTheDoor.message),
			outsideOf(
				'execution/',
				WITHOUT_ITEMS,
				`The trigger has no items: it imports nothing of execution/ but ${WITHOUT_ITEMS.join(', ')}.`,
			),
			{ regex: 'Bitrix24Mail/Bitrix24Mail\\.node$', message: `the trigger is beside *.node: ${LEADS_THERE}` },
		],
	),
	restrict(
		[`${TRIGGER}/poll/**/*.ts`],
		[
			{ regex: '^(\\.\\./)+Bitrix24Mail/(?!util/)', message: `poll is above util alone: ${LEADS_THERE}` },
			{ regex: '^\\.\\./(?!\\.\\./)', message: `poll is below the rest of the trigger: ${LEADS_THERE}` },
		],
	),
];

/** n8n loads a credential by itself, and the node uses it: never the other way round. */
const credentialsBelow = restrict(
	['credentials/**/*.ts'],
	[{ regex: '^(\\.\\./)+nodes/', message: `credentials is below nodes: ${LEADS_THERE}` }],
);

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
	...apiFloors,
	...triggerFloors,
	credentialsBelow,
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
