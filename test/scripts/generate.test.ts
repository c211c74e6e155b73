import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parameter, type OperationDeclaration } from '../../nodes/Bitrix24Mail/resources/define';
import { generatedFiles } from '../../scripts/generate/files';
import { jsonSample } from '../../scripts/generate/json';
import { main } from '../../scripts/generate/main';
import { firstSentenceOf } from '../../scripts/generate/operationPage';
import { SOURCE, type Source } from '../../scripts/generate/source';
import { ROOT } from '../docs/markdown';

const PAGE = 'docs/operations/mailbox-get.md';
const SCHEMA = 'nodes/Bitrix24Mail/__schema__/v1.0.0/mailbox/get.json';

/** The repository's source with another Mailbox: Get. */
const withGet = (change: (get: OperationDeclaration) => Partial<OperationDeclaration>): Source => ({
	...SOURCE,
	resources: SOURCE.resources.map((resource) => ({
		...resource,
		operations: resource.operations.map((operation) =>
			resource.value === 'mailbox' && operation.value === 'get'
				? { ...operation, ...change(operation) }
				: operation,
		),
	})),
});

let root: string;
beforeEach(() => {
	root = mkdtempSync(path.join(tmpdir(), 'generate-'));
	for (const { name } of generatedFiles(SOURCE, ROOT)) {
		cpSync(path.join(ROOT, name), path.join(root, name), { recursive: true });
	}
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const read = (name: string) => readFileSync(path.join(root, name), 'utf8');
const edit = (name: string, change: (text: string) => string) =>
	writeFileSync(path.join(root, name), change(read(name)));

/** Runs the command in the copy. @returns its exit code, and what it prints */
function generate(source: Source = SOURCE, ...args: string[]) {
	const lines: string[] = [];
	const exitCode = main(args, { root, print: (line) => lines.push(line), source });
	return { exitCode, lines };
}

const stale = (...names: string[]) => ({
	exitCode: 1,
	lines: names.map((name) => `${name} is stale: run npm run generate`),
});

it('The repository is up to date', () => {
	const start = path.join(ROOT, 'scripts', 'generate', 'start.js');
	const printed = execFileSync(process.execPath, [start, '--check'], { cwd: tmpdir(), encoding: 'utf8' });
	expect(printed).toMatch(/^\d+ generated files are up to date\n$/);
}, 60_000);

describe('npm run generate -- --check', () => {
	it.each<[string, Source, string[]]>([
		['the name in the node panel', withGet(() => ({ action: 'Fetch mailbox' })), [PAGE]],
		['who can use it', withGet(() => ({ whoMay: 'administrators' })), ['docs/README.md', PAGE]],
		['the method', withGet(() => ({ method: 'mail.mailbox.list' })), ['docs/README.md', PAGE]],
		['the label of the operation', withGet(() => ({ name: 'Fetch' })), ['README.md', 'docs/README.md', PAGE]],
		[
			'the description of a parameter',
			withGet(({ parameters }) => ({
				parameters: parameters.map((declared) => ({ ...declared, documentation: 'Another one' })),
			})),
			[PAGE],
		],
		[
			'the parameters',
			withGet(({ parameters }) => ({
				parameters: [
					...parameters,
					parameter({ displayName: 'Depth', name: 'depth', type: 'number', default: 1 }),
				],
			})),
			[PAGE],
		],
		[
			'the fields of the output',
			withGet(({ output }) => ({
				output: {
					...output,
					fields: { ...output.fields, size: { type: 'integer', description: 'Its size' } },
				},
			})),
			[PAGE, SCHEMA],
		],
		[
			'an error',
			{
				...SOURCE,
				errors: SOURCE.errors.map(({ title, errors }) => ({
					title,
					errors: errors.map((error) => (error.code === 'timeout' ? { ...error, next: 'Wait.' } : error)),
				})),
			},
			['docs/errors.md'],
		],
		[
			'a sample',
			{
				...SOURCE,
				samples: { ...SOURCE.samples, mailbox: { ...SOURCE.samples.mailbox, get: { result: { id: 7 } } } },
			},
			[PAGE],
		],
	])('names the files that do not follow %s any more, and leaves them alone', (_, source, names) => {
		const before = names.map(read);
		expect(generate(source, '--check')).toEqual(stale(...names));
		expect(names.map(read)).toEqual(before);
	});

	it('says so when all is well', () => {
		const { exitCode, lines } = generate(SOURCE, '--check');
		expect([exitCode, lines]).toEqual([0, [expect.stringContaining('are up to date')]]);
	});

	it('knows a table that somebody has changed by hand', () => {
		edit(PAGE, (text) => text.replace('whole number', 'number'));
		expect(generate(SOURCE, '--check')).toEqual(stale(PAGE));
	});

	it.each<[string, (page: string) => string, string]>([
		[
			'are missing',
			(page) => page.replace('<!-- generated: input -->\n', ''),
			`${PAGE} has no <!-- generated: input -->`,
		],
		[
			'have no end',
			(page) => page.replace('<!-- /generated: input -->\n', ''),
			`${PAGE} has no <!-- /generated: input -->`,
		],
		[
			'are doubled',
			(page) => `${page}\n<!-- generated: input -->\n<!-- /generated: input -->\n`,
			`${PAGE} has <!-- generated: input --> twice`,
		],
		[
			'are in the wrong order',
			(page) =>
				page.replace(
					/<!-- generated: input -->([^]*)<!-- \/generated: input -->/,
					'<!-- /generated: input -->$1<!-- generated: input -->',
				),
			`${PAGE} has <!-- /generated: input --> before <!-- generated: input -->`,
		],
		['have no title above them', (page) => page.slice(1), `${PAGE} does not begin with its title: # …`],
	])('refuses a page whose markers %s', (_, change, message) => {
		edit(PAGE, change);
		expect(generate(SOURCE, '--check')).toEqual({ exitCode: 1, lines: [message] });
		// Nor is it written, when the others are.
		const before = read(PAGE);
		edit('docs/README.md', (text) => text.replace('| any user |', '| nobody |'));
		expect(generate()).toEqual({ exitCode: 1, lines: ['wrote docs/README.md', message] });
		expect(read(PAGE)).toBe(before);
	});

	it('asks for a sample where there is none', () => {
		const { mailbox: _none, ...samples } = SOURCE.samples;
		const { exitCode, lines } = generate({ ...SOURCE, samples }, '--check');
		expect(exitCode).toBe(1);
		expect(lines).toContain(`${PAGE} has no sample: test/samples/mailbox.js lacks get`);
	});

	it('refuses a page of no operation, and drops a schema of none', () => {
		const source = withGet(() => ({ value: 'fetch' }));
		const samples = {
			...SOURCE.samples,
			mailbox: { ...SOURCE.samples.mailbox, fetch: { result: { id: 7 } } },
		};
		const { exitCode, lines } = generate({ ...source, samples });
		expect(exitCode).toBe(1);
		expect(lines).toContain(`${PAGE} is the page of no operation: delete it`);
		expect(existsSync(path.join(root, SCHEMA))).toBe(false);
	});
});

describe('npm run generate', () => {
	it('brings the files up to date, once', () => {
		const source = withGet(() => ({ action: 'Fetch mailbox' }));
		expect(generate(source)).toEqual({ exitCode: 0, lines: [`wrote ${PAGE}`] });
		expect(read(PAGE)).toContain('* **In the node panel:** Fetch mailbox\n');
		expect(generate(source).lines).toEqual([expect.stringContaining('are up to date')]);
		// And back again: nothing but that has changed.
		expect(generate().lines).toEqual([`wrote ${PAGE}`]);
		expect(read(PAGE)).toBe(readFileSync(path.join(ROOT, PAGE), 'utf8'));
	});

	it('leaves alone what people have written around the tables', () => {
		const ours = 'Ours: $1 $& | <!-- a remark -->\n';
		edit(PAGE, (text) => text.replace('\n## Output\n', () => `\n${ours}\n## Output\n`));
		generate(withGet(() => ({ whoMay: 'administrators' })));
		expect(read(PAGE)).toContain(`\n${ours}\n## Output\n`);
	});

	it('gives a new operation its page and its schema', () => {
		rmSync(path.join(root, PAGE));
		rmSync(path.join(root, SCHEMA));
		// The overview has the first sentence of the page: the description, until somebody writes a better one.
		expect(generate().lines).toEqual([
			'wrote docs/README.md',
			`wrote ${PAGE}, which is new`,
			`wrote ${SCHEMA}, which is new`,
		]);
		expect(read(PAGE)).toContain(
			'# Mailbox: Get\n\nRetrieve the name, email address and sender name of a mailbox.\n\n<!-- generated: header -->\n',
		);
		expect(read(PAGE)).toContain('| the webhook or app is missing the “mail” permission |');
		expect(generate(SOURCE, '--check').exitCode).toBe(0);
	});
});

it('The page of errors names those of one code by the field that tells them apart', () => {
	generate();
	const page = read('docs/errors.md');
	expect(page).toContain('| <a id="MESSAGE_SEND_FAILED"></a>`MESSAGE_SEND_FAILED` (`mail.message.send`) |');
	expect(page).toContain('there is no record with ID …');
	expect(page).not.toMatch(/\{\w+(\|[^}]*)?\}/);
});

it('The default of a locator is the value that it has', () => {
	const locator = (value: string, required: boolean) =>
		parameter({
			displayName: `Locator ${value}`,
			name: 'locator',
			type: 'resourceLocator',
			default: { mode: 'id', value },
			required,
			documentation: 'One',
		});
	const parameters = [locator('7', false), locator('', false), locator('', true)];
	generate(withGet(() => ({ parameters })));
	expect(read(PAGE)).toContain(
		'| Locator 7 | One | `7` |\n| Locator  | One | – |\n| Locator  | One | required |\n',
	);
});

it('A new page has the full stops of its description', () => {
	const firstLines = (description: string) => {
		rmSync(path.join(root, PAGE), { force: true });
		generate(withGet(() => ({ description })));
		return read(PAGE).split('\n\n')[1];
	};
	expect(firstLines('Sends it')).toBe('Sends it.');
	expect(firstLines('Sends it. For good.')).toBe('Sends it. For good.');
});

it('The overview quotes the first sentence of a page', () => {
	const quoted = (paragraph: string) => firstSentenceOf(`# Title\n\n${paragraph}\n\nMore.\n`);
	expect(quoted('Reads a\nmailbox. Then more.')).toBe('Reads a mailbox');
	expect(quoted('Reads REST 3.0, e.g. with [Get](mailbox-get.md).')).toBe('Reads REST 3.0, e.g. with Get');
});

it('A sample is shown on one line where it fits', () => {
	expect(jsonSample({ id: 1, list: ['a'], none: {} })).toBe('{ "id": 1, "list": ["a"], "none": {} }');
	expect(jsonSample({ text: 'x'.repeat(110) })).toBe(`{\n  "text": "${'x'.repeat(110)}"\n}`);
});
