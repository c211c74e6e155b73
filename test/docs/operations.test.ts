import type { INodeParameters } from 'n8n-workflow';
import { specOf, scopeOf, type MethodName } from '../../nodes/Bitrix24Mail/api/methods';
import { startPortal, type Portal } from '../../sandbox/portal';
import { RESOURCES } from '../../nodes/Bitrix24Mail/resources';
import { operationsOf, pageNameOf, type Operation } from '../../scripts/generate/operations';
import { parametersOf, sampleOf } from '../samples';
import { runOn, type PortalRun } from '../support/node';
import { blocksOf, readPage, rowsBelow } from './markdown';
import { PROVOCATIONS } from './provoke';

// Whether the generated parts of the pages are up to date is tested in test/scripts/generate.test.ts; here, whether they are true.
const OPERATIONS = operationsOf(RESOURCES);

describe.each(OPERATIONS.map((operation): [string, Operation] => [operation.title, operation]))(
	'The page of %s',
	(_title, operation) => {
		const page = readPage(pageNameOf(operation));
		const { resource, declaration } = operation;

		let portal: Portal;
		beforeEach(async () => (portal = await startPortal()));
		afterEach(async () => await portal.close());

		const run = async (parameters: INodeParameters = {}, settings: PortalRun = {}) =>
			await runOn(portal, { ...parametersOf(resource.value, declaration.value), ...parameters }, settings);

		it('names the methods that it calls, their version and their permission', async () => {
			await run();
			// Create or Update has another method for a service that is not there.
			for (const { parameters, input } of sampleOf(resource.value, declaration.value).variants ?? []) {
				await run(parameters, input && { items: [input] });
			}
			// A refused write asks who the user is; no operation is about that.
			const methods = portal.calls.map(({ method }) => method as MethodName);
			const called = [...new Set(methods)].filter((method) => method !== 'profile');
			const [line = ''] = /^\* \*\*REST methods?:\*\* .*$/m.exec(page.text) ?? [];
			for (const method of called) {
				expect(line).toContain(`\`${method}\``);
				expect(line).toContain(specOf(method).version === 1 ? 'classic REST (v1)' : 'REST 3.0');
				expect(line).toMatch(new RegExp(`permissions? .*\`${scopeOf(method)}\``));
			}
			expect([...line.matchAll(/`mail(service)?\.[^`]+`/g)]).toHaveLength(called.length);
		});

		it('says whether it is for administrators', async () => {
			const { error } = await run({}, { rights: { admin: false } });
			const [, who] = /^\* \*\*Who can use it:\*\* (.*)$/m.exec(page.text) ?? [];
			expect(who).toMatch(error ? /^Bitrix24 administrators only$/ : /user/);
		});

		it('shows an item like those that come', async () => {
			const [sample] = blocksOf(page, 'json').map((text) => JSON.parse(text) as object);
			const { items } = await run();
			expect(items.map(({ json }) => kindsOf(json))).toContainEqual(kindsOf(sample!));
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

const kindsOf = (json: object) => Object.entries(json).map(([name, value]) => [name, typeof value]);

/** A text in which `…` stands for anything. */
const withGaps = (text: string) =>
	new RegExp(
		text
			.split('…')
			.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
			.join('.+'),
	);
