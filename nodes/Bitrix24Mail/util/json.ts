/** Whether a value is an object that is neither an array nor null. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text or a number as text; '' for anything else. */
export function toText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/**
 * A copy with each text in it changed, names of fields too. `Object.fromEntries` also keeps a name such as
 * `__proto__` as what it is here: data.
 *
 * @param value JSON
 */
export function mapStrings(value: unknown, change: (text: string) => string): unknown {
	if (typeof value === 'string') return change(value);
	if (Array.isArray(value)) return value.map((inner) => mapStrings(inner, change));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [change(key), mapStrings(inner, change)]),
	);
}
