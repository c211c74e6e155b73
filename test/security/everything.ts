/**
 * Everything that can be read from values, as one text: keys and values of objects, their symbols, what is not
 * enumerable, what getters yield and what they inherit; entries of maps and sets; buffers as text.
 */
export function everythingIn(...values: unknown[]): string {
	const seen = new Set<object>();
	const texts = new Set<string>();
	const rest: unknown[] = [...values];
	while (rest.length > 0) {
		const value = rest.pop();
		if (typeof value === 'symbol') texts.add(value.description ?? '');
		else if (!isHolder(value)) texts.add(String(value));
		else if (!seen.has(value)) {
			seen.add(value);
			rest.push(...contentsOf(value, texts));
		}
	}
	return [...texts].join('\n');
}

/** What every object inherits tells nothing. */
const COMMON: readonly unknown[] = [Object.prototype, Function.prototype, Array.prototype];

const isHolder = (value: unknown): value is object =>
	(typeof value === 'object' && value !== null) || typeof value === 'function';

function contentsOf(holder: object, texts: Set<string>): unknown[] {
	if (ArrayBuffer.isView(holder)) {
		const bytes = Buffer.from(holder.buffer, holder.byteOffset, holder.byteLength);
		return [bytes.toString('utf8'), bytes.toString('base64')];
	}
	const contents: unknown[] = [];
	if (holder instanceof Map || holder instanceof Set) contents.push(...[...holder].flat());
	for (
		let level: object | null = holder;
		level !== null;
		level = Object.getPrototypeOf(level) as object | null
	) {
		if (COMMON.includes(level)) break;
		for (const key of Reflect.ownKeys(level)) {
			// A class knows nothing of one error, but the way to all that is loaded.
			if (key === 'constructor') continue;
			texts.add(typeof key === 'symbol' ? (key.description ?? '') : key);
			try {
				contents.push(Reflect.get(level, key, holder));
			} catch {
				// A getter that throws yields nothing.
			}
		}
	}
	return contents;
}
