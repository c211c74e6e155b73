import { startPortal, type Portal } from '..';
import { callerOf, post, postForm, send, standingClock, v3Url } from '../testing/client';

const V3 = 'BITRIX_REST_V3_EXCEPTION_';

describe('Paths and signatures', () => {
	const clock = standingClock();
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal({ now: clock.now })));
	afterEach(async () => await portal.close());

	it('a webhook’s URL names its user and code', () => {
		expect(portal.webhook({ code: 'abc123' })).toBe(`${portal.url}/rest/1/abc123/`);
		expect(portal.webhook({ userId: 17, code: 'x' })).toBe(`${portal.url}/rest/17/x/`);
		expect(portal.webhook()).not.toBe(portal.webhook());
	});

	it('v1 takes a suffix, a slash at the end, doubled slashes, any case, GET, forms and JSON', async () => {
		const url = portal.webhook();
		const seen = [
			await post(`${url}mailservice.get`, { ID: 2 }),
			await post(`${url}mailservice.get.json`, { ID: 2 }),
			await post(`${url}/MailService.Get/`, { ID: 2 }),
			await postForm(`${url}mailservice.get`, 'ID=2'),
			await send(`${url}mailservice.get?ID=2`),
			await post(`${url}mailservice.get?ID=2`),
		];
		for (const { body } of seen) expect(body.result.NAME).toBe('Branch Office');
	});

	it('v3 takes JSON with its content type only, and an empty body', async () => {
		const url = v3Url(portal.webhook(), 'mail.mailbox.list');
		expect((await post(url)).status).toBe(200);
		expect((await send(url, { method: 'POST' })).status).toBe(200);
		expect((await send(url)).status).toBe(200);
		const refused = [
			await postForm(url, 'name=x'),
			await send(url, { method: 'POST', body: '{}' }),
			await send(url, { method: 'POST', body: '{"a":', headers: { 'Content-Type': 'application/json' } }),
			await post(url, 5),
		];
		for (const { status, body } of refused) {
			expect([status, body.error.code]).toEqual([400, `${V3}INVALIDJSONEXCEPTION`]);
		}
	});

	it('v3 has no suffix', async () => {
		const { status, body } = await post(v3Url(portal.webhook(), 'mail.mailbox.list.json'), {});
		expect([status, body.error.code]).toEqual([404, `${V3}METHODNOTFOUNDEXCEPTION`]);
	});

	it('each version knows its own methods only, and both know profile', async () => {
		const url = portal.webhook();
		const wrong = await post(`${url}mail.mailbox.list`, {});
		expect([wrong.status, wrong.body.error]).toEqual([404, 'ERROR_METHOD_NOT_FOUND']);
		const other = await post(v3Url(url, 'mailservice.list'), {});
		expect([other.status, other.body.error.code]).toEqual([404, `${V3}METHODNOTFOUNDEXCEPTION`]);
		expect((await post(`${url}profile`)).body.result).toMatchObject({ ID: '1', ADMIN: true });
		expect((await post(v3Url(url, 'profile'))).body.result).toMatchObject({
			profile: { id: 1, admin: true },
		});
		expect((await post(url)).status).toBe(404);
	});

	it('what is neither REST nor OAuth2 is the web server’s 404 page', async () => {
		const { status, headers, text } = await send(`${portal.url}/company/`);
		expect(status).toBe(404);
		expect(headers.get('content-type')).toBe('text/html');
		expect(text).toContain('404 Not Found');
	});

	it('a wrong webhook code or user is refused', async () => {
		const wrongs = [`${portal.url}/rest/1/wrong/`, portal.webhook().replace('/rest/1/', '/rest/2/')];
		for (const url of wrongs) {
			const v1 = await post(`${url}profile`);
			expect([v1.status, v1.body.error]).toEqual([401, 'INVALID_CREDENTIALS']);
			const v3 = await post(v3Url(url, 'mail.mailbox.list'));
			expect([v3.status, v3.body.error.code]).toEqual([401, `${V3}ACCESSDENIEDEXCEPTION`]);
		}
	});

	const signatures: Array<[string, (token: string) => [string, Record<string, string>, object]]> = [
		['bearer', (token) => ['', { Authorization: `Bearer ${token}` }, {}]],
		['body', (token) => ['', {}, { auth: token }]],
		['query', (token) => [`?auth=${token}`, {}, {}]],
	];
	it.each(signatures)('an access token as %s is understood by both versions', async (signedBy, sign) => {
		const { access_token: token } = portal.tokens({ userId: 9, admin: false });
		const [query, headers, body] = sign(token);
		const v1 = await post(`${portal.url}/rest/profile${query}`, body, headers);
		expect(v1.body.result).toMatchObject({ ID: '9', ADMIN: false });
		const v3 = await post(`${portal.url}/rest/api/mail.mailbox.list${query}`, body, headers);
		expect(v3.body.result.items).toHaveLength(3);
		expect(portal.requests.map((request) => request.signedBy)).toEqual([signedBy, signedBy]);
	});

	it('the header wins over the body', async () => {
		const { access_token: token } = portal.tokens();
		const headers = { Authorization: `Bearer ${token}` };
		expect((await post(`${portal.url}/rest/profile`, { auth: 'wrong' }, headers)).status).toBe(200);
	});

	it('wrong, missing and expired tokens', async () => {
		const { access_token: token } = portal.tokens();
		const answers = async (bearer?: string) => {
			const headers: Record<string, string> =
				bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` };
			const v1 = await post(`${portal.url}/rest/mailservice.list`, {}, headers);
			const v3 = await post(`${portal.url}/rest/api/mail.mailbox.list`, {}, headers);
			return [v1.status, v1.body.error, v3.status, v3.body.error?.code];
		};
		const denied = [401, `${V3}ACCESSDENIEDEXCEPTION`];
		expect(await answers('wrong')).toEqual([401, 'NO_AUTH_FOUND', ...denied]);
		expect(await answers()).toEqual([401, 'NO_AUTH_FOUND', ...denied]);
		clock.pass(3599);
		expect(await answers(token)).toEqual([200, undefined, 200, undefined]);
		clock.pass(1);
		expect(await answers(token)).toEqual([401, 'expired_token', ...denied]);
	});

	it('scopes are asked for by method, of webhooks and of tokens', async () => {
		const call = callerOf(portal, { scopes: ['mail'] });
		expect((await call('mail.mailbox.list')).status).toBe(200);
		expect((await call('profile')).status).toBe(200);
		const v1 = await call('mailservice.list');
		expect([v1.status, v1.body.error]).toEqual([403, 'insufficient_scope']);

		const { access_token: auth } = portal.tokens({ scopes: ['mailservice'] });
		expect((await post(`${portal.url}/rest/mailservice.list`, { auth })).status).toBe(200);
		const v3 = await post(`${portal.url}/rest/api/mail.mailbox.list`, { auth });
		expect([v3.status, v3.body.error.code]).toEqual([403, `${V3}INSUFFICIENTSCOPEEXCEPTION`]);
	});

	it('a portal that insists on HTTPS refuses plain HTTP', async () => {
		const strict = await startPortal({ requireHttps: true });
		const v1 = await post(`${strict.webhook()}profile`);
		const v3 = await post(v3Url(strict.webhook(), 'mail.mailbox.list'));
		await strict.close();
		expect([v1.status, v1.body]).toEqual([
			400,
			{ error: 'INVALID_REQUEST', error_description: 'Https required' },
		]);
		expect([v3.status, v3.body.error.code]).toEqual([400, 'INVALID_REQUEST']);
	});

	it.each(['b24', '/b24', '/portals/b24/'])('an installation under the path %s', async (pathPrefix) => {
		const installed = await startPortal({ pathPrefix });
		const path = `/${pathPrefix.replace(/^\/|\/$/g, '')}`;
		expect(new URL(installed.url).pathname).toBe(path);
		const webhookUrl = installed.webhook();
		expect(webhookUrl.startsWith(`${installed.url}/rest/1/`)).toBe(true);
		expect((await post(`${webhookUrl}profile`)).status).toBe(200);
		expect((await post(v3Url(webhookUrl, 'mail.mailbox.list'))).status).toBe(200);
		expect((await post(`${webhookUrl.replace(path, '')}profile`)).status).toBe(404);
		expect(installed.tokenUrl).toBe(`${installed.url}/oauth/token/`);
		expect(installed.requests[0]!.path).toMatch(/^\/rest\/1\//);
		await installed.close();
	});
});
