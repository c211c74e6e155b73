/** What the vendor's server inherits from PHP: how it reads query strings, what is empty, what its JSON looks like. */

/** A value of a PHP array: what can come out of a query string. */
export type PhpValue = string | PhpArray;
type PhpArray = Map<string, PhpValue>;

/**
 * Parses a query string or form as PHP's `parse_str` does: `a[b][]=…` nests, a later value wins, `+` is a blank, dots and
 * blanks in a name become underscores.
 *
 * @returns plain values; a PHP array whose keys are 0, 1, 2, … comes out as an array
 */
export function parseQuery(query: string): Record<string, unknown> {
	const root: PhpArray = new Map();
	for (const pair of query.split('&')) {
		if (pair === '') continue;
		const at = pair.indexOf('=');
		const name = decode(at < 0 ? pair : pair.slice(0, at)).trimStart();
		if (name !== '') insert(root, pathOf(name), decode(at < 0 ? '' : pair.slice(at + 1)));
	}
	return Object.fromEntries([...root].map(([key, value]) => [key, plain(value)]));
}

/** Undoes the URL encoding of one name or value. A broken `%` stays as it is. */
function decode(text: string): string {
	return text
		.replaceAll('+', ' ')
		.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}

/** `a[b][]` as `['a', 'b', null]`: null is “the next free number”. */
function pathOf(name: string): Array<string | null> {
	const open = name.indexOf('[');
	const closed = open > 0 && name.includes(']', open);
	const head = (closed ? name.slice(0, open) : name).replace(/[ .[]/g, '_');
	if (!closed) return [head];
	const keys = /^(?:\[[^\]]*\])+/.exec(name.slice(open))?.[0] ?? '';
	return [head, ...[...keys.matchAll(/\[([^\]]*)\]/g)].map(([, key]) => (key === '' ? null : key!))];
}

function insert(array: PhpArray, [head, ...rest]: Array<string | null>, value: string): void {
	const key = head ?? nextIndex(array);
	if (rest.length === 0) {
		array.set(key, value);
		return;
	}
	const existing = array.get(key);
	const child: PhpArray = existing instanceof Map ? existing : new Map();
	array.set(key, child);
	insert(child, rest, value);
}

function nextIndex(array: PhpArray): string {
	const numbers = [...array.keys()].filter((key) => /^\d+$/.test(key)).map(Number);
	return String(numbers.length === 0 ? 0 : Math.max(...numbers) + 1);
}

function plain(value: PhpValue): unknown {
	if (typeof value === 'string') return value;
	return jsonMap([...value].map(([key, child]) => [key, plain(child)]));
}

/**
 * A PHP array as its `json_encode` writes it: a list when the keys are 0, 1, 2, … in this order, and that includes
 * the empty one.
 */
export function jsonMap(entries: Array<[string, unknown]>): unknown[] | Record<string, unknown> {
	const isList = entries.every(([key], index) => key === String(index));
	return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

/** PHP's `empty()`. */
export function isEmpty(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
	return (
		value === undefined || value === null || value === false || value === '' || value === '0' || value === 0
	);
}

/** PHP's `is_numeric()`. */
export function isNumeric(value: unknown): value is number | string {
	return (
		typeof value === 'number' ||
		(typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value))
	);
}

/** PHP's conversion to a string. */
export function toText(value: unknown): string {
	if (value === null || value === undefined || value === false) return '';
	if (value === true) return '1';
	return typeof value === 'object' ? 'Array' : String(value as string | number);
}

/** PHP's `base64_decode`, not strict: other characters are skipped, and so is a single one that is left at the end. */
export function base64Decode(text: string): Buffer {
	return Buffer.from(text.replace(/[^A-Za-z0-9+/]/g, ''), 'base64');
}

/** PHP's conversion to an integer: the digits at the beginning, or 0. */
export function toInteger(value: unknown): number {
	const digits = /^\s*[+-]?\d+/.exec(toText(value));
	return digits === null ? 0 : Number(digits[0]);
}
