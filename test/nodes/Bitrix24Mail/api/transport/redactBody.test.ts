import { HIDDEN, secretsOf } from '../../../../../credentials/shared/secrets';
import { redactBody } from '../../../../../nodes/Bitrix24Mail/api/transport/redactBody';

const CODE = 'q1w2e3r4t5y6u7i8';
const secrets = secretsOf([CODE], 'https://portal.example.com/b24');
const parse = (text: string) => JSON.parse(text) as unknown;
const nested = (levels: number) => parse('['.repeat(levels) + ']'.repeat(levels));

describe('The body of an answer', () => {
	it('without a secret stays the very same', () => {
		const body = { result: [{ LINK: 'https://mail.example.com/?auth=ldap', ICON: null, n: 1 }] };
		expect(redactBody(body, secrets)).toBe(body);
	});

	it('loses the secret only, wherever it stands', () => {
		const ICON = `https://portal.example.com/rest/1/${CODE}/download/?id=5`;
		const body = { result: [{ ICON, n: 1 }, [`a ${CODE} b`]], [`key ${CODE}`]: true };
		expect(redactBody(body, secrets)).toEqual({
			result: [
				{ ICON: `https://portal.example.com/rest/1/${HIDDEN}/download/?id=5`, n: 1 },
				[`a ${HIDDEN} b`],
			],
			[`key ${HIDDEN}`]: true,
		});
		expect(body.result[0]).toEqual({ ICON, n: 1 });
	});

	it.each([
		[
			'the address of another webhook',
			'https://portal.example.com',
			'/rest/7/abcdefgh12345678/x',
			`/rest/7/${HIDDEN}/x`,
		],
		[
			'one of REST 3.0',
			'https://portal.example.com',
			'/rest/api/7/abcdefgh12345678/',
			`/rest/api/7/${HIDDEN}/`,
		],
		[
			'one below the portal’s path',
			'see //portal.example.com',
			'/b24/rest/7/abcdefghabcdefgh/',
			`/b24/rest/7/${HIDDEN}/`,
		],
		[
			'one on another port',
			'http://u@Portal.Example.com:8443',
			'/rest/7/abcdefgh12345678/',
			`/rest/7/${HIDDEN}/`,
		],
		['one without a host', '', '/rest/7/abcdefgh12345678/x', `/rest/7/${HIDDEN}/x`],
		[
			'a token in a query',
			'https://portal.example.com',
			'/a?auth=abcdefgh12345678&b=1',
			`/a?auth=${HIDDEN}&b=1`,
		],
		[
			'several',
			'https://portal.example.com',
			'/?auth=abcdefgh12345678&access_token=abcdefgh12345678',
			`/?auth=${HIDDEN}&access_token=${HIDDEN}`,
		],
		['one without a host', '<img src="', '/a?x=1&auth=abcdefgh12345678">', `/a?x=1&auth=${HIDDEN}">`],
		[
			'one within another link',
			'https://other.example.com/?to=https://portal.example.com',
			'/rest/7/abcdefgh12345678/',
			`/rest/7/${HIDDEN}/`,
		],
	])('loses the portal’s own links that work like a secret: %s', (_, before, link, hidden) => {
		expect(redactBody({ link: before + link }, secrets)).toEqual({ link: before + hidden });
		expect(redactBody([{ [before + link]: 1 }], secrets)).toEqual([{ [before + hidden]: 1 }]);
	});

	it.each([
		'https://login.example.com/?auth=azure-active-directory',
		'https://docs.example.com/rest/2/introduction',
		'https://docs.example.com/rest/2/abcdefgh12345678/',
		'https://example.com/?client_secret=please-ask-your-admin',
		'https://portal.example.com.example.org/rest/7/abcdefgh12345678/',
		'https://notportal.example.com/rest/7/abcdefgh12345678/',
		'https://other.example.com/portal.example.com/rest/7/abcdefgh12345678/',
		'https://portal.example.com/login?auth=ldap',
		'https://portal.example.com/rest/2/intro',
		'/rest/2/introduction and /login?auth=azure-active-directory',
	])('keeps a link that is none of them: %s', (link) => {
		const body = { link };
		expect(redactBody(body, secrets)).toBe(body);
		expect(redactBody({ link, other: CODE }, secrets)).toEqual({ link, other: HIDDEN });
	});

	it('loses the credential’s own secret in links of any host', () => {
		expect(redactBody(`https://other.example.com/rest/1/${CODE}/`, secrets)).toBe(
			`https://other.example.com/rest/1/${HIDDEN}/`,
		);
	});

	it('is read in a time that grows with its length only', () => {
		for (const text of [
			'//portal.example.com/',
			'/rest/1/',
			'?auth=',
			'//portal.example.com?auth=aaaaaaaaaaaaaaaa ',
		]) {
			const body = text.repeat(2_000_000 / text.length) + '/rest/1/abcdefgh12345678';
			expect(String(redactBody(body, secrets)).length).toBeGreaterThan(100_000);
		}
	});

	it('keeps keys that mean something to JavaScript as data', () => {
		const cleaned = redactBody(parse(`{"__proto__":{"polluted":"${CODE}"},"constructor":1}`), secrets);
		expect(JSON.stringify(cleaned)).toBe(`{"__proto__":{"polluted":"${HIDDEN}"},"constructor":1}`);
		expect(({} as { polluted?: string }).polluted).toBeUndefined();
	});

	it('is none when it is nested deeper than PHP writes it', () => {
		expect(redactBody(nested(512), secrets)).toBeDefined();
		expect(redactBody(nested(513), secrets)).toBeUndefined();
		expect(redactBody(nested(1_000_000), secrets)).toBeUndefined();
	});
});
