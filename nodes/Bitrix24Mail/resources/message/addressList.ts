/** What hides separators: a quoted name and a comment, by the characters that open and close them. */
const CLOSINGS: Readonly<Record<string, string>> = { '"': '"', '(': ')' };

/** What hears of the parts of a text, in their order. */
export interface Visitor {
	/** A character outside of quotes and comments. */
	character: (character: string, place: number) => void;
	/**
	 * A quoted text or a comment.
	 *
	 * @param opening `"` or `(`
	 * @param content what stands between opening and closing, as it is written
	 * @param end the place of the closing character
	 */
	enclosed?: (opening: string, content: string, end: number) => void;
}

/**
 * Walks through a text once: however it is made up, no character is looked at more than a few times. Within
 * quotes and comments, a backslash takes its meaning from the character after it. What is opened and never
 * closed is a character like others.
 *
 * @returns the place of the first opening that is never closed; Infinity when there is none
 */
export function walk(text: string, visitor: Visitor): number {
	/** Openings whose closing does not occur again: to look for it once more would take as long again. */
	const neverClosed = new Set<string>();
	let unclosedAt = Infinity;
	for (let place = 0; place < text.length; place++) {
		const character = text.charAt(place);
		const closing = neverClosed.has(character) ? undefined : CLOSINGS[character];
		const end = closing === undefined ? -1 : placeOf(closing, text, place + 1);
		if (end !== -1) {
			visitor.enclosed?.(character, text.slice(place + 1, end), end);
			place = end;
			continue;
		}
		if (closing !== undefined) {
			neverClosed.add(character);
			unclosedAt = Math.min(unclosedAt, place);
		}
		visitor.character(character, place);
	}
	return unclosedAt;
}

/** Where a character stands that has no backslash before it; -1 for nowhere. */
function placeOf(character: string, text: string, from: number): number {
	for (let place = from; place < text.length; place++) {
		if (text[place] === '\\') place++;
		else if (text[place] === character) return place;
	}
	return -1;
}

/** The entries of a list. */
export interface Entries {
	/** As they are written, blanks around them and empty ones included. */
	entries: string[];
	/** How many of them end with a separator, with no quote or comment before it that is opened and never closed. */
	ended: number;
}

/**
 * Takes a list apart at its separators, but for those in quotes and comments.
 *
 * @param separators the characters that separate entries
 */
export function splitList(text: string, separators: string): Entries {
	const places: number[] = [];
	const unclosedAt = walk(text, {
		character: (character, place) => {
			if (separators.includes(character)) places.push(place);
		},
	});
	const entries = [...places, text.length].map((end, index) =>
		text.slice((places[index - 1] ?? -1) + 1, end),
	);
	return { entries, ended: places.filter((place) => place < unclosedAt).length };
}
