import { Bitrix24MailOAuth2Api } from '../../credentials/Bitrix24MailOAuth2Api.credentials';

const { properties } = new Bitrix24MailOAuth2Api();

/** What a hidden field's expression yields for a portal's address: n8n evaluates it in the same language. */
function valueOf(name: string, portalUrl: string, more: { webhookUrl?: string } = {}): string {
	const expression = String(properties.find((property) => property.name === name)?.default);
	const [, code] = /^=\{\{(.*)\}\}$/s.exec(expression) ?? [];
	return new Function('$self', `return ${code}`)({ portalUrl, ...more }) as string;
}

describe('The addresses that n8n derives from the portal’s', () => {
	it.each([
		['company.bitrix24.com', 'https://company.bitrix24.com/oauth/authorize/', 'company.bitrix24.com'],
		[
			' https://company.bitrix24.com// ',
			'https://company.bitrix24.com/oauth/authorize/',
			'company.bitrix24.com',
		],
		['https://a.example.com:8443/b24/', 'https://a.example.com:8443/b24/oauth/authorize/', 'a.example.com'],
		['http://127.0.0.1:5690', 'http://127.0.0.1:5690/oauth/authorize/', '127.0.0.1'],
		['http://localhost/b24', 'http://localhost/b24/oauth/authorize/', 'localhost'],
		['http://[::1]:80', 'http://[::1]:80/oauth/authorize/', '[::1]'],
	])('%s', (portalUrl, authUrl, domain) => {
		expect(valueOf('authUrl', portalUrl)).toBe(authUrl);
		expect(valueOf('allowedDomains', portalUrl)).toBe(domain);
	});

	it.each([
		'http://company.bitrix24.com',
		'HTTP://company.bitrix24.com',
		'http://localhost.example.com',
		'http://127.0.0.1.example.com',
	])('%s yields no address, so that n8n refuses to connect', (portalUrl) => {
		expect(
			URL.canParse(valueOf('authUrl', portalUrl)) && valueOf('authUrl', portalUrl).startsWith('http'),
		).toBe(false);
		expect(valueOf('allowedDomains', portalUrl)).not.toContain('example');
	});

	it('the domain is right in a webhook credential, too, to which n8n’s dialog carries the field over', () => {
		const webhookUrl = 'https://company.bitrix24.com/rest/1/abcdefgh12345678/';
		expect(valueOf('allowedDomains', '', { webhookUrl })).toBe('company.bitrix24.com');
	});

	it('the choice of n8n’s domains is made: the token goes to the portal only', () => {
		const field = properties.find(({ name }) => name === 'allowedHttpRequestDomains');
		expect(field).toMatchObject({ type: 'hidden', default: 'domains' });
	});
});
