/** The longest line that Prettier leaves as it is (.prettierrc.json), in characters. */
const MAX_WIDTH = 110;

/** How many characters Prettier counts for a tab. */
const TAB_WIDTH = 2;

/**
 * JSON as Prettier has it in files: tabs, and lists of plain values on one line where they fit.
 *
 * @param value whatever JSON can hold
 */
export function jsonFile(value: unknown): string {
	return `${print(value, '')}\n`;
}

/**
 * An object as a page shows it: on one line where it fits, or else a field a line.
 *
 * @param value whatever JSON can hold
 */
export function jsonSample(value: unknown): string {
	const line = onOneLine(value);
	return line.length <= MAX_WIDTH ? line : JSON.stringify(value, null, 2);
}

function onOneLine(value: unknown): string {
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
	const fields = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${onOneLine(item)}`);
	return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/**
 * @param indent tabs before the line that the value begins in
 * @param label what stands before it in this line: the name of a field
 */
function print(value: unknown, indent: string, label = ''): string {
	if (typeof value !== 'object' || value === null) return label + JSON.stringify(value);
	const inner = `${indent}\t`;
	const isList = Array.isArray(value);
	const parts = isList
		? value.map((item) => print(item, inner))
		: Object.entries(value).map(([name, item]) => print(item, inner, `${JSON.stringify(name)}: `));
	const line = label + onOneLine(value);
	const isPlain = isList && value.every((item) => typeof item !== 'object' || item === null);
	const isShort = indent.length * TAB_WIDTH + line.length + ','.length <= MAX_WIDTH;
	if (parts.length === 0 || (isPlain && isShort)) return line;
	const [open, close] = isList ? '[]' : '{}';
	return `${label}${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}
