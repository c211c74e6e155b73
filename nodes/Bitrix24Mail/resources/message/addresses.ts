import { splitList, walk } from './addressList';

/** A sender or a recipient. */
export interface Address {
	/** As it is written: `ann@example.com`. */
	address: string;
	/** The name without its quotes; null when there is none. */
	name: string | null;
}

/** What stands between entries. A semicolon ends a group; some programs put it in place of commas. */
const SEPARATORS = ',;';

/**
 * The senders or recipients that a header `from`, `to` or `cc` names. Broken input yields what can be
 * recognised. Names of groups and entries without an address are left out.
 *
 * @param header anything; a portal sends text or null
 * @see https://www.rfc-editor.org/rfc/rfc5322#section-3.4
 */
export function parseAddresses(header: unknown): Address[] {
	return typeof header === 'string' ? addressesIn(splitList(header, SEPARATORS).entries) : [];
}

/** What the database column holds, in characters: Bitrix24 cuts off the rest without a word. */
const COLUMN_LENGTH = 255;

/** How many of them a character outside Unicode’s first plane takes: 😀 is stored as `:f09f9880:`. */
const ENCODED_LENGTH = 10;

/**
 * Whether Bitrix24 may have cut off a header: its last entry may then be half an address, and others may be
 * missing. Vendor’s source: the table `b_mail_message`, and `Bitrix\Main\Text\Emoji`.
 *
 * @param header anything
 */
export function isMaybeCut(header: unknown): boolean {
	if (typeof header !== 'string') return false;
	let length = 0;
	for (const character of header) {
		length += character.length > 1 ? ENCODED_LENGTH : 1;
		if (length >= COLUMN_LENGTH) return true;
	}
	return false;
}

/**
 * The senders or recipients of a header whose addresses are certainly whole: not the last one of a header
 * that may have been cut off.
 *
 * @param header anything
 */
export function wholeAddresses(header: unknown): Address[] {
	if (typeof header !== 'string' || !isMaybeCut(header)) return parseAddresses(header);
	const { entries, ended } = splitList(header, SEPARATORS);
	return addressesIn(entries.slice(0, ended));
}

/** Whether two addresses are the same: to mail servers, upper and lower case make no difference. */
export function sameAddress(a: string, b: string): boolean {
	return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function addressesIn(entries: string[]): Address[] {
	return entries.flatMap((entry, index) => {
		const found = parseEntry(entry);
		if (found?.name && entry.includes('<')) found.name = nameBefore(entries[index - 1]) + found.name;
		return found ?? [];
	});
}

/** Bitrix24 decodes names, and `Lee, Ann <ann@example.com>` has lost the quotes around it by then. */
function nameBefore(entry = ''): string {
	const name = entry.includes('@') ? null : nameOf(partsOf(entry).words);
	return name === null ? '' : `${name}, `;
}

/** `Ann Lee <ann@example.com>`, `ann@example.com`, or what is like them. */
function parseEntry(entry: string): Address | undefined {
	if (!entry.includes('@')) return undefined;
	const { words, inAngles, comment } = partsOf(entry);
	const address = inAngles.map(unquoted).find(isLikeAddress);
	if (address !== undefined) return { address, name: nameOf(words) };
	const place = words.map((word) => isLikeAddress(unquoted(word))).lastIndexOf(true);
	if (place === -1) return undefined;
	const others = words.filter((_word, index) => index !== place);
	return { address: unquoted(words[place]!), name: nameOf(others) ?? nameOf([comment]) };
}

/** What an entry consists of. A quoted text belongs to one word, whatever stands in it. */
interface Parts {
	words: string[];
	inAngles: string[];
	comment: string;
}

function partsOf(entry: string): Parts {
	const parts: Parts = { words: [], inAngles: [], comment: '' };
	let list = parts.words;
	let word = '';
	let hasAt = false;
	const endWord = (next = list) => {
		if (word !== '') list.push(word);
		word = '';
		list = next;
	};
	const steps: Record<string, () => void> = {
		'<': () => endWord(parts.inAngles),
		'>': () => endWord(parts.words),
		// The name of a group stands before its recipients.
		':': () => {
			if (!hasAt) list.length = 0;
			word = hasAt ? `${word}:` : '';
		},
	};
	walk(entry, {
		character: (character) => {
			hasAt ||= character === '@';
			if (/\s/.test(character)) endWord();
			else if (Object.hasOwn(steps, character)) steps[character]!();
			else word += character;
		},
		enclosed: (opening, content, end) => {
			if (opening === '(') {
				// What stands around it is not put together: an address would come out that nobody wrote.
				endWord();
				parts.comment = unescaped(content);
			}
			// Quotes belong to an address: "ann lee"@example.com.
			else word += entry[end + 1] === '@' ? `"${content}"` : unescaped(content);
		},
	});
	endWord();
	return parts;
}

/** No address is longer, in characters: 64 before the @, 255 after it. */
const MAX_LENGTH = 320;

const ADDRESS = /^("[^"]*"|[^\s"(),:;<>@[\]\\]+)@[^\s"(),:;<>@\\]+$/;

const isLikeAddress = (text: string): boolean => text.length <= MAX_LENGTH && ADDRESS.test(text);

/** Some programs put names, and addresses in the place of names, in single quotes. */
const unquoted = (text: string): string =>
	text.length > 2 && text.startsWith("'") && text.endsWith("'") ? text.slice(1, -1) : text;

const unescaped = (text: string): string => text.replace(/\\(.)/gs, '$1');

function nameOf(words: string[]): string | null {
	const name = unquoted(words.join(' ').replace(/\s+/g, ' ').trim());
	return name === '' ? null : name;
}
