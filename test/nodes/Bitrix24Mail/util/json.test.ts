import { isObject, mapStrings, toText } from '../../../../nodes/Bitrix24Mail/util/json';

describe('JSON', () => {
	it.each([
		[{}, true],
		[{ a: 1 }, true],
		[[], false],
		[null, false],
		[undefined, false],
		['{}', false],
		[1, false],
	])('%j is an object: %s', (value, is) => expect(isObject(value)).toBe(is));

	it.each([
		['a', 'a'],
		['', ''],
		[0, '0'],
		[1.5, '1.5'],
		[true, ''],
		[null, ''],
		[undefined, ''],
		[{}, ''],
		[['a'], ''],
	])('%j is the text “%s”', (value, text) => expect(toText(value)).toBe(text));

	it('has each text changed, names too, and nothing else', () => {
		const upper = (text: string) => text.toUpperCase();
		const value = JSON.parse('{"a":["b",{"__proto__":"c"},1,true,null],"d":{}}') as unknown;
		expect(JSON.stringify(mapStrings(value, upper))).toBe('{"A":["B",{"__PROTO__":"C"},1,true,null],"D":{}}');
		expect(mapStrings('a', upper)).toBe('A');
		expect(mapStrings(undefined, upper)).toBeUndefined();
	});

	it('a name such as __proto__ stays data', () => {
		const value = JSON.parse('{"__proto__":{"polluted":"yes"}}') as object;
		const copy = mapStrings(value, (text) => text) as object;
		expect(Object.keys(copy)).toEqual(['__proto__']);
		expect((copy as { polluted?: string }).polluted).toBeUndefined();
	});
});
