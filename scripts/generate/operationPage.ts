import { marked, replaceMarked } from '../markers';
import type { GeneratedFile } from './generatedFile';
import { inputTable } from './inputTable';
import { jsonSample } from './json';
import { code, listed, table } from './markdown';
import {
	callsInWords,
	callsOf,
	operationsOf,
	pageNameOf,
	scopesOf,
	versionsOf,
	type Operation,
} from './operations';
import { outputTable } from './outputTable';
import { sampleItem, type Source } from './source';

/** The parts of a page that are generated, by the names of their markers; all else is written by people. */
type Parts = Record<'header' | 'input' | 'output' | 'sample', string>;

/**
 * The pages of the operations. One that is not there yet starts with what can be known of it.
 *
 * @param present the pages that are there, from the root of the repository
 */
export function operationPages(source: Source, present: readonly string[]): GeneratedFile[] {
	const files = operationsOf(source.resources).map((operation) => ({
		name: pageNameOf(operation),
		render: (before = newPage(operation, partsOf(source, operation))) =>
			withParts(withTitle(before, operation.title), partsOf(source, operation)),
	}));
	const surplus = present.filter((name) => files.every((file) => file.name !== name));
	return [...files, ...surplus.map((name) => ({ name, render: refuse }))];
}

/**
 * The first sentence of a page, without its full stop and without links, which would lead astray from elsewhere.
 *
 * @param page an operation’s, whose first line is its title
 */
export function firstSentenceOf(page: string): string {
	const [, paragraph = ''] = page.split('\n\n');
	const [, sentence = paragraph] = /^(.*?)\.(?=\s+\p{Lu}|\s*$)/su.exec(paragraph) ?? [];
	return sentence.replace(/\s+/g, ' ').replace(/\[(.+?)\]\(.+?\)/g, '$1');
}

/** The page of an operation that has none, or none any more. */
export function newPage({ title, declaration }: Operation, parts: Parts): string {
	const sections = [
		`# ${title}`,
		sentence(declaration.description),
		marked('header', parts.header),
		'## Input',
		marked('input', parts.input),
		'## Output',
		'One item for each input item.',
		marked('output', parts.output),
		marked('sample', parts.sample),
		'## Errors',
		table(['Error', 'What to do'], scopesOf(declaration).map(permissionMissing)),
	];
	return `${sections.join('\n\n')}\n`;
}

/** A description of several sentences has its full stops already. */
const sentence = (text: string) => text.replace(/[^.]$/, '$&.');

const permissionMissing = (scope: string) => [
	`the webhook or app is missing the “${scope}” permission`,
	'In Bitrix24, open the webhook or app, add the permission under **Assign permissions**, and save. For OAuth2, reconnect the credential afterwards.',
];

function refuse(): never {
	throw new Error('is the page of no operation: delete it');
}

function partsOf(source: Source, operation: Operation): Parts {
	return {
		header: headerOf(operation),
		input: inputTable(operation.declaration),
		output: outputTable(operation.declaration.output),
		sample: ['```json', jsonSample(sampleItem(source, operation)), '```'].join('\n'),
	};
}

function withParts(page: string, parts: Parts): string {
	return Object.entries(parts).reduce((text, [name, part]) => replaceMarked(text, name, part), page);
}

/** The title is the first line, without markers. */
function withTitle(page: string, title: string): string {
	if (!page.startsWith('# ')) throw new Error('does not begin with its title: # …');
	return page.replace(/^.*/, () => `# ${title}`);
}

function headerOf({ title, slug, declaration }: Operation): string {
	return [
		`![${title} in the node’s panel](../images/operations/${slug}.png)`,
		'',
		`* **In the node panel:** ${declaration.action}`,
		methodsLine(declaration),
		`* **Who can use it:** ${declaration.whoMay.replace(/^administrators$/, 'Bitrix24 administrators only')}`,
	].join('\n');
}

const VERSIONS = { 1: 'classic REST (v1)', 3: 'REST 3.0' };

function methodsLine(declaration: Operation['declaration']): string {
	const [versions, scopes] = [
		versionsOf(declaration).map((version) => VERSIONS[version]),
		scopesOf(declaration),
	];
	const isOne = callsOf(declaration).flat().length === 1;
	return (
		`* **REST method${isOne ? '' : 's'}:** ${callsInWords(declaration)}${isOne ? ',' : ';'} ${listed(versions)}, ` +
		`permission${scopes.length === 1 ? '' : 's'} ${listed(scopes.map(code))}`
	);
}
