/**
 * A table.
 *
 * @param header its cells; texts that are Markdown already
 * @param rows with as many cells each
 */
export function table(header: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	return [header, header.map(() => '---'), ...rows].map(row).join('\n');
}

const row = (cells: readonly string[]) =>
	`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** A text as code. */
export const code = (text: string): string => `\`${text}\``;

/** The names of things as one reads them out: “a, b and c”. */
export function listed(names: readonly string[]): string {
	return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** A text without the full stop of its only sentence; one of several sentences stays as it is. */
export function withoutFullStop(text: string): string {
	return /^[^.]*\.$/.test(text) ? text.slice(0, -1) : text;
}
