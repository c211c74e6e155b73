import type { MethodName } from '../../nodes/Bitrix24Mail/api/methods';
import { replaceMarked } from '../markers';
import { anchorOf, ERRORS_PAGE, textsOf } from './errorsPage';
import type { GeneratedFile } from './generatedFile';
import { code, table } from './markdown';
import { operationsOf, pageNameOf } from './operations';
import type { Source } from './source';

/** The errors that everyone meets at some time: a code and, where it depends on that, the method that it comes from. */
export const COMMON_ERRORS: ReadonlyArray<{ code: string; method?: MethodName }> = [
	{ code: 'NO_AUTH_FOUND' },
	{ code: 'insufficient_scope' },
	{ code: 'MESSAGE_SEND_FAILED', method: 'mail.message.send' },
	{ code: 'ERROR_CORE', method: 'mailservice.add' },
	{ code: 'QUERY_LIMIT_EXCEEDED' },
];

/** The README: its table of operations, a row a resource, and the errors that everyone meets. */
export function readme(source: Source): GeneratedFile {
	return {
		name: 'README.md',
		render: (before = '') =>
			replaceMarked(
				replaceMarked(before, 'operations', operationsTable(source)),
				'errors',
				commonErrors(source),
			),
	};
}

function operationsTable({ resources }: Source): string {
	return table(
		['Resource', 'Operations'],
		resources.map((resource) => [
			`**${resource.name}**: ${resource.description.charAt(0).toLowerCase()}${resource.description.slice(1)}`,
			operationsOf([resource])
				.map((operation) => `[${operation.declaration.name}](${pageNameOf(operation)})`)
				.join(', '),
		]),
	);
}

/** Each under a heading with the words on the screen. */
function commonErrors({ errors: sources }: Source): string {
	const all = sources.flatMap(({ errors }) => errors);
	return COMMON_ERRORS.map((wanted) => {
		const found = all.find(
			(error) =>
				anchorOf(error) === wanted.code &&
				(wanted.method === undefined ? error.methods === undefined : error.methods?.includes(wanted.method)),
		);
		if (!found) throw new Error(`lists an error that is none any more: ${wanted.code}`);
		const [what, next] = textsOf(found);
		return `### ${what}\n\n${next} ([${code(wanted.code)}](${ERRORS_PAGE}#${anchorOf(found)}))`;
	}).join('\n\n');
}
