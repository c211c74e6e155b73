/** How a record is shown in a list: its name and its address, as far as it has them. */
export function entryText(...parts: unknown[]): string {
	return parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');
}
