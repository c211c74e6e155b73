import { base64Decode, isEmpty, jsonMap, parseQuery, toInteger } from './php';

describe('Query strings as PHP reads them', () => {
	it.each([
		['', {}],
		['a=1&b=2', { a: '1', b: '2' }],
		['a', { a: '' }],
		['a=1&a=2', { a: '2' }],
		['a=1=2', { a: '1=2' }],
		['a=b+c%20d%2Be', { a: 'b c d+e' }],
		['a=%D0%9F%D0%BE%D1%87%D1%82%D0%B0', { a: 'Почта' }],
		['a=%F0%9F%93%AC', { a: '📬' }],
		['a=100%&b=%zz', { a: '100%', b: '%zz' }],
		['ICON[0]=logo.png&ICON[1]=QUJD', { ICON: ['logo.png', 'QUJD'] }],
		['ICON%5B0%5D=logo.png&ICON%5B1%5D=QUJD', { ICON: ['logo.png', 'QUJD'] }],
		['a[]=1&a[]=2', { a: ['1', '2'] }],
		['a[1]=x', { a: { 1: 'x' } }],
		['a[5]=x&a[]=y', { a: { 5: 'x', 6: 'y' } }],
		['a[b][c]=1&a[b][d][]=2', { a: { b: { c: '1', d: ['2'] } } }],
		['a=1&a[b]=2', { a: { b: '2' } }],
		['a.b=1&c d=2', { a_b: '1', c_d: '2' }],
		['a[b=1', { a_b: '1' }],
		['a[b]c=1', { a: { b: '1' } }],
		['=1&&b=2', { b: '2' }],
		['__proto__[x]=1', JSON.parse('{"__proto__":{"x":"1"}}')],
	])('%j', (query, expected) => expect(parseQuery(query)).toEqual(expected));
});

describe('Values as PHP takes them', () => {
	it('maps are lists when they are empty and when their keys count up from 0', () => {
		expect(jsonMap([])).toEqual([]);
		expect(
			jsonMap([
				['0', 'a'],
				['1', 'b'],
			]),
		).toEqual(['a', 'b']);
		expect(jsonMap([['1', 'b']])).toEqual({ 1: 'b' });
		expect(jsonMap([['a', 1]])).toEqual({ a: 1 });
	});

	it.each(['', '0', 0, null, undefined, false, [], {}])('%j is empty', (value) =>
		expect(isEmpty(value)).toBe(true),
	);
	it.each(['00', ' ', 'N', 1, true, [0], '0.0'])('%j is not empty', (value) =>
		expect(isEmpty(value)).toBe(false),
	);

	it.each([
		['31', 31],
		[31, 31],
		['31abc', 31],
		['abc', 0],
		['-5', -5],
		[true, 1],
		[null, 0],
	])('%j as an integer', (value, expected) => expect(toInteger(value)).toBe(expected));

	it.each([
		['', ''],
		['7', ''],
		['77', 'ef'],
		['125', 'd76e'],
		['QUJD', '414243'],
		['QU JD\n', '414243'],
		['QUI=', '4142'],
		['-Q_UI', '4142'],
	])('%j from base64', (text, hex) => expect(base64Decode(text).toString('hex')).toBe(hex));
});
