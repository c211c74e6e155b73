const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** How wide a tab is, in blanks: HTML has no tabs. */
const TAB = '&nbsp;'.repeat(4);

/**
 * Plain text as HTML that looks the same: Bitrix24 sends every message as HTML, in which a line break is a
 * blank and what stands between < and > is lost. Line breaks become `<br>`, and blanks that HTML would drop
 * become `&nbsp;`: those at the ends of a line, and all but the last of several. The last one stays, so that
 * lines can be wrapped there.
 *
 * @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-send.html
 */
export function textToHtml(text: string): string {
	return text
		.split(/\r\n|\r|\n/)
		.map(lineToHtml)
		.join('<br>');
}

function lineToHtml(line: string): string {
	return line
		.replace(/[&<>"]/g, (character) => ENTITIES[character]!)
		.replace(/^ | (?=[ \t]|$)/g, '&nbsp;')
		.replaceAll('\t', TAB);
}
