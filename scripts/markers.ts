/** Parts of a Markdown page that a program writes, between two comments that nobody sees in the page. */

/** Thrown for a page whose markers are not there once each, in their order. */
export class MarkerError extends Error {}

/**
 * A part with its markers, as it stands in a page.
 *
 * @param name what the part is, in its markers: `input` becomes `<!-- generated: input -->`
 * @param text Markdown, without line breaks around it
 */
export function marked(name: string, text: string): string {
	return `${beginOf(name)}\n${text}\n${endOf(name)}`;
}

/**
 * Puts a text between the markers of a part, and leaves all around them as it is.
 *
 * @param page the whole page
 * @param name of the part
 * @param text as for {@link marked}
 * @throws MarkerError when the markers are missing, doubled or in the wrong order
 */
export function replaceMarked(page: string, name: string, text: string): string {
	const begin = positionOf(page, beginOf(name));
	const end = positionOf(page, endOf(name));
	if (end < begin) throw new MarkerError(`has ${endOf(name)} before ${beginOf(name)}`);
	return page.slice(0, begin) + marked(name, text) + page.slice(end + endOf(name).length);
}

const beginOf = (name: string) => `<!-- generated: ${name} -->`;
const endOf = (name: string) => `<!-- /generated: ${name} -->`;

function positionOf(page: string, marker: string): number {
	const position = page.indexOf(marker);
	if (position < 0) throw new MarkerError(`has no ${marker}`);
	if (page.includes(marker, position + marker.length)) throw new MarkerError(`has ${marker} twice`);
	return position;
}
