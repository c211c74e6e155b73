import { compactBody, plainBody } from './body';

describe('A body as text', () => {
	it.each([
		[{ html: '<p>One</p><p>two<br>three</p>', text: 'other' }, 'Onetwothree'],
		[{ html: '  <b>A &amp; B</b>&nbsp;&lt;c&gt; ', text: null }, 'A &amp; B&nbsp;&lt;c&gt;'],
		[
			{ html: '<style>p { color: red }</style><script>alert(1)</script><!-- c -->x', text: null },
			'p { color: red }x',
		],
		[{ html: null, text: 'Line 1\nLine 2 < 3\n' }, 'Line 1\nLine 2 < 3'],
		// an empty part is a part
		[{ html: '', text: 'lost' }, ''],
		[{ html: null, text: null }, ''],
	])('%j', (parts, expected) => expect(plainBody(parts)).toBe(expected));
});

describe('A body as later servers show it in a thread', () => {
	const body = (html: string | null, text: string | null = null) => compactBody({ html, text });

	it.each([
		['<p>One</p><p>two<br>three</p>', null, 'One\ntwo\nthree'],
		['<b>A &amp; B</b>&nbsp;&lt;c&gt; &#8364; &#x20AC; &unknown;', null, 'A & B\u00a0<c> € € &unknown;'],
		['<p>html</p>', 'The text &amp; nothing else', 'The text &amp; nothing else'],
		['', 'not lost', 'not lost'],
		['<p>html</p>', ' \n', 'html'],
		[null, 'Hello\n\n\n\nyou', 'Hello\n\nyou'],
		[null, 'Answer\n\n> one\n> two\n\n', 'Answer'],
		[null, 'Answer\n> one line only', 'Answer\n> one line only'],
		[null, 'Answer\n> one\n> two\nbelow', 'Answer\n> one\n> two\nbelow'],
		[null, '> one\n> two', '> one\n> two'],
	])('%j and %j', (html, text, expected) =>
		expect(body(html, text)).toEqual({
			body: expected,
			truncated: false,
			bodyLength: [...((text ?? '').trim() === '' ? (html ?? '') : text!)].length,
		}),
	);

	it('nothing is nothing', () => expect(body(null)).toEqual({ body: '', truncated: false, bodyLength: 0 }));

	it('is cut after 10 000 characters, and says so', () => {
		const whole = body(null, 'x'.repeat(10_000));
		expect([whole.body.length, whole.truncated, whole.bodyLength]).toEqual([10_000, false, 10_000]);
		const cut = body(null, '📬'.repeat(10_001));
		expect(cut).toEqual({
			body: `${'📬'.repeat(10_000)}\n[truncated: showing first 10000 of 10001 characters]`,
			truncated: true,
			bodyLength: 10_001,
		});
		const quoted = body(null, `Answer\n${'> x\n'.repeat(4000)}`);
		expect(quoted.body).toBe('Answer\n[truncated: original body had 16007 characters, quoted tail removed]');
	});
});
