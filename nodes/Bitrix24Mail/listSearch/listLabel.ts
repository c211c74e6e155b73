/**
 * How a record is shown in a list: its name and its address, as far as it has them; once where they are the
 * same.
 *
 * n8n stores it in the workflow with what was picked, and evaluates texts that begin with “=” there, so such
 * a text is kept from doing so by a blank.
 */
export function listLabel(...parts: unknown[]): string {
	const text = [...new Set(parts.filter((part) => typeof part === 'string' && part !== ''))].join(' · ');
	return text.startsWith('=') ? ` ${text}` : text;
}
