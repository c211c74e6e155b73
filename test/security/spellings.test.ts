import { everythingIn } from './everything';
import { echoOf, leaksIn, spellingsOf } from './spellings';

const SECRET = 'c4n4ry+S3cret/Pl4nted=42';
const SECRETS = { canary: SECRET };

class Hiding extends Error {
	#inside = SECRET;
	get shown() {
		return this.#inside;
	}
}

const inherited: unknown = Object.create({ above: { inside: SECRET } });
const hidden = Object.defineProperty({}, 'notListed', { value: SECRET, enumerable: false });
const circle: Record<string, unknown> = { a: [{ b: SECRET }] };
circle.self = circle;

/** A search that finds nothing proves nothing: it has to find what is planted. */
describe('The search for secrets', () => {
	it.each(Object.entries(spellingsOf(SECRET)))('finds one %s', (_, spelling) => {
		expect(leaksIn(`before ${spelling} after`, SECRETS)).not.toEqual([]);
	});

	it.each([0, 1, 2, 3, 4, 5])('finds one in base64 with %i letters before it', (count) => {
		for (const encoding of ['base64', 'base64url'] as const) {
			const text = Buffer.from(`${'a'.repeat(count)}${SECRET} and more`).toString(encoding);
			expect(leaksIn(text, SECRETS)).not.toEqual([]);
		}
	});

	it('finds one in capitals and in small letters', () => {
		expect(leaksIn(SECRET.toUpperCase(), SECRETS)).not.toEqual([]);
		expect(leaksIn(SECRET.toLowerCase(), SECRETS)).not.toEqual([]);
	});

	it('finds nothing where there is none', () => {
		expect(leaksIn('c4n4ry+S3cret/Pl4nted=41 c4n4ry-S3cret ***hidden***', SECRETS)).toEqual([]);
	});

	it('an echo holds each spelling', () => {
		const echo = echoOf(SECRETS, 'https://portal.example.com');
		expect(leaksIn(echo, SECRETS)).toHaveLength(Object.keys(spellingsOf(SECRET)).length);
	});

	it.each<[string, unknown]>([
		['a property', { a: [{ b: SECRET }] }],
		['a key', { [SECRET]: 1 }],
		['a symbol', { [Symbol(SECRET)]: 1 }],
		['a property behind a symbol', { [Symbol('x')]: SECRET }],
		['a property that is not enumerable', hidden],
		['what is inherited', inherited],
		['a getter', new Hiding('x')],
		['an error’s message', new Error(SECRET)],
		['an error’s stack', Object.assign(new Error('x'), { stack: SECRET })],
		['a cause of a cause', new Error('x', { cause: new Error('y', { cause: { z: SECRET } }) })],
		['a map', new Map([[{ key: SECRET }, 1]])],
		['a set', new Set([SECRET])],
		['a buffer', { data: Buffer.from(SECRET) }],
		['an error in a list of errors', new AggregateError([new Error(SECRET)])],
		['a property of a function', Object.assign(() => {}, { a: SECRET })],
		['what refers to itself', circle],
	])('reads %s', (_, value) => {
		expect(leaksIn(everythingIn(value), SECRETS)).not.toEqual([]);
	});
});
