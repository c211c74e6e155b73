import fc from 'fast-check';
import { Bitrix24MailOAuth2Api } from '../../credentials/Bitrix24MailOAuth2Api.credentials';
import { parsePortalUrl } from '../../credentials/shared/portalAddress';
import { portalAddressOf } from '../../credentials/shared/portalExpression';
import { helperFor } from '../engine';
import { propertyRuns } from '../support/property';

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
		['company.bitrix24.com/?x=1', 'https://company.bitrix24.com/oauth/authorize/', 'company.bitrix24.com'],
		[
			'https://company.bitrix24.com?a/b',
			'https://company.bitrix24.com/oauth/authorize/',
			'company.bitrix24.com',
		],
		[
			'https://company.bitrix24.com/crm/#top',
			'https://company.bitrix24.com/crm/oauth/authorize/',
			'company.bitrix24.com',
		],
	])('%s', (portalUrl, authUrl, domain) => {
		expect(valueOf('authUrl', portalUrl)).toBe(authUrl);
		expect(valueOf('allowedDomains', portalUrl)).toBe(domain);
	});

	it.each([
		'http://company.bitrix24.com',
		'HTTP://company.bitrix24.com',
		'http://localhost.example.com',
		'http://127.0.0.1.example.com',
		'https:/company.example.com',
		'https:company.example.com',
		'http:/company.example.com',
		'https//company.example.com',
		'https://https://company.example.com',
		'https://user@company.example.com',
		'https://company.example.com/a/../b',
		'company.exam ple.com',
	])('%s yields no address, so that n8n refuses to connect', (portalUrl) => {
		expect(
			URL.canParse(valueOf('authUrl', portalUrl)) && valueOf('authUrl', portalUrl).startsWith('http'),
		).toBe(false);
		expect(valueOf('allowedDomains', portalUrl)).not.toContain('example');
	});

	it.each([
		[
			'company.bitrix24.com/b24/?x=1',
			'https://company.bitrix24.com/b24/oauth/authorize/',
			'company.bitrix24.com',
		],
		['https:/company.bitrix24.com', 'invalid: not a Bitrix24 address/oauth/authorize/', ''],
	])('n8n evaluates them for %s', async (portalUrl, authUrl, domain) => {
		const credential = { type: 'bitrix24MailOAuth2Api' as const, data: { portalUrl } };
		const helper = await helperFor({ credential });
		const additionalData = { variables: {} } as never;
		const data = await helper.withDefaults(additionalData, credential.data, credential.type, 'internal');
		expect(data.authUrl).toBe(authUrl);
		if (domain !== '') expect(data.allowedDomains).toBe(domain);
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

describe('The portal’s address in n8n’s expressions and in runs', () => {
	const SCHEMES = [
		'https://',
		'http://',
		'',
		'https:/',
		'https:',
		'https//',
		'http:/',
		'HTTPS://',
		'ftp://',
		'//',
	];
	const HOSTS = [
		'company.bitrix24.com',
		'localhost',
		'127.0.0.1',
		'127.0.0.1.example.com',
		'[::1]',
		'https',
		'a b',
		'',
	];
	const PARTS = [
		'/',
		'//',
		'?',
		'#',
		'@',
		':',
		':8443',
		'.',
		'..',
		'/..',
		'/.',
		'%2e',
		'\\',
		' ',
		'\t',
		'b24',
		'x=1',
		',',
	];
	const typedAddress = fc
		.tuple(
			fc.constantFrom('', ' ', '\n'),
			fc.constantFrom(...SCHEMES),
			fc.oneof(fc.constantFrom(...HOSTS), fc.webAuthority()),
			fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...PARTS) }, fc.string({ maxLength: 3 })), {
				maxLength: 5,
			}),
			fc.constantFrom('', '/', ' '),
		)
		.map(([before, scheme, host, parts, after]) => before + scheme + host + parts.join('') + after);

	/** The same address may be written in several ways. */
	const normal = (address: string) =>
		URL.canParse(address) && /^https?:/i.test(address) ? new URL(address).href : 'no address';

	const parsed = (typed: string) => {
		try {
			return parsePortalUrl(typed);
		} catch {
			return 'refused';
		}
	};

	const { parameters, timeoutMs } = propertyRuns(5_000);
	it(
		'are the same, or refused by both',
		() => {
			fc.assert(
				fc.property(typedAddress, (typed) => {
					const inExpression = normal(portalAddressOf(typed));
					// Odd ways to write the machine itself, 127.1 for one, need not be known there.
					if (inExpression === 'no address' && /^\s*http:/i.test(typed)) return;
					expect(inExpression).toBe(normal(parsed(typed)));
				}),
				parameters as never,
			);
		},
		timeoutMs,
	);
});
