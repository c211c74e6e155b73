import type { IHttpRequestOptions } from 'n8n-workflow';
import { parseWebhookUrl, signRequest } from '../../credentials/shared/webhook';

const CODE = 'q1w2e3r4t5y6u7i8';
const WEBHOOK = { portal: 'https://company.bitrix24.com', userId: '1', code: CODE };

describe('A webhook’s URL', () => {
	it.each([
		['as Bitrix24 shows it', `https://company.bitrix24.com/rest/1/${CODE}/`],
		['without the last slash', `https://company.bitrix24.com/rest/1/${CODE}`],
		['with blanks around it', `  \n https://company.bitrix24.com/rest/1/${CODE}/ \t`],
		['with a method', `https://company.bitrix24.com/rest/1/${CODE}/profile`],
		['with a method and a suffix', `https://company.bitrix24.com/rest/1/${CODE}/profile.json`],
		['with a method and a slash', `https://company.bitrix24.com/rest/1/${CODE}/profile/`],
		['with a longer method', `https://company.bitrix24.com/rest/1/${CODE}/crm.lead.list.json`],
		['in the form of REST 3.0', `https://company.bitrix24.com/rest/api/1/${CODE}/`],
		['in the form of REST 3.0, without the last slash', `https://company.bitrix24.com/rest/api/1/${CODE}`],
		[
			'in the form of REST 3.0, with a method',
			`https://company.bitrix24.com/rest/api/1/${CODE}/mail.mailbox.list`,
		],
		['with a query', `https://company.bitrix24.com/rest/1/${CODE}/profile.json?ID=1`],
		['with doubled slashes', `https://company.bitrix24.com//rest//1/${CODE}//`],
		['without https://', `company.bitrix24.com/rest/1/${CODE}/`],
		['with a loud host', `HTTPS://Company.Bitrix24.COM/rest/1/${CODE}/`],
	])('%s', (_, typed) => expect(parseWebhookUrl(typed)).toEqual(WEBHOOK));

	it.each([
		[`https://intranet.example.com:8443/rest/7/${CODE}/`, 'https://intranet.example.com:8443', '7'],
		[`https://example.com/bitrix/portal/rest/12/${CODE}/profile`, 'https://example.com/bitrix/portal', '12'],
		[`https://example.com/rest/rest/1/${CODE}/`, 'https://example.com/rest', '1'],
		[`http://127.0.0.1:8080/rest/1/${CODE}/`, 'http://127.0.0.1:8080', '1'],
		[`http://localhost/rest/1/${CODE}/`, 'http://localhost', '1'],
		[`http://[::1]:3000/rest/1/${CODE}/`, 'http://[::1]:3000', '1'],
	])('%s', (typed, portal, userId) => expect(parseWebhookUrl(typed)).toEqual({ portal, userId, code: CODE }));

	it.each([
		['nothing', '', /is empty/],
		['no text', undefined, /is empty/],
		['plain HTTP', `http://company.bitrix24.com/rest/1/${CODE}/`, /https:\/\//],
		[
			'plain HTTP to a host that only looks local',
			`http://127.0.0.1.example.com/rest/1/${CODE}/`,
			/https:\/\//,
		],
		[
			'plain HTTP to a host named like localhost',
			`http://localhost.example.com/rest/1/${CODE}/`,
			/https:\/\//,
		],
		['another protocol', `ftp://company.bitrix24.com/rest/1/${CODE}/`, /https:\/\//],
		['a user name', `https://admin@company.bitrix24.com/rest/1/${CODE}/`, /user name/],
		['a user name and a password', `https://a:b@company.bitrix24.com/rest/1/${CODE}/`, /user name/],
		['dot segments', `https://company.bitrix24.com/x/../rest/1/${CODE}/`, /a space or another character/],
		[
			'encoded dot segments',
			`https://company.bitrix24.com/x/%2E%2e/rest/1/${CODE}/`,
			/a space or another character/,
		],
		['a single dot', `https://company.bitrix24.com/rest/./1/${CODE}/`, /a space or another character/],
		[
			'a dot segment at the end',
			`https://company.bitrix24.com/rest/1/${CODE}/..`,
			/a space or another character/,
		],
		[
			'a backslash',
			`https://company.bitrix24.com\\@example.com/rest/1/${CODE}/`,
			/a space or another character/,
		],
		['a blank inside', `https://company.bitrix24.com/rest/1/ ${CODE}/`, /a space or another character/],
		['no user ID and code', 'https://company.bitrix24.com/rest/', /is incomplete/],
		['no code', 'https://company.bitrix24.com/rest/1/', /is incomplete/],
		['no user ID', `https://company.bitrix24.com/rest/${CODE}/`, /is incomplete/],
		['user 0', `https://company.bitrix24.com/rest/0/${CODE}/`, /is incomplete/],
		['a bare domain', 'company.bitrix24.com', /is incomplete/],
		['no address', 'https://', /not an address/],
		['one slash', `https:/company.bitrix24.com/rest/1/${CODE}/`, /not an address.*with two slashes/],
		['no slashes', `https:company.bitrix24.com/rest/1/${CODE}/`, /not an address/],
		['one slash of plain HTTP', `http:/company.bitrix24.com/rest/1/${CODE}/`, /not an address/],
		['two protocols', `https://https://company.bitrix24.com/rest/1/${CODE}/`, /not an address/],
	])('%s is refused, and the error does not repeat it', (_, typed, problem) => {
		let message = '';
		try {
			parseWebhookUrl(typed);
		} catch (error) {
			message = (error as Error).message;
		}
		expect(message).toMatch(problem);
		expect(message).not.toContain(CODE);
	});
});

describe('Signing a request', () => {
	const sign = (request: Partial<IHttpRequestOptions> & { uri?: string }) => {
		const options = request as IHttpRequestOptions;
		const before = JSON.stringify(options);
		const signed = signRequest(WEBHOOK, options) as IHttpRequestOptions & { uri?: string };
		expect(JSON.stringify(options)).toBe(before);
		expect(signed).toMatchObject({ disableFollowRedirect: true });
		expect(signed.baseURL).toBeUndefined();
		return signed.uri ?? signed.url;
	};
	const V1 = `https://company.bitrix24.com/rest/1/${CODE}/`;
	const V3 = `https://company.bitrix24.com/rest/api/1/${CODE}/`;

	it.each([
		[{ url: 'https://company.bitrix24.com/rest/mailservice.list' }, `${V1}mailservice.list`],
		[{ url: 'https://company.bitrix24.com/rest/api/mail.mailbox.list' }, `${V3}mail.mailbox.list`],
		[{ url: 'https://company.bitrix24.com:443/rest/api/batch' }, `${V3}batch`],
		[{ url: '/rest/profile' }, `${V1}profile`],
		[{ url: 'rest/profile' }, `${V1}profile`],
		[{ url: '/profile', baseURL: 'https://company.bitrix24.com/rest/' }, `${V1}profile`],
		[{ url: 'https://COMPANY.bitrix24.com/rest/profile.json?a=1' }, `${V1}profile.json?a=1`],
		[{ uri: 'https://company.bitrix24.com/rest/profile' }, `${V1}profile`],
	])('%j', (request, address) => expect(sign(request)).toBe(address));

	it.each([`${V1}mailservice.list`, `${V3}mail.mailbox.list`])('a signed request stays as it is', (url) => {
		expect(sign({ url })).toBe(url);
		expect(sign({ uri: url })).toBe(url);
	});

	it.each([
		'https://example.com/rest/mailservice.list',
		'https://company.bitrix24.com.example.com/rest/profile',
		'https://company.bitrix24.com:8443/rest/profile',
		'http://company.bitrix24.com/rest/profile',
		'https://company.bitrix24.com@example.com/rest/profile',
		'https://user@company.bitrix24.com/rest/profile',
		'https://company.bitrix24.com/upload/file.png',
		'https://company.bitrix24.com/rest/../upload/x',
		'https://company.bitrix24.com/rest/%2e%2e/upload',
		'https://company.bitrix24.com/rest/2/othercode/profile',
		`https://company.bitrix24.com/rest/1/${CODE}x/profile`,
		'https://company.bitrix24.com/rest/',
		'https://company.bitrix24.com/rest/a/b',
		'//example.com/rest/profile',
		'https://[bad',
	])('%s is not signed', (url) => {
		expect(() => sign({ url })).toThrow(/Webhook URL/);
		expect(() => sign({ uri: url })).toThrow(/Webhook URL/);
	});

	it('a base elsewhere is not signed', () => {
		expect(() => sign({ baseURL: 'https://example.com', url: '/rest/profile' })).toThrow(/goes elsewhere/);
	});

	describe('that goes through a proxy', () => {
		const url = 'https://company.bitrix24.com/rest/profile';
		/** The HTTP Request node names a proxy by its address, all others by host and port. */
		const proxied = (more: object) =>
			({ url, proxy: 'http://proxy.example.com:3128', ...more }) as unknown as IHttpRequestOptions;

		it.each([
			['with the options of n8n’s request helper', { skipSslCertificateValidation: false }],
			['with those of the older one', { rejectUnauthorized: true }],
			['with a certificate of n8n’s own', { agentOptions: { cert: 'c', key: 'k', passphrase: 'p' } }],
			['with no other option', {}],
		])('%s', (_, more) => {
			expect(sign(proxied(more))).toBe(`${V1}profile`);
			const { url: uri, ...rest } = proxied(more);
			expect(sign({ ...rest, uri })).toBe(`${V1}profile`);
		});

		it.each([
			['skipSslCertificateValidation', { skipSslCertificateValidation: true }],
			['rejectUnauthorized', { rejectUnauthorized: false }],
			['agentOptions.rejectUnauthorized', { agentOptions: { rejectUnauthorized: false } }],
			['a certificate authority of the workflow', { agentOptions: { cert: 'c', ca: 'anybody’s' } }],
			['a check of the workflow’s own', { agentOptions: { checkServerIdentity: () => undefined } }],
			['a proxy as an object', { proxy: { host: 'h', port: 1 }, skipSslCertificateValidation: true }],
		])('is not signed when the proxy could read it: %s', (_, more) => {
			for (const request of [proxied(more), { ...proxied(more), url: `${V1}profile` }]) {
				expect(() => sign(request)).toThrow(/proxy could read the secret.*NODE_EXTRA_CA_CERTS/);
			}
		});

		it('is not signed over plain HTTP', () => {
			const webhook = { ...WEBHOOK, portal: 'http://127.0.0.1:8080' };
			const request = proxied({ url: 'http://127.0.0.1:8080/rest/profile' });
			expect(() => signRequest(webhook, request)).toThrow(/without HTTPS/);
		});

		it('is signed without a check where there is no proxy', () => {
			expect(sign({ url, skipSslCertificateValidation: true, proxy: undefined })).toBe(`${V1}profile`);
		});
	});

	it('a portal under a path prefix keeps to its prefix', () => {
		const webhook = { ...WEBHOOK, portal: 'https://example.com/portal' };
		const url = 'https://example.com/portal/rest/profile';
		expect(signRequest(webhook, { url }).url).toBe(`https://example.com/portal/rest/1/${CODE}/profile`);
		expect(() => signRequest(webhook, { url: 'https://example.com/rest/profile' })).toThrow(/goes elsewhere/);
	});
});
