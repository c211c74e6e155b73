import { startPortal, type ApplicationKeys, type Portal, type TokenAnswer } from '..';
import { post, postForm, send, standingClock } from '../testing/client';

describe('OAuth2', () => {
	let clock: ReturnType<typeof standingClock>;
	let portal: Portal;
	let keys: ApplicationKeys;
	beforeEach(async () => {
		clock = standingClock();
		portal = await startPortal({ now: clock.now });
		keys = portal.application({ redirectUri: 'https://n8n.example.com/callback?x=1' });
	});
	afterEach(async () => await portal.close());

	const authorize = async (query: Record<string, string>) =>
		await send(`${portal.authorizeUrl}?${new URLSearchParams(query)}`);
	const code = async (application = keys) => {
		const { headers } = await authorize({ client_id: application.clientId, state: 's' });
		return new URL(headers.get('location')!).searchParams.get('code')!;
	};
	const form = (params: Record<string, string>, { clientId, clientSecret } = keys) =>
		new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...params }).toString();
	const redeem = async (value: string, application = keys) =>
		await postForm(portal.tokenUrl, form({ grant_type: 'authorization_code', code: value }, application));
	const refresh = async (token: string) =>
		await postForm(portal.tokenUrl, form({ grant_type: 'refresh_token', refresh_token: token }));
	const profile = async ({ access_token: token }: TokenAnswer) =>
		(await post(`${portal.url}/rest/profile`, {}, { Authorization: `Bearer ${token}` })).body;

	it('authorize redirects to the application’s own address, whatever is asked for', async () => {
		const { status, headers } = await authorize({
			client_id: keys.clientId,
			state: 'some state',
			redirect_uri: 'https://evil.example.com/',
		});
		expect(status).toBe(302);
		const back = new URL(headers.get('location')!);
		expect(back.origin + back.pathname).toBe('https://n8n.example.com/callback');
		const { host } = new URL(portal.url);
		expect(Object.fromEntries(back.searchParams)).toEqual({
			x: '1',
			code: expect.stringMatching(/^\w{20,}$/) as string,
			state: 'some state',
			domain: host,
			member_id: expect.stringMatching(/^\w{32}$/) as string,
			scope: 'mailservice,mail',
			server_domain: host,
		});
	});

	it('authorize redirects to the address asked for when the application has none', async () => {
		const { clientId } = portal.application();
		const { headers } = await authorize({ client_id: clientId, redirect_uri: 'http://localhost:5678/back' });
		expect(headers.get('location')).toMatch(/^http:\/\/localhost:5678\/back\?code=/);
		expect((await authorize({ client_id: clientId })).status).toBe(400);
	});

	it('authorize shows a page to an unknown application', async () => {
		const { status, headers } = await authorize({
			client_id: 'unknown',
			redirect_uri: 'https://example.com/',
		});
		expect([status, headers.get('content-type'), headers.get('location')]).toEqual([400, 'text/html', null]);
	});

	it('a code becomes tokens that work', async () => {
		const { status, body } = await redeem(await code());
		expect(status).toBe(200);
		expect(body).toEqual({
			access_token: expect.any(String) as string,
			refresh_token: expect.any(String) as string,
			expires: clock.now() / 1000 + 3600,
			expires_in: 3600,
			scope: 'mailservice,mail',
			domain: new URL(portal.url).host,
			member_id: expect.any(String) as string,
			status: 'L',
			user_id: 1,
			client_endpoint: `${portal.url}/rest/`,
			server_endpoint: `${portal.url}/rest/`,
		});
		expect((await profile(body as TokenAnswer)).result.ID).toBe('1');
	});

	it('a code is valid once, for 30 seconds, and for its own application', async () => {
		const first = await code();
		expect((await redeem(first)).status).toBe(200);
		expect((await redeem(first)).body.error).toBe('invalid_grant');
		const second = await code();
		clock.pass(29);
		expect((await redeem(second)).status).toBe(200);
		const late = await code();
		clock.pass(30);
		expect((await redeem(late)).body.error).toBe('invalid_grant');
		expect((await redeem(await code(), portal.application())).body.error).toBe('invalid_grant');
	});

	it('a refresh gives new tokens, and the old refresh token is dead', async () => {
		const first = portal.tokens({ application: keys, userId: 4, scopes: ['mail'] });
		const { status, body } = await refresh(first.refresh_token);
		expect(status).toBe(200);
		expect(body).toMatchObject({ user_id: 4, scope: 'mail' });
		expect(body.access_token).not.toBe(first.access_token);
		expect(body.refresh_token).not.toBe(first.refresh_token);
		const again = await refresh(first.refresh_token);
		expect([again.status, again.body.error]).toEqual([400, 'invalid_grant']);
		expect((await profile(body as TokenAnswer)).result.ID).toBe('4');
		expect((await refresh(body.refresh_token as string)).status).toBe(200);
	});

	it('a refresh token lives for 180 days', async () => {
		const { refresh_token: token } = portal.tokens({ application: keys.clientId });
		clock.pass(180 * 24 * 3600);
		expect((await refresh(token)).body.error).toBe('invalid_grant');
	});

	it('GET with a query is understood, too', async () => {
		const query = form({ grant_type: 'authorization_code', code: await code() });
		expect((await send(`${portal.tokenUrl}?${query}`)).body.expires_in).toBe(3600);
	});

	it.each<[string, Record<string, string>, string]>([
		['an unknown application', { client_id: 'unknown' }, 'invalid_client'],
		['a wrong secret', { client_secret: 'wrong' }, 'invalid_client'],
		['no grant type', {}, 'invalid_request'],
		['another grant type', { grant_type: 'password' }, 'invalid_request'],
		['no code', { grant_type: 'authorization_code' }, 'invalid_request'],
		['a wrong code', { grant_type: 'authorization_code', code: 'wrong' }, 'invalid_grant'],
		['a wrong refresh token', { grant_type: 'refresh_token', refresh_token: 'wrong' }, 'invalid_grant'],
		['a scope too many', { grant_type: 'authorization_code', code: 'x', scope: 'mail crm' }, 'invalid_scope'],
	])('%s', async (_, params, error) => {
		const { status, body } = await postForm(portal.tokenUrl, form(params));
		expect(status).toBe(400);
		expect(body).toEqual({ error, error_description: expect.any(String) as string });
	});

	it('the secret must be in the body: a Basic header and JSON are refused', async () => {
		const body = form({ grant_type: 'authorization_code', code: await code() });
		const basic = Buffer.from(`${keys.clientId}:${keys.clientSecret}`).toString('base64');
		const withHeader = await postForm(portal.tokenUrl, body, { Authorization: `Basic ${basic}` });
		expect(withHeader.body.error).toBe('invalid_client');
		const asJson = await post(portal.tokenUrl, Object.fromEntries(new URLSearchParams(body)));
		expect(asJson.body.error).toBe('invalid_request');
	});

	it('expireTokens expires every access token so far; refresh tokens live on', async () => {
		const tokens = portal.tokens({ application: keys });
		portal.expireTokens();
		expect((await profile(tokens)).error).toBe('expired_token');
		const { body } = await refresh(tokens.refresh_token);
		expect((await profile(body as TokenAnswer)).result.ID).toBe('1');
	});

	it('revokeTokens kills refresh tokens, too', async () => {
		const tokens = portal.tokens({ application: keys });
		portal.revokeTokens();
		expect((await profile(tokens)).error).toBe('expired_token');
		expect((await refresh(tokens.refresh_token)).body.error).toBe('invalid_grant');
	});

	it('the lifetime of access tokens can be set', async () => {
		const brief = await startPortal({ now: clock.now, accessTokenLifetimeSeconds: 5 });
		const tokens = brief.tokens();
		const seen = async () =>
			(await post(`${brief.url}/rest/profile`, {}, { Authorization: `Bearer ${tokens.access_token}` }))
				.status;
		expect(tokens.expires_in).toBe(5);
		expect(await seen()).toBe(200);
		clock.pass(5);
		expect(await seen()).toBe(401);
		await brief.close();
	});
});
