import { connect } from '../../credentials/shared/connection';
import { parsePortalUrl } from '../../credentials/shared/portalAddress';

const TOKENS = { access_token: 'acc3ssT0kenValue', refresh_token: 'r3freshT0kenValue' };
const OAUTH2 = {
	portalUrl: 'company.bitrix24.com',
	accessTokenUrl: 'https://oauth.bitrix24.tech/oauth/token/',
	clientSecret: 'cl13ntS3cret/+',
	oauthTokenData: TOKENS,
};

describe('The portal’s address', () => {
	it.each([
		['company.bitrix24.com', 'https://company.bitrix24.com'],
		[' https://company.bitrix24.com/ ', 'https://company.bitrix24.com'],
		['https://intranet.example.com:8443/b24//', 'https://intranet.example.com:8443/b24'],
		['http://localhost:3000', 'http://localhost:3000'],
		['company.bitrix24.com/?x=1', 'https://company.bitrix24.com'],
		['https://company.bitrix24.com/crm/#top', 'https://company.bitrix24.com/crm'],
	])('%s', (typed, portal) => expect(parsePortalUrl(typed)).toBe(portal));

	it.each([
		'',
		'http://company.bitrix24.com',
		'https://a:b@company.bitrix24.com',
		'https://x.com/../y',
		'https://',
		'https:/company.bitrix24.com',
		'https:company.bitrix24.com',
		'http:/company.bitrix24.com',
		'https//company.bitrix24.com',
		'https://https://company.bitrix24.com',
	])('%s is refused', (typed) => expect(() => parsePortalUrl(typed)).toThrow(/“Portal URL”/));
});

describe('Connecting', () => {
	it('an account that was never connected is refused with what to do', () => {
		const { oauthTokenData, ...unconnected } = OAUTH2;
		expect(oauthTokenData).toBeDefined();
		expect(() => connect('bitrix24MailOAuth2Api', unconnected)).toThrow(/Open it and select Connect/);
	});

	it('a token server without HTTPS is refused', () => {
		const accessTokenUrl = 'http://oauth.example.com/token/';
		expect(() => connect('bitrix24MailOAuth2Api', { ...OAUTH2, accessTokenUrl })).toThrow(
			/“Access Token URL”/,
		);
	});

	it('the webhook’s code is blotted out of texts, however it is written', () => {
		const code = 'q1w2e3r4t5y6u7i8';
		const webhookUrl = `https://company.bitrix24.com/rest/1/${code}/`;
		const { portal, redact } = connect('bitrix24MailWebhookApi', { webhookUrl });
		expect(portal).toBe('https://company.bitrix24.com');
		const base64 = Buffer.from(code).toString('base64');
		const redacted = redact(`${webhookUrl}profile ${code} ${base64} and text`);
		expect(redacted).not.toContain(code);
		expect(redacted).not.toContain(base64.replace(/=+$/, ''));
		expect(redacted).toContain('and text');
	});

	it('another webhook’s URL and tokens in a query are blotted out, too', () => {
		const { redact } = connect('bitrix24MailOAuth2Api', OAUTH2);
		const text =
			'see https://x.bitrix24.com/rest/5/zzzzyyyyxxxx/m?auth=abcdef123&b=1, https://x.com/rest/api/5/zzzzyyyyxxxx/ Bearer qqq.www';
		expect(redact(text)).toBe(
			'see https://x.bitrix24.com/rest/5/***hidden***/m?auth=***hidden***&b=1, https://x.com/rest/api/5/***hidden***/ Bearer ***hidden***',
		);
	});

	it('OAuth2’s secrets are blotted out', () => {
		const { redact } = connect('bitrix24MailOAuth2Api', OAUTH2);
		const secrets = [OAUTH2.clientSecret, TOKENS.access_token, TOKENS.refresh_token];
		const text = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]).join(' | ');
		for (const secret of secrets) {
			expect(redact(text)).not.toContain(secret);
			expect(redact(text)).not.toContain(encodeURIComponent(secret));
		}
	});
});
