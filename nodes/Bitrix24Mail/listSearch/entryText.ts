/** How a record is shown in a list: its name and its address, as far as it has them; once where they are the same. */
export function entryText(...parts: unknown[]): string {
	return [...new Set(parts.filter((part) => typeof part === 'string' && part !== ''))].join(' · ');
}
