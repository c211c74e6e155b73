import type { INodeParameters } from 'n8n-workflow';
import { METHODS, scopeOf, type MethodName } from '../nodes/Bitrix24Mail/api/methods';
import { COMMON_ERRORS } from '../scripts/generate/readme';
import { startPortal, type Portal } from '../sandbox/portal';
import { readPage } from './docs/markdown';
import { parametersOf } from './samples';
import { runOn, type PortalRun } from './support/node';
import { useVirtualTime } from './support/virtualTime';

useVirtualTime();

/** How each of the errors that the README explains comes about, by its code. */
const PROVOCATIONS: Record<
	string,
	{
		parameters?: INodeParameters;
		run?: PortalRun;
		prepare?: (portal: Portal) => unknown;
		description?: string;
	}
> = {
	NO_AUTH_FOUND: { prepare: (portal) => portal.refuse('NO_AUTH_FOUND') },
	insufficient_scope: { run: { rights: { scopes: [] } } },
	MESSAGE_SEND_FAILED: {
		parameters: {
			...parametersOf('message', 'send'),
			from: { __rl: true, mode: 'address', value: 'stranger@example.com' },
		},
	},
	// The node has asked Bitrix24 who the user is.
	ERROR_CORE: {
		parameters: { operation: 'create', name: 'New Mail' },
		run: { rights: { admin: false } },
		description: 'Only administrators can create, update or delete mail services',
	},
	QUERY_LIMIT_EXCEEDED: { prepare: (portal) => portal.refuse('QUERY_LIMIT_EXCEEDED', { times: 999 }) },
};

describe('The README', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	const issues = issuesIn(readPage('README.md').text);

	it('explains the errors that everyone meets', () => {
		expect(Object.keys(PROVOCATIONS)).toEqual(COMMON_ERRORS.map(({ code }) => code));
		expect(issues.map(({ code }) => code)).toEqual(COMMON_ERRORS.map(({ code }) => code));
	});

	it.each(issues)('names an error that comes: $what', async ({ what, next, code }) => {
		const { parameters, run, prepare, description } = PROVOCATIONS[code]!;
		await prepare?.(portal);
		const all = { resource: 'mailService', operation: 'getAll', ...parameters };
		const { error: reported } = await runOn(portal, all, run);
		expect(reported?.message).toMatch(withGaps(what));
		expect(reported?.description).toMatch(description ?? withGaps(next));
	});
});

const OF_NO_OPERATION = (Object.keys(METHODS) as MethodName[]).filter(
	(method) => scopeOf(method) === 'basic',
);

it.each(OF_NO_OPERATION)('The documentation tells of %s, which belongs to no operation', (method) => {
	const pages = ['docs/errors.md', 'docs/credentials.md'].map((name) => readPage(name).text);
	expect(pages.join()).toContain(`with \`${method}\` (v1, no permission needed)`);
});

interface Issue {
	what: string;
	next: string;
	code: string;
}

/** The common issues: a heading with the words on the screen, what to do, and the code. */
function issuesIn(readme: string): Issue[] {
	const found = readme.matchAll(/^### (.+)\n\n(.+) \(\[`.+`\]\(docs\/errors\.md#(.+)\)\)$/gm);
	return [...found].map(([, what, next, code]) => ({ what: what!, next: next!, code: code! }));
}

/** A text in which `…` stands for anything. */
const withGaps = (text: string) =>
	new RegExp(
		text
			.split('…')
			.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
			.join('.+'),
		// What stands behind “Could not …: ” in the panel begins a sentence here.
		'i',
	);
