import { replaceMarked } from '../markers';
import type { GeneratedFile } from './generatedFile';
import { table } from './markdown';
import { firstSentenceOf, operationPages } from './operationPage';
import { callsInWords, operationsOf, pageNameOf } from './operations';
import type { Source } from './source';

/**
 * The overview of the documentation: each operation with the first sentence of its page, who can use it, and its methods.
 *
 * @param read gives the text of a file of the repository; nothing when it is not there
 */
export function docsIndex(source: Source, read: (name: string) => string | undefined): GeneratedFile {
	return {
		name: 'docs/README.md',
		render: (before = '') => replaceMarked(before, 'operations', tables(source, read)),
	};
}

function tables(source: Source, read: (name: string) => string | undefined): string {
	const pages = new Map(operationPages(source, []).map((page) => [page.name, page]));
	return source.resources
		.map((resource) =>
			[
				`### ${resource.name}`,
				`${resource.description}.`,
				table(
					['Operation', 'What it does', 'Who can use it', 'REST method'],
					operationsOf([resource]).map((operation) => {
						const name = pageNameOf(operation);
						const page = read(name) ?? pages.get(name)!.render(undefined)!;
						return [
							`[${operation.declaration.name}](${name.replace('docs/', '')})`,
							firstSentenceOf(page),
							operation.declaration.whoMay,
							callsInWords(operation.declaration),
						];
					}),
				),
			].join('\n\n'),
		)
		.join('\n\n');
}
