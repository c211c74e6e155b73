import fc from 'fast-check';
import { NAMED_CHARACTERS } from '../../../../../nodes/Bitrix24Mail/resources/message/htmlEntities';
import { decodeEntities } from '../../../../../nodes/Bitrix24Mail/resources/message/plainText';
import { propertyRuns } from '../../../../support/property';

const { parameters, timeoutMs } = propertyRuns(1_000);

describe('The text of a body', () => {
	it.each([
		['Tom &amp; Jerry', 'Tom & Jerry'],
		['1 &lt; 2 &gt; 0', '1 < 2 > 0'],
		['&quot;it&#39;s&quot; &apos;', '"it\'s" \''],
		['10&nbsp;&euro;', '10 €'],
		['&#160;&#xA0;&#Xa0;', '   '],
		['&#x27;&#X2F;&#047;&#0000000039;', "'//'"],
		['&#128512;&#x1F600;', '😀😀'],
		['&eacute;&Eacute;', 'éÉ'],
		['&hellip;&mdash;&ndash;&rsquo;', '…—–’'],
		['caf&#233;', 'café'],
		// What old mail programs mean by numbers that no character has.
		['&#146;&#150;&#x80;', '’–€'],
		// Once only.
		['&amp;lt;', '&lt;'],
		['&amp;amp;amp;', '&amp;amp;'],
		['&#38;lt;', '&lt;'],
		['&amp;#38;', '&#38;'],
	])('%s is %s', (text, decoded) => expect(decodeEntities(text)).toBe(decoded));

	it.each([
		'&',
		'&;',
		'&#;',
		'&#x;',
		'&unknown;',
		'&EURO;',
		'&amp',
		'& amp;',
		'&am p;',
		'&#12a;',
		'&#xZZ;',
		'&#0;',
		'&#x0;',
		'&#xD800;',
		'&#57343;',
		'&#x110000;',
		'&#9999999999;',
		'&#99999999999999999999;',
		'&constructor;',
		'&__proto__;',
		'AT&T; R&D',
		'https://example.com/?a=1&b=2',
		'a\u00a0b',
		'no entity',
		'',
	])('stays: %s', (text) => expect(decodeEntities(text)).toBe(text));

	/** Those that begin and end each part of the table, and some between, from the standard. */
	it.each<[string, number]>([
		['amp', 38],
		['apos', 39],
		['iexcl', 161],
		['Agrave', 192],
		['yuml', 255],
		['OElig', 338],
		['fnof', 402],
		['tilde', 732],
		['Rho', 929],
		['Sigma', 931],
		['alpha', 945],
		['sigmaf', 962],
		['omega', 969],
		['piv', 982],
		['thinsp', 8201],
		['zwj', 8205],
		['rlm', 8207],
		['bdquo', 8222],
		['bull', 8226],
		['trade', 8482],
		['hArr', 8660],
		['exist', 8707],
		['nabla', 8711],
		['int', 8747],
		['there4', 8756],
		['nsub', 8836],
		['rfloor', 8971],
		['rang', 9002],
		['diams', 9830],
	])('&%s; is the character %i', (name, codePoint) => {
		expect(decodeEntities(`&${name};`)).toBe(String.fromCodePoint(codePoint));
	});

	it('knows the names of HTML 4, each for one character', () => {
		expect(NAMED_CHARACTERS.size).toBe(253);
		expect(new Set(NAMED_CHARACTERS.values()).size).toBe(253);
	});

	it(
		'is what was encoded, in whatever way, and once only',
		() => {
			const encoders = [
				(character: string) => `&#${character.codePointAt(0)};`,
				(character: string) => `&#x${character.codePointAt(0)!.toString(16)};`,
				(character: string) => `&#X${character.codePointAt(0)!.toString(16).toUpperCase().padStart(8, '0')};`,
				(character: string) => (character === '&' ? '&amp;' : character),
			];
			// Not those that mean other characters, 0 and 128 to 159, nor the blank that becomes another one.
			const character = fc.oneof(
				fc.constantFrom('&', ';', '#', 'a', 'x'),
				fc
					.string({ unit: 'binary', minLength: 1, maxLength: 1 })
					.filter((text) => !/[\0\u0080-\u00a0]/.test(text)),
			);
			const parts = fc.array(fc.tuple(character, fc.constantFrom(...encoders)));
			fc.assert(
				fc.property(parts, (all) => {
					const encoded = all.map(([one, encode]) => encode(one)).join('');
					expect(decodeEntities(encoded)).toBe(all.map(([one]) => one).join(''));
				}),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it(
		'is never longer than it was, and whole characters stay whole',
		() => {
			fc.assert(
				fc.property(
					fc.string({ unit: fc.constantFrom('&', '#', 'x', ';', 'a', 'm', 'p', 'd', '8', '0', '1', 'F') }),
					(text) => {
						const decoded = decodeEntities(text);
						expect(decoded.length).toBeLessThanOrEqual(text.length);
						expect(decoded.isWellFormed()).toBe(true);
					},
				),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it.each(['&', '&#', '&#1', '&#x', '&a', '&amp;', '1', ';', 'a'])(
		'of ten megabytes of %j does not take long',
		(piece) => {
			const startedAt = performance.now();
			decodeEntities(`&${piece.repeat(1e7 / piece.length)}`);
			expect(performance.now() - startedAt).toBeLessThan(60_000);
		},
	);
});
