const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	nbsp: '\u00a0',
};

/**
 * What a mail program shows of simple HTML: line breaks where `<br>` stands, several blanks as one, none at the ends of
 * lines, and what `&nbsp;` says as it is.
 *
 * @throws {Error} for any other tag, and for entities that simple HTML does not need
 */
export function shownText(html: string): string {
	return html
		.split('<br>')
		.map((line) => {
			if (/[<>"\n\r]/.test(line)) throw new Error(`More than text and <br>: ${line}`);
			const collapsed = line.replace(/[ \t\n\r\f]+/g, ' ').replace(/^ | $/g, '');
			return collapsed
				.replace(/&(?:(\w+);)?/g, (_, name: string) => {
					const character = ENTITIES[name];
					if (character === undefined) throw new Error(`An unknown entity: ${line}`);
					return character;
				})
				.replaceAll('\u00a0', ' ');
		})
		.join('\n');
}
