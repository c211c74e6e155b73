import {
	asSentence,
	fillIn,
	shortened,
	valuesOf,
} from '../../../../../nodes/Bitrix24Mail/api/errors/template';

describe('Texts with gaps', () => {
	it.each([
		['there is no {NAME}', { NAME: 'A' }, 'there is no A'],
		['{a} and {a} and {b}', { a: '1', b: '2' }, '1 and 1 and 2'],
		['at {host|its address}', { host: 'a.example.com' }, 'at a.example.com'],
		['at {host|its address}', {}, 'at its address'],
		['at {host|}', {}, 'at '],
		['no {NAME}', {}, 'no ?'],
		['no {NAME}', { NAME: '' }, 'no '],
		['{a}', { a: '{b}', b: 'x' }, '{b}'],
		['{a}', { a: '$&' }, '$&'],
		['{} {a b} plain', { a: 'x' }, '{} {a b} plain'],
	])('%s with %j: %s', (text, values, filled) => expect(fillIn(text, values)).toBe(filled));

	it('the parameters of a call are values; what is not given is none', () => {
		expect(valuesOf({ ID: 7, NAME: 'A', SORT: null, LINK: undefined, ON: false })).toEqual({
			ID: '7',
			NAME: 'A',
			ON: 'false',
		});
	});

	it('sixty characters fit into a title; of more, the end is cut', () => {
		expect(shortened('a'.repeat(60))).toBe('a'.repeat(60));
		expect(shortened('a'.repeat(61))).toBe(`${'a'.repeat(59)}…`);
		expect(valuesOf({ NAME: 'b'.repeat(100) }).NAME).toHaveLength(60);
	});

	it('a clause becomes a sentence', () => {
		expect(asSentence('this is so')).toBe('This is so');
		expect(asSentence('“A” is so')).toBe('“A” is so');
		expect(asSentence('')).toBe('');
	});
});
