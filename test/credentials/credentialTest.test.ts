import { generate } from 'selfsigned';
import { generation, runCredentialTest, runHttpRequestNodeLike } from '../engine';
import { startPortal, type Fault, type Portal } from '../../sandbox/portal';
import { AUTHENTICATIONS, credentialFor } from '../support/node';

// Somebody who waits for a test waits longer than a test of it should.
jest.mock('../../nodes/Bitrix24Mail/api/client', () => ({
	...jest.requireActual<typeof import('../../nodes/Bitrix24Mail/api/client')>(
		'../../nodes/Bitrix24Mail/api/client',
	),
	INTERACTIVE_TIMEOUT_MS: 1_000,
}));

/** n8n 1 does not see the status of an answer in a test by declaration, and says in its own words what it thinks of it. */
const byStatus = (message: RegExp, inN8n1: RegExp) => (generation === 1 ? inN8n1 : message);

describe('The test of a credential', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	const OK = { status: 'OK', message: 'Connection successful!' };
	const testOf = async (rights: Parameters<Portal['webhook']>[0], authentication = AUTHENTICATIONS[0]) => {
		const { type, data } = credentialFor(portal, authentication, rights);
		return await runCredentialTest(type, data);
	};

	describe.each(AUTHENTICATIONS)('%s', (authentication) => {
		it('succeeds with a working one, by one call that reads', async () => {
			const { type, data } = credentialFor(portal, authentication);
			expect(await runCredentialTest(type, data)).toEqual(OK);
			expect(portal.requests.map(({ restMethod, method }) => [method, restMethod])).toEqual([
				['POST', 'scope'],
			]);
		});

		it('says that there is no permission', async () => {
			const { type, data } = credentialFor(portal, authentication, { scopes: [] });
			const { status, message } = await runCredentialTest(type, data);
			expect(status).toBe('Error');
			expect(message).toMatch(
				/^Connected, but this (webhook|application) has no permissions\. In Bitrix24, open it/,
			);
			expect(message).toContain('add “mail” and “mailservice” under Assign permissions, and save');
		});

		it('takes a portal’s empty text for no permission', async () => {
			const { type, data } = credentialFor(portal, authentication);
			portal.faults.add({ answer: { body: { result: [''] } } });
			expect((await runCredentialTest(type, data)).message).toMatch(/has no permissions/);
		});

		it('works for a portal under a path, and without the rights of an administrator', async () => {
			await portal.close();
			portal = await startPortal({ pathPrefix: '/b24' });
			const { type, data } = credentialFor(portal, authentication, { admin: false });
			expect(await runCredentialTest(type, data)).toEqual(OK);
		});
	});

	describe('of a webhook', () => {
		const reply = async (fault: Fault) => {
			portal.faults.add({ times: 9, ...fault });
			return await testOf({});
		};

		it.each([
			[['mail'], 'mailservice'],
			[['mailservice', 'crm'], 'mail'],
		])('with %j succeeds, and tells n8n what is missing', async (scopes, missing) => {
			const { status, message } = await testOf({ scopes });
			expect(status).toBe('OK');
			expect(message).toContain(`This webhook doesn’t have the “${missing}” permission.`);
			expect(message).toContain(`add “${missing}” under Assign permissions`);
		});

		it('with other permissions only says which it needs', async () => {
			const { status, message } = await testOf({ scopes: ['crm'] });
			expect(status).toBe('Error');
			expect(message).toContain(
				'Connected, but this webhook doesn’t have the “mail” and “mailservice” permissions.',
			);
		});

		it.each<[string, Fault, RegExp]>([
			['a commercial plan is missing', { refusal: 'ACCESS_DENIED' }, /^Bitrix24 denied access\. Your plan/],
			['the user has no rights', { refusal: 'INVALID_CREDENTIALS', status: 403 }, /^Bitrix24 denied access/],
			['the webhook was deleted', { refusal: 'NO_AUTH_FOUND' }, /doesn’t recognize this webhook/],
			['Bitrix24 asks for permissions first', { refusal: 'insufficient_scope' }, /has no permissions/],
			['the portal is gone', { refusal: 'PORTAL_DELETED' }, /closed or deleted/],
			['the limit is reached', { refusal: 'QUERY_LIMIT_EXCEEDED' }, /too many requests/],
			['the method is blocked', { refusal: 'OPERATION_TIME_LIMIT' }, /up to 10 minutes/],
			['the code is not known', { refusal: 'NEW', status: 418 }, /HTTP status 418/],
			['a web page answers', { html: true }, /^This address isn’t a Bitrix24\. Check the spelling\.$/],
			['a web page says that it can’t', { html: true, status: 502 }, /server isn’t responding/],
			['an error comes with status 200', { refusal: 'ACCESS_DENIED', status: 200 }, /isn’t a Bitrix24/],
			['the answer is about something else', { answer: { body: { result: 'x' } } }, /isn’t a Bitrix24/],
			['the answer is no list of names', { answer: { body: { result: [[], 1] } } }, /isn’t a Bitrix24/],
			['the answer is a list', { answer: { body: [] } }, /isn’t a Bitrix24/],
			['the answer is broken', { malformed: true }, /isn’t a Bitrix24/],
			[
				'the portal has moved',
				{ redirect: 'https://elsewhere.example.com/' },
				/address has changed.*leads to elsewhere\.example\.com/,
			],
			['a page is missing', { html: '<html>', status: 404 }, /no Bitrix24 REST API/],
			[
				'the connection is cut',
				{ disconnect: true },
				/^Can’t reach 127\.0\.0\.1:\d+\. Check the address and your/,
			],
			// n8n's older request helper hands on what came.
			['the answer breaks off', { at: 'middle' }, /isn’t a Bitrix24/],
			['there is no answer', { hang: true }, /^127\.0\.0\.1:\d+ didn’t answer within 1 seconds\./],
		])('says so when %s', async (_, fault, message) => {
			const result = await reply(fault);
			expect(result.status).toBe('Error');
			expect(result.message).toMatch(message);
		});

		it.each([
			['http://127.0.0.1:1', /^Can’t reach 127\.0\.0\.1:1\. Check the address and your network\.$/],
			['https://portal.invalid', /^Can’t reach portal\.invalid\./],
		])('says that nobody is at %s', async (origin, message) => {
			const webhookUrl = `${origin}/rest/1/s3cretc0de123456/`;
			const result = await runCredentialTest('bitrix24MailWebhookApi', { webhookUrl });
			expect(result).toEqual({ status: 'Error', message: expect.stringMatching(message) });
		});

		it('says that the certificate is not trusted', async () => {
			const { private: key, cert } = generate([{ name: 'commonName', value: '127.0.0.1' }], {
				keySize: 2048,
			});
			const secure = await startPortal({ tls: { key, cert } });
			const { type, data } = credentialFor(secure, 'webhook');
			const result = await runCredentialTest(type, data);
			await secure.close();
			expect(result.status).toBe('Error');
			expect(result.message).toMatch(/certificate of 127\.0\.0\.1:\d+ isn’t trusted.*NODE_EXTRA_CA_CERTS/);
			expect(secure.requests).toEqual([]);
		});

		it('takes permissions that PHP has written as an object', async () => {
			expect(await reply({ answer: { body: { result: { 0: 'mail', 2: 'mailservice' } } } })).toEqual(OK);
		});

		it('tells no secret, whatever the portal says', async () => {
			const code = 's3cretc0de123456';
			const webhookUrl = portal.webhook({ code });
			const faults: Fault[] = [
				{ redirect: `https://${code}.example.com/${code}` },
				{ html: `<title>${code}</title>`, status: 500 },
				{ refusal: code, text: code },
				{ answer: { body: { result: [code] } } },
			];
			for (const fault of faults) {
				portal.faults.add(fault);
				const result = await runCredentialTest('bitrix24MailWebhookApi', { webhookUrl });
				expect(result.status).toBe('Error');
				expect(result.message).not.toContain(code);
			}
		});

		it('follows no redirect', async () => {
			const elsewhere = await startPortal();
			for (const status of [301, 302, 303, 307, 308]) {
				await reply({ redirect: `${elsewhere.url}/rest/scope`, status, times: 1 });
			}
			expect(elsewhere.requests).toEqual([]);
			await elsewhere.close();
		});
	});

	describe('of OAuth2, which n8n’s dialog does not ask for', () => {
		it.each([
			['a commercial plan is missing', { refusal: 'ACCESS_DENIED' }, byStatus(/Your plan/, /^Forbidden/)],
			[
				'the portal is gone',
				{ refusal: 'PORTAL_DELETED' },
				byStatus(/closed or deleted/, /not able to process/),
			],
			[
				'the limit is reached',
				{ refusal: 'QUERY_LIMIT_EXCEEDED' },
				byStatus(/too many requests/, /^Service unavailable/),
			],
			['a web page answers', { html: true as const }, /isn’t a Bitrix24/],
			['an error comes with status 200', { refusal: 'ACCESS_DENIED', status: 200 }, /isn’t a Bitrix24/],
			[
				'the portal has moved',
				{ redirect: 'https://elsewhere.example.com/' },
				byStatus(/address has changed/, /status code 302/),
			],
			[
				'a page is missing',
				{ html: '<html>', status: 404 },
				byStatus(/no Bitrix24 REST API/, /could not be found/),
			],
		])('says so when %s', async (_, fault, message) => {
			const { type, data } = credentialFor(portal, 'oAuth2');
			portal.faults.add({ times: 9, ...fault });
			const result = await runCredentialTest(type, data);
			expect(result.status).toBe('Error');
			expect(result.message).toMatch(message);
		});

		it('renews an expired token', async () => {
			const { type, data } = credentialFor(portal, 'oAuth2');
			portal.expireTokens();
			expect(await runCredentialTest(type, data)).toEqual(OK);
		});
	});

	it('says what to do about a wrong code, and does not repeat it', async () => {
		const webhookUrl = `${portal.url}/rest/1/wr0ngwr0ngwr0ng1/`;
		const result = await runCredentialTest('bitrix24MailWebhookApi', { webhookUrl });
		expect(result).toEqual({
			status: 'Error',
			message: expect.stringMatching(/doesn’t recognize this webhook.*copy its URL/),
		});
		expect(result.message).not.toContain('wr0ng');
	});

	it.each([
		['http://company.bitrix24.com/rest/1/s3cretc0de/', /doesn’t start with https/],
		['https://company.bitrix24.com/', /is incomplete/],
		['https://a:b@company.bitrix24.com/rest/1/s3cretc0de/', /user name/],
		['https://company.bitrix24.com/../rest/1/s3cretc0de/', /a space or another character/],
	])('refuses %s before anything is sent', async (webhookUrl, message) => {
		const result = await runCredentialTest('bitrix24MailWebhookApi', { webhookUrl });
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
		expect(result.message).not.toContain('s3cretc0de');
	});

	it.each(['', '/rest/1/{code}', '/rest/1/{code}/profile.json', '/rest/api/1/{code}/mail.mailbox.list'])(
		'takes the webhook as “%s”',
		async (shape) => {
			const url = new URL(portal.webhook({ code: 'c0dec0dec0dec0d1' }));
			const webhookUrl = shape === '' ? url.href : url.origin + shape.replace('{code}', 'c0dec0dec0dec0d1');
			expect(await runCredentialTest('bitrix24MailWebhookApi', { webhookUrl })).toMatchObject({
				status: 'OK',
			});
		},
	);
});

