import { HIDDEN, secretsOf } from '../../../../credentials/shared/secrets';
import { cleanBody } from '../../../../nodes/Bitrix24Mail/api/clean';

const CODE = 'q1w2e3r4t5y6u7i8';
const secrets = secretsOf([CODE]);
const parse = (text: string) => JSON.parse(text) as unknown;
const nested = (levels: number) => parse('['.repeat(levels) + ']'.repeat(levels));

describe('The body of an answer', () => {
	it('without a secret stays the very same', () => {
		const body = { result: [{ LINK: 'https://mail.example.com/?auth=ldap', ICON: null, n: 1 }] };
		expect(cleanBody(body, secrets)).toBe(body);
	});

	it('loses the secret only, wherever it stands', () => {
		const ICON = `https://portal.example.com/rest/1/${CODE}/download/?id=5`;
		const body = { result: [{ ICON, n: 1 }, [`a ${CODE} b`]], [`key ${CODE}`]: true };
		expect(cleanBody(body, secrets)).toEqual({
			result: [
				{ ICON: `https://portal.example.com/rest/1/${HIDDEN}/download/?id=5`, n: 1 },
				[`a ${HIDDEN} b`],
			],
			[`key ${HIDDEN}`]: true,
		});
		expect(body.result[0]).toEqual({ ICON, n: 1 });
	});

	it.each([
		['the address of another webhook', '/rest/7/abcdefgh12345678/x', `/rest/7/${HIDDEN}/x`],
		['a token in a query', '/a?auth=abcdefgh12345678&b=1', `/a?auth=${HIDDEN}&b=1`],
	])('loses %s', (_, link, hidden) => {
		expect(cleanBody({ link }, secrets)).toEqual({ link: hidden });
	});

	it('keeps keys that mean something to JavaScript as data', () => {
		const cleaned = cleanBody(parse(`{"__proto__":{"polluted":"${CODE}"},"constructor":1}`), secrets);
		expect(JSON.stringify(cleaned)).toBe(`{"__proto__":{"polluted":"${HIDDEN}"},"constructor":1}`);
		expect(({} as { polluted?: string }).polluted).toBeUndefined();
	});

	it('is none when it is nested deeper than PHP writes it', () => {
		expect(cleanBody(nested(512), secrets)).toBeDefined();
		expect(cleanBody(nested(513), secrets)).toBeUndefined();
		expect(cleanBody(nested(1_000_000), secrets)).toBeUndefined();
	});
});
