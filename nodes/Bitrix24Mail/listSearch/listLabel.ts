/** Characters of a part that others follow: with more, the list would cut what tells two entries apart. */
const MAX_PART_LENGTH = 30;

/**
 * How a record is shown in a list: its name and its address, as far as it has them; once where they are the
 * same. A long part is shortened where another one follows.
 *
 * n8n stores it in the workflow with what was picked, and evaluates texts that begin with “=” there, so such
 * a text is kept from doing so by a blank.
 */
export function listLabel(...parts: unknown[]): string {
	const texts = [...new Set(parts.filter((part): part is string => typeof part === 'string' && part !== ''))];
	const text = texts.map((part, index) => (index < texts.length - 1 ? shortened(part) : part)).join(' · ');
	return text.startsWith('=') ? ` ${text}` : text;
}

/** By whole characters: half of an emoji is none. */
function shortened(text: string): string {
	const characters = [...text];
	return characters.length <= MAX_PART_LENGTH
		? text
		: `${characters.slice(0, MAX_PART_LENGTH).join('').trimEnd()}…`;
}
