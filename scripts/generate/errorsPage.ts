import type { ErrorSpec } from '../../nodes/Bitrix24Mail/api/errors/types';
import { asSentence } from '../../nodes/Bitrix24Mail/api/errors/template';
import { specOf } from '../../nodes/Bitrix24Mail/api/methods';
import { shortCode } from '../../nodes/Bitrix24Mail/execution/errorText';
import { replaceMarked } from '../markers';
import type { GeneratedFile } from './generatedFile';
import { code, table } from './markdown';
import type { Source } from './source';

/** The page of all errors, a table a source. */
export const ERRORS_PAGE = 'docs/errors.md';

/** What a code is called that is not there. */
const NO_CODE = 'no-code';

/** All errors of all codes, each code with an anchor. */
export function errorsPage({ errors: sources }: Source): GeneratedFile {
	return { name: ERRORS_PAGE, render: (before = '') => replaceMarked(before, 'errors', sections(sources)) };
}

/**
 * Where the page has an error: what follows `#` in a link. Codes differ in upper and lower case. One code of REST
 * 3.0 stands for nearly all that a method refuses; there, the field tells which it is.
 */
export const anchorOf = ({ code: full, field }: Pick<ErrorSpec, 'code' | 'field'>): string =>
	field ?? (shortCode(full) || NO_CODE);

/** What an error means and what to do, with `…` for what is known only when it comes: a name, an ID. */
export function textsOf({ what, next, methods = [] }: ErrorSpec): [what: string, next: string] {
	const [method] = methods;
	const record = methods.length === 1 && method ? specOf(method).record : undefined;
	const withoutGaps = (text: string) =>
		text
			.replace('{record}', record ?? '…')
			.replace(/\{parameter(\|[^}]*)?\}/g, '“…”')
			.replace(/\{noun\|(\w+)\}/g, '$1')
			.replace(/\{\w+(\|[^}]*)?\}/g, '…');
	return [asSentence(withoutGaps(what)), withoutGaps(next)];
}

function sections(sources: Source['errors']): string {
	const anchored = new Set<string>();
	return sources
		.map(({ title, errors }) =>
			[
				`## ${title}`,
				table(
					['Code', 'Meaning', 'What to do'],
					errors.map((error) => [anchorOnce(error, anchored) + nameOf(error), ...textsOf(error)]),
				),
			].join('\n\n'),
		)
		.join('\n\n');
}

/** A code that means several things has its anchor at the first of them. */
function anchorOnce(error: ErrorSpec, anchored: Set<string>): string {
	const anchor = anchorOf(error);
	if (anchored.has(anchor)) return '';
	anchored.add(anchor);
	return `<a id="${anchor}"></a>`;
}

/** The code, and when it means this. `…` stands for the long beginning that errors leave out. */
function nameOf({ code: full, field, methods = [], matchStatus }: ErrorSpec): string {
	const short = shortCode(full);
	const shown = field ?? (short === full ? full : `…${short}`);
	const name = short === '' ? '(no code)' : code(shown);
	const when = [...methods.map(code), ...(matchStatus === undefined ? [] : [`HTTP ${matchStatus}`])];
	return when.length === 0 ? name : `${name} (${when.join(', ')})`;
}
