import { meantBy, NAMED_CHARACTERS } from './htmlEntities';

/** `&#39;`, `&#x27;` or `&amp;`. The lengths are bound, so that no text takes long. */
const ENTITY = /&(?:#(\d{1,10})|#x([\da-f]{1,8})|([a-z][a-z\d]{1,9}));/gi;

const NO_BREAK_SPACE = 0xa0;
const LARGEST_CODE_POINT = 0x10ffff;

/**
 * The characters behind the entities of a text: Bitrix24 takes the tags out of a message’s body, but leaves
 * its entities. Each is read once: `&amp;lt;` becomes `&lt;`, as it was written. Those that are not known, or
 * no character’s, stay.
 *
 * `&nbsp;` becomes an ordinary blank. In HTML it was there for the layout, which is gone; in text, a blank
 * that is none would keep searches, comparisons and `split(' ')` from working, and nobody sees why.
 *
 * @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-get.html
 */
export function decodeEntities(text: string): string {
	return text.replace(ENTITY, (entity, decimal?: string, hexadecimal?: string, name?: string) => {
		const codePoint =
			name === undefined
				? meantBy(decimal === undefined ? parseInt(hexadecimal!, 16) : Number(decimal))
				: NAMED_CHARACTERS.get(name);
		if (codePoint === undefined || !isCharacter(codePoint)) return entity;
		return codePoint === NO_BREAK_SPACE ? ' ' : String.fromCodePoint(codePoint);
	});
}

/** Zero is none, nor is half of a pair (surrogates). */
function isCharacter(codePoint: number): boolean {
	const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
	return codePoint > 0 && codePoint <= LARGEST_CODE_POINT && !isSurrogate;
}