describe('In n8n’s HTTP Request node', () => {
	let portal: Portal;
	let elsewhere: Portal;
	beforeEach(async () => {
		portal = await startPortal();
		elsewhere = await startPortal();
	});
	afterEach(async () => {
		await portal.close();
		await elsewhere.close();
	});

	it('the webhook signs requests to its own portal, of both versions', async () => {
		const credential = credentialFor(portal, 'webhook');
		for (const path of ['/rest/mailservice.list', '/rest/api/mail.mailbox.list']) {
			const { response, error } = await runHttpRequestNodeLike({
				credential,
				method: 'POST',
				url: portal.url + path,
			});
			expect(error).toBeUndefined();
			expect(response).toMatchObject({ statusCode: 200, body: { result: expect.anything() } });
		}
	});

	it('the webhook’s secret goes through no proxy that could read it', async () => {
		const credential = credentialFor(portal, 'webhook');
		const { response, error } = await runHttpRequestNodeLike({
			credential,
			method: 'POST',
			url: `${portal.url}/rest/profile`,
			options: { proxy: elsewhere.url, rejectUnauthorized: false },
		});
		expect(response).toBeUndefined();
		expect(error?.message).toMatch(/proxy could read the secret/);
		expect(elsewhere.requests).toEqual([]);
	});

	it.each(AUTHENTICATIONS)('%s: nothing goes to another address', async (authentication) => {
		const credential = credentialFor(portal, authentication);
		const { port } = new URL(elsewhere.url);
		const addresses = [
			`http://localhost:${port}/rest/profile`,
			`http://127.0.0.1.example.invalid:${port}/rest/profile`,
			`http://127.0.0.2:${port}/rest/profile`,
		];
		if (authentication === 'webhook')
			addresses.push(`${elsewhere.url}/rest/profile`, `${portal.url}/other/page`);
		for (const url of addresses) {
			const { response, error } = await runHttpRequestNodeLike({ credential, method: 'POST', url });
			expect(response).toBeUndefined();
			expect(error).toBeDefined();
		}
		expect(elsewhere.requests).toEqual([]);
		expect(portal.requests).toEqual([]);
	});

	it('the webhook’s secret follows no redirect', async () => {
		const credential = credentialFor(portal, 'webhook');
		portal.faults.add({ times: 9, redirect: `${elsewhere.url}/rest/profile`, status: 307 });
		await runHttpRequestNodeLike({ credential, method: 'POST', url: `${portal.url}/rest/profile` });
		expect(elsewhere.requests).toEqual([]);
	});
});
