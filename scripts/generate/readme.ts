import type { MethodName } from '../../nodes/Bitrix24Mail/api/methods';
import { replaceMarked } from '../markers';
import { anchorOf, ERRORS_PAGE, textsOf } from './errorsPage';
import type { GeneratedFile } from './generatedFile';
import { code, table } from './markdown';
import { callsInWords, operationsOf, pageNameOf, scopesOf, versionsOf } from './operations';
import type { Source } from './source';

/** The errors that everyone meets at some time: a code and, where it depends on that, the method that it comes from. */
export const COMMON_ERRORS: ReadonlyArray<{ code: string; method?: MethodName }> = [
	{ code: 'NO_AUTH_FOUND' },
	{ code: 'insufficient_scope' },
	{ code: 'ERROR_CORE', method: 'mailservice.add' },
	{ code: 'QUERY_LIMIT_EXCEEDED' },
	{ code: 'no-connection' },
];

/** The README: its table of operations, and the errors that everyone meets. */
export function readme(source: Source): GeneratedFile {
	return {
		name: 'README.md',
		render: (before = '') =>
			replaceMarked(
				replaceMarked(before, 'operations', operationsTable(source)),
				'errors',
				commonErrorsTable(source),
			),
	};
}

const VERSIONS = { 1: 'v1', 3: '3.0' };

function operationsTable({ resources }: Source): string {
	return table(
		['Resource', 'Operation', 'REST method', 'Version', 'Scope', 'Who may'],
		operationsOf(resources).map((operation) => [
			operation.resource.name,
			`[${operation.declaration.name}](${pageNameOf(operation)})`,
			callsInWords(operation.declaration),
			versionsOf(operation.declaration)
				.map((version) => VERSIONS[version])
				.join(', '),
			scopesOf(operation.declaration).map(code).join(', '),
			operation.declaration.whoMay,
		]),
	);
}

function commonErrorsTable({ errors: sources }: Source): string {
	const all = sources.flatMap(({ errors }) => errors);
	return table(
		['Error', 'What to do'],
		COMMON_ERRORS.map((wanted) => {
			const found = all.find(
				({ code: its, methods }) =>
					its === wanted.code &&
					(wanted.method === undefined ? methods === undefined : methods?.includes(wanted.method)),
			);
			if (!found) throw new Error(`lists an error that is none any more: ${wanted.code}`);
			const [what, next] = textsOf(found);
			return [`[${what}](${ERRORS_PAGE}#${anchorOf(found)})`, next];
		}),
	);
}
