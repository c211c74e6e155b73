import fc from 'fast-check';
import { textToHtml } from '../../../../../nodes/Bitrix24Mail/resources/message/htmlBody';
import { decodeEntities } from '../../../../../nodes/Bitrix24Mail/resources/message/plainText';
import { propertyRuns } from '../../../../support/property';

const { parameters, timeoutMs } = propertyRuns(1_000);

/** What a mail program shows of HTML: blanks count once, and not at all at the ends of a line. */
function shown(html: string): string {
	return html
		.split('<br>')
		.map((line) => line.replace(/[ \t\n\r\f]+/g, ' ').replace(/^ | $/g, ''))
		.map((line) => decodeEntities(line.replace(/<[^>]*>/g, '')))
		.join('\n');
}

/** The text that it was, as everyone who sees it would write it down. */
const expected = (text: string) => text.replace(/\r\n?/g, '\n').replaceAll('\t', '    ');

describe('Text as HTML', () => {
	it.each([
		['Hello', 'Hello'],
		['', ''],
		['x < 5 & y > 3 "z"', 'x &lt; 5 &amp; y &gt; 3 &quot;z&quot;'],
		['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
		['&amp; &nbsp;', '&amp;amp; &amp;nbsp;'],
		['a\nb\r\nc\rd\n\ne\n', 'a<br>b<br>c<br>d<br><br>e<br>'],
		['a  b   c', 'a&nbsp; b&nbsp;&nbsp; c'],
		['  a\n b ', '&nbsp; a<br>&nbsp;b&nbsp;'],
		['\ta\tb', '&nbsp;&nbsp;&nbsp;&nbsp;a&nbsp;&nbsp;&nbsp;&nbsp;b'],
		['a \tb', 'a&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;b'],
		[' ', '&nbsp;'],
		['Привет, 日本 😀', 'Привет, 日本 😀'],
	])('%j', (text, html) => expect(textToHtml(text)).toBe(html));

	it(
		'looks as the text does',
		() => {
			const special = fc.constantFrom(
				' ',
				'  ',
				'\t',
				'\n',
				'\r\n',
				'\r',
				'<',
				'>',
				'&',
				'"',
				"'",
				'&lt;',
				'<b>',
				'&nbsp;',
				'a',
			);
			const texts = fc
				.array(fc.oneof(special, fc.string({ unit: 'grapheme', maxLength: 5 })))
				.map((all) => all.join(''));
			fc.assert(
				fc.property(texts, (text) => expect(shown(textToHtml(text))).toBe(expected(text))),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it(
		'has no tag but that for a line break, and entities that any program knows',
		() => {
			fc.assert(
				fc.property(
					fc.string({ unit: fc.constantFrom('<', '>', '&', '"', ' ', '\n', '/', '!', 'b', 'r', ';', '#') }),
					(text) => {
						const left = textToHtml(text)
							.replaceAll('<br>', '')
							.replace(/&(?:amp|lt|gt|quot|nbsp);/g, '');
						expect(left).not.toMatch(/[<>&"]/);
					},
				),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it('is made in time that grows with the text', () => {
		for (const piece of [' ', '\t', '\r', '<', '\n ']) {
			const startedAt = performance.now();
			textToHtml(piece.repeat(1_000_000));
			expect(performance.now() - startedAt).toBeLessThan(60_000);
		}
	});
});
