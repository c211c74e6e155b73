import { readFileSync, writeFileSync } from 'node:fs';

const BEGIN = '<!-- bench -->';
const END = '<!-- /bench -->';

/**
 * Puts a text between the markers in a file.
 *
 * @throws when the file has no such markers
 */
export function writeBetweenMarkers(path: string, text: string): void {
	const before = readFileSync(path, 'utf8');
	const [begin, end] = [before.indexOf(BEGIN), before.indexOf(END)];
	if (begin < 0 || end < begin) throw new Error(`${path} has no ${BEGIN} … ${END}`);
	writeFileSync(path, `${before.slice(0, begin + BEGIN.length)}\n${text}\n${before.slice(end)}`);
}
