/** Longer objects are shown on several lines; in characters. */
const MAX_WIDTH = 110;

/**
 * JSON as a file has it: indented by tabs, with a line break at the end.
 *
 * @param value whatever JSON can hold
 */
export function jsonFile(value: unknown): string {
	return `${JSON.stringify(value, null, '\t')}\n`;
}

/**
 * JSON as a page shows it: on one line where it fits, or else a field a line.
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
