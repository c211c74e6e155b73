import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../..');

/** A page: its path from the root of the repository, with `/` as the separator, and its text. */
export interface Page {
	name: string;
	text: string;
}

/** Reads a page. @param name its path from the root of the repository */
export const readPage = (name: string): Page => ({ name, text: readFileSync(path.join(ROOT, name), 'utf8') });

/** All pages below a folder of the repository. */
export const pagesIn = (folder: string): Page[] =>
	readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.md'))
		.map((name) => readPage(`${folder}/${name.split(path.sep).join('/')}`));

/**
 * The rows of the tables whose header begins with a certain cell, each as its cells.
 *
 * @param header the first cell of the header
 */
export function rowsBelow({ text }: Page, header: string): string[][] {
	const rows: string[][] = [];
	let isIn = false;
	for (const line of text.split('\n')) {
		if (!line.startsWith('|')) isIn = false;
		else if (isIn && !/^\|\s*:?---/.test(line)) rows.push(cellsOf(line));
		else if (cellsOf(line)[0] === header) isIn = true;
	}
	return rows;
}

const cellsOf = (line: string) =>
	line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());

/** The texts of the code blocks of one language. */
export const blocksOf = ({ text }: Page, language: string): string[] =>
	[...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block]) => block!);

/** A section: its heading, and all up to the next heading of the same rank. */
export const sectionsOf = ({ text }: Page): Array<{ title: string; body: string }> =>
	text
		.split(/^## /m)
		.slice(1)
		.map((section) => {
			const [title = '', ...lines] = section.split('\n');
			return { title, body: lines.join('\n') };
		});

/** The targets of links and pictures within the repository, as they are written. */
export const targetsOf = ({ text }: Page): string[] =>
	[...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, target]) => target!);

/** Whether a link or picture of a page leads to a file that is there and, where it names one, to a heading in it. */
export function leadsSomewhere(page: Page, target: string): boolean {
	const [file = '', anchor] = target.split('#');
	const name = file === '' ? page.name : path.posix.join(path.posix.dirname(page.name), file);
	if (!existsSync(path.join(ROOT, name))) return false;
	return anchor === undefined || anchorsOf(readPage(name)).includes(anchor);
}

/** As GitHub makes them of headings, and those that the page has set itself. */
const anchorsOf = ({ text }: Page) => [
	...[...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		heading!
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.replace(/\s/g, '-'),
	),
	...[...text.matchAll(/<a id="(.+?)">/g)].map(([, anchor]) => anchor!),
];
