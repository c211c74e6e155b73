import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { specOf, scopeOf, type MethodName } from '../../nodes/Bitrix24Mail/api/methods';
import { startPortal, type Portal } from '../../sandbox/portal';
import { runOn, type PortalRun } from '../support/node';
import { blocksOf, readPage, ROOT, rowsBelow, targetsOf } from './markdown';
import { OPERATIONS, outputOf, parametersOf, type Operation } from './operations';
import { PARAMETERS, PROVOCATIONS } from './provoke';

const pageOf = ({ slug }: Operation) => readPage(`docs/operations/${slug}.md`);

it('There is a page for each operation, and the index has them all', () => {
	const files = readdirSync(path.join(ROOT, 'docs/operations'));
	expect(files.sort()).toEqual(OPERATIONS.map(({ slug }) => `${slug}.md`).sort());
	expect(targetsOf(readPage('docs/README.md'))).toEqual(
		expect.arrayContaining(files.map((name) => `operations/${name}`)),
	);
});

describe.each(OPERATIONS.map((operation): [string, Operation] => [operation.title, operation]))(
	'The page of %s',
	(title, operation) => {
		const page = pageOf(operation);

		let portal: Portal;
		beforeEach(async () => (portal = await startPortal()));
		afterEach(async () => await portal.close());

		const run = async (parameters: INodeParameters = {}, settings: PortalRun = {}) =>
			await runOn(
				portal,
				{
					resource: operation.resource,
					operation: operation.operation,
					...PARAMETERS[operation.resource],
					...parameters,
				},
				settings,
			);

		it('has its names, and its picture', () => {
			expect(page.text.startsWith(`# ${title}\n`)).toBe(true);
			expect(page.text).toContain(`* **In the node panel:** ${operation.action}\n`);
			expect(targetsOf(page)).toContain(`../images/operations/${operation.slug}.png`);
		});

		it('names the methods that it calls, their version and their scope', async () => {
			await run();
			// Create or Update has another method for a service that is there.
			await run({ name: 'Company Mail', additionalFields: { port: 995 } });
			// A refused write asks who the user is; no operation is about that.
			const methods = portal.calls.map(({ method }) => method as MethodName);
			const called = [...new Set(methods)].filter((method) => method !== 'profile');
			const [line = ''] = /^\* \*\*REST methods?:\*\* .*$/m.exec(page.text) ?? [];
			for (const method of called) {
				expect(line).toContain(`\`${method}\``);
				expect(line).toContain(specOf(method).version === 1 ? 'classic REST (v1)' : 'REST 3.0');
				expect(line).toContain(`scope \`${scopeOf(method)}\``);
			}
			expect([...line.matchAll(/`mail(service)?\.[^`]+`/g)]).toHaveLength(called.length);
		});

		it('says whether it is for administrators', async () => {
			const { error } = await run({}, { rights: { admin: false } });
			const [, who] = /^\* \*\*Who may:\*\* (.*)$/m.exec(page.text) ?? [];
			expect(who).toMatch(error ? /^administrators/ : /user/);
		});

		it('lists all of its parameters with their defaults, and no others', () => {
			const rows = rowsBelow(page, 'Parameter').map(([label, , value]) => [label, value]);
			expect(rows).toEqual(parametersOf(operation));
		});

		it('lists the fields of its output, with their types', () => {
			const rows = rowsBelow(page, 'Field').map(([name, type]) => [name, type]);
			expect(rows).toEqual(outputOf(operation).map(([name, type]) => [`\`${name}\``, TYPES[type]]));
		});

		it('shows an item like those that come', async () => {
			const [sample] = blocksOf(page, 'json').map((text) => JSON.parse(text) as object);
			const { items } = await run();
			expect(kindsOf(sample!)).toEqual(kindsOf(items[0]!.json));
		});

		it.each(rowsBelow(page, 'Error').map(([text]) => [text!]))(
			'names an error that comes: %s',
			async (text) => {
				const { parameters, run: settings, prepare } = PROVOCATIONS[text]!;
				prepare?.(portal);
				const { error } = await run(parameters, settings);
				expect(error?.message).toMatch(withGaps(text));
			},
		);
	},
);

/** The types of a schema, as the pages have them. */
const TYPES: Record<string, string> = {
	string: 'text',
	integer: 'whole number',
	boolean: 'true or false',
	array: 'list',
};

const kindsOf = (json: object) => Object.entries(json).map(([name, value]) => [name, typeof value]);

/** A text in which `…` stands for anything. */
const withGaps = (text: string) =>
	new RegExp(
		text
			.split('…')
			.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
			.join('.+'),
	);
