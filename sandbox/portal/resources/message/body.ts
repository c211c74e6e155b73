import type { StoredMessage } from './types';

/** What later servers show of a body in a thread. */
const COMPACT_LENGTH = 10_000;

/**
 * A message's body as text: tags are gone, entities and what stands in `<style>` stay, and nothing stands where a line was
 * broken (vendor's source: MessageSearch::sanitizeBody). An empty HTML part wins over the text part.
 */
export function plainBody({ html, text }: Pick<StoredMessage, 'html' | 'text'>): string {
	return withoutTags(html ?? text ?? '').trim();
}

function withoutTags(html: string): string {
	return html
		.replace(/<script\b.*?<\/script\s*>/gis, '')
		.replace(/<!--.*?-->/gs, '')
		.replace(/<(?!\s)[^>]*>?/g, '');
}

/** How later servers show a body in a thread: the text part first, entities decoded, without quotes, cut. */
export function compactBody({ html, text }: Pick<StoredMessage, 'html' | 'text'>) {
	const isText = (text ?? '').trim() !== '';
	const source = [...(isText ? text! : (html ?? ''))];
	const start = source.slice(0, COMPACT_LENGTH).join('');
	const readable = isText ? start : htmlToText(start);
	const unquoted = withoutQuotedTail(readable);
	const body = unquoted.trim().replace(/\n{3,}/g, '\n\n');
	const truncated = source.length > COMPACT_LENGTH;
	const note =
		unquoted === readable
			? `[truncated: showing first ${COMPACT_LENGTH} of ${source.length} characters]`
			: `[truncated: original body had ${source.length} characters, quoted tail removed]`;
	return { body: truncated ? `${body}\n${note}` : body, truncated, bodyLength: source.length };
}

function htmlToText(html: string): string {
	const lines = html
		.replace(/\s+/g, ' ')
		.replace(/<style\b.*?<\/style\s*>/gis, '')
		.replace(/<br\b[^>]*>|<\/(?:p|div|tr|li|h\d|blockquote)\s*>/gi, '\n');
	return decoded(withoutTags(lines)).replace(/ *\n */g, '\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	nbsp: '\u00a0',
	euro: '€',
	hellip: '…',
};

function decoded(text: string): string {
	return text.replace(
		/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi,
		(whole, decimal?: string, hex?: string, name?: string) => {
			if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
			return String.fromCodePoint(decimal === undefined ? parseInt(hex!, 16) : Number(decimal));
		},
	);
}

/** Without the quote at its end: two lines with `>` or more, and nothing else below (vendor's source: QuoteTrimmer). */
function withoutQuotedTail(text: string): string {
	const lines = text.split(/\r?\n/);
	const isQuoted = (line: string | undefined) => line?.startsWith('>') === true;
	const at = lines.findIndex((line, index) => isQuoted(line) && isQuoted(lines[index + 1]));
	const isTail = at >= 0 && lines.slice(at).every((line) => /^\s*(>|$)/.test(line));
	const before = lines.slice(0, Math.max(at, 0)).join('\n').trimEnd();
	return isTail && before !== '' ? before : text;
}
