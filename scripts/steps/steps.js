/** The steps of `.ci/run`: data. Those that others need come first, the longest first among them. */
/**
 * @param {string} name a script of package.json
 * @param {string[]} args
 */
const npm = (name, ...args) => ['npm', 'run', '--silent', name, '--', ...args];

/** @type {import('./schedule.js').Step[]} */
const STEPS = [
	{ name: 'dependencies', title: 'Dependencies', command: ['node', 'scripts/setup.mjs'] },
	{ name: 'n8n-2', title: 'n8n 2', command: ['node', 'scripts/installN8n.mjs', '2'] },
	{ name: 'n8n-1', title: 'n8n 1', command: ['node', 'scripts/installN8n.mjs', '1'], needs: ['n8n-2'] },
	{ name: 'browser', title: 'Browser', command: ['.ci/programs', 'browser'], light: true },
	{ name: 'servers', title: 'Redis and PostgreSQL', command: ['.ci/programs', 'servers'], light: true },
	{ name: 'package', title: 'Package', command: ['node', 'scripts/package.mjs'], needs: ['dependencies'] },
	{ name: 'lint', title: 'Lint', command: npm('lint'), needs: ['dependencies'] },
	{ name: 'types', title: 'Types', command: npm('typecheck'), needs: ['dependencies'] },
	{
		name: 'generated',
		title: 'Generated files',
		command: npm('generate', '--check'),
		needs: ['dependencies'],
	},
	{ name: 'tests', title: 'Tests', command: npm('test'), needs: ['dependencies', 'package'] },
	{ name: 'release', title: 'Release', command: npm('release:check'), needs: ['dependencies', 'package'] },
	{
		name: 'e2e-2',
		title: 'End-to-end tests in n8n 2',
		command: npm('test:e2e', '2'),
		needs: ['dependencies', 'package', 'n8n-2', 'browser'],
	},
	{
		name: 'e2e-1',
		title: 'End-to-end tests in n8n 1',
		command: npm('test:e2e', '1'),
		needs: ['dependencies', 'package', 'n8n-1', 'browser'],
	},
	{
		name: 'queue',
		title: 'Queue mode',
		command: npm('test:queue'),
		needs: ['dependencies', 'package', 'n8n-2', 'servers'],
	},
];

module.exports = { STEPS };
