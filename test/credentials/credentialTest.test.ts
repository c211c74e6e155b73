import { generation, runCredentialTest, runHttpRequestNodeLike } from '../engine';
import { startPortal, type Portal } from '../portal';
import { AUTHENTICATIONS, credentialFor } from '../support/node';

/** n8n 1 does not see the status of an answer in a credential's test, and says in its own words what it thinks of it. */
const byStatus = (message: RegExp, inN8n1: RegExp) => (generation === 1 ? inN8n1 : message);

describe('The test of a credential', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	describe.each(AUTHENTICATIONS)('%s', (authentication) => {
		it('succeeds with a working one, by one call of profile', async () => {
			const { type, data } = credentialFor(portal, authentication);
			expect(await runCredentialTest(type, data)).toEqual({
				status: 'OK',
				message: 'Connection successful!',
			});
			expect(portal.requests.map(({ restMethod, method }) => [method, restMethod])).toEqual([
				['POST', 'profile'],
			]);
		});

		it.each([
			[
				'a commercial plan is missing',
				{ refusal: 'ACCESS_DENIED' },
				byStatus(/commercial plan/, /^Forbidden/),
			],
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
			['a web page answers', { html: true as const }, /not as Bitrix24 does/],
			['an error comes with status 200', { refusal: 'ACCESS_DENIED', status: 200 }, /not as Bitrix24 does/],
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
		])('%s', async (_, fault, message) => {
			const { type, data } = credentialFor(portal, authentication);
			portal.faults.add({ times: 9, ...fault });
			const result = await runCredentialTest(type, data);
			expect(result.status).toBe('Error');
			expect(result.message).toMatch(message);
		});
	});

	it('says what to do about a wrong code, and does not repeat it', async () => {
		const webhookUrl = `${portal.url}/rest/1/wr0ngwr0ngwr0ng1/`;
		const result = await runCredentialTest('bitrix24MailWebhookApi', { webhookUrl });
		expect(result).toEqual({
			status: 'Error',
			message: expect.stringMatching(
				byStatus(/does not know this webhook.*copy its URL/, /^Authorization failed/),
			),
		});
		expect(result.message).not.toContain('wr0ng');
	});

	it.each([
		['http://company.bitrix24.com/rest/1/s3cretc0de/', /does not start with https/],
		['https://company.bitrix24.com/', /no user ID and code/],
		['https://a:b@company.bitrix24.com/rest/1/s3cretc0de/', /user name/],
		['https://company.bitrix24.com/../rest/1/s3cretc0de/', /segment/],
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

	it('works for a portal under a path', async () => {
		await portal.close();
		portal = await startPortal({ pathPrefix: '/b24' });
		for (const authentication of AUTHENTICATIONS) {
			const { type, data } = credentialFor(portal, authentication);
			expect(await runCredentialTest(type, data)).toMatchObject({ status: 'OK' });
		}
	});
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
