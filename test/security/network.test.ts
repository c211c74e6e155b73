import { createServer, type AddressInfo, type Server } from 'node:net';
import { generate } from 'selfsigned';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { generation, runCredentialTest, runHttpRequestNodeLike, type LogEntry } from '../engine';
import { startPortal, type Portal } from '../../sandbox/portal';
import { parametersOf } from '../samples';
import { AUTHENTICATIONS, credentialFor, numbered, runOn, type Authentication } from '../support/node';
import { ownShare } from '../support/ownShare';
import { report } from '../support/report';
import { useVirtualTime } from '../support/virtualTime';
import { everythingIn } from './everything';
import { OPERATIONS } from './operations';
import { leaksIn } from './spellings';

useVirtualTime();

const CODE = 'wh00kC0de_Pl4nted-77';
const SECRETS = {
	code: CODE,
	access: 'acc3ss+T0ken/Pl4nted=1',
	refresh: 'r3fresh+T0ken/Pl4nted=2',
	client: 'cl13nt+S3cret/Pl4nted=3',
};

const figures = { cases: 0, faults: 0, leaks: 0 };
afterAll(() => report('security', figures, `network-n8n-${generation}`));

/** A credential for any address; nobody there knows it. */
function credentialAt(origin: string, authentication: Authentication) {
	const data: ICredentialDataDecryptedObject =
		authentication === 'webhook'
			? { webhookUrl: `${origin}/rest/1/${CODE}/` }
			: {
					portalUrl: origin,
					accessTokenUrl: `${origin}/oauth/token/`,
					clientId: 'local.planted',
					clientSecret: SECRETS.client,
					oauthTokenData: { access_token: SECRETS.access, refresh_token: SECRETS.refresh },
				};
	return {
		type:
			authentication === 'webhook' ? ('bitrix24MailWebhookApi' as const) : ('bitrix24MailOAuth2Api' as const),
		data,
	};
}

/** A server below HTTP. */
async function startServer(answer: (text: string) => string): Promise<Server> {
	const server = createServer((socket) => {
		socket.on('error', () => {});
		socket.on('data', (data) => socket.end(answer(data.toString('latin1'))));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

describe('Where no portal answers', () => {
	let secure: Portal;
	let servers: Server[];
	let origins: Record<string, string>;
	beforeAll(async () => {
		const { private: key, cert } = generate([{ name: 'commonName', value: 'somewhere.example.com' }], {
			keySize: 2048,
			algorithm: 'sha256',
		});
		secure = await startPortal({ tls: { key, cert } });
		// Repeats what it is sent, as a proxy that looks into requests may do.
		const echo = (text: string) => `HTTP/1.1 400 ${text.split('\r\n')[0]}\r\nX-Echo: 1\r\n\r\n${text}`;
		servers = [await startServer(echo), await startServer((text) => text)];
		const [echoing, parroting] = servers.map((server) => (server.address() as AddressInfo).port);
		origins = {
			'a refused connection': 'http://127.0.0.1:1',
			'a host that nobody knows': 'https://portal.invalid',
			'a certificate that is not trusted': secure.url,
			'a server that speaks no TLS': `https://127.0.0.1:${echoing}`,
			'a portal that speaks nothing but TLS': secure.url.replace('https:', 'http:'),
			'a server that repeats the request': `http://127.0.0.1:${echoing}`,
			'a server that answers with the request itself': `http://127.0.0.1:${parroting}`,
		};
	});
	afterAll(async () => {
		await secure.close();
		for (const server of servers) server.close();
	});

	describe.each(AUTHENTICATIONS)('connected by %s', (authentication) => {
		it.each(ownShare(OPERATIONS, AUTHENTICATIONS.indexOf(authentication)))(
			'%s tells nobody a secret',
			async (_, parameters) => {
				const found: string[] = [];
				for (const [name, origin] of Object.entries(origins)) {
					figures.cases += 1;
					figures.faults += 1;
					const { error, items, log, run, ui } = await runOn({} as Portal, parameters, {
						authentication,
						credential: credentialAt(origin, authentication),
						items: numbered(2),
					});
					expect(items).toEqual([]);
					expect(error?.name).toBe('NodeApiError');
					const leaks = leaksIn(everythingIn(error, log, run, ui), SECRETS);
					figures.leaks += leaks.length;
					found.push(...leaks.map((leak) => `${name}: ${leak}`));
				}
				expect(found).toEqual([]);
			},
		);

		it('nor does the test of the credential', async () => {
			const found: string[] = [];
			for (const [name, origin] of Object.entries(origins)) {
				figures.cases += 1;
				const log: LogEntry[] = [];
				const { type, data } = credentialAt(origin, authentication);
				const result = await runCredentialTest(type, data, undefined, log);
				expect(result.status).toBe('Error');
				const leaks = leaksIn(everythingIn(result, log), SECRETS);
				figures.leaks += leaks.length;
				found.push(...leaks.map((leak) => `${name}: ${leak}`));
			}
			expect(found).toEqual([]);
		});
	});
});

describe('A redirect', () => {
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

	describe.each(AUTHENTICATIONS)('connected by %s', (authentication) => {
		it.each([301, 302, 303, 307, 308])('%i is not followed by the node', async (status) => {
			for (const redirect of [`${elsewhere.url}/rest/profile`, `${portal.url}/rest/profile`]) {
				for (const [, parameters] of ownShare(OPERATIONS, status + AUTHENTICATIONS.indexOf(authentication))) {
					figures.cases += 1;
					portal.faults.add({ redirect, status });
					const { error } = await runOn(portal, parameters, { authentication, items: numbered(1) });
					expect(error?.message).toContain('the address of this Bitrix24 has changed');
					// n8n 1 keeps no more of an answer than its status, where it looks after tokens.
					const isTold = authentication === 'webhook' || generation === 2;
					if (isTold) expect(error?.description).toContain(`leads to ${new URL(redirect).host}.`);
					portal.faults.clear();
				}
			}
			expect(elsewhere.requests).toEqual([]);
			expect(portal.requests.filter(({ restMethod }) => restMethod === 'profile')).toEqual([]);
		});
	});

	it('tells the host only: the rest of the address may be a secret', async () => {
		portal.faults.add({ redirect: 'https://new.example.com:8443/sso?ticket=abc123#fragment' });
		const { error } = await runOn(portal, parametersOf('mailService', 'get', 'perItem'), {
			items: numbered(1),
		});
		expect(error?.description).toContain('The redirect leads to new.example.com:8443.');
		expect(everythingIn(error)).not.toContain('abc123');
	});

	it.each(AUTHENTICATIONS)(
		'takes no secret along from n8n’s HTTP Request node: %s',
		async (authentication) => {
			const credential = credentialFor(portal, authentication);
			const redirect = `http://localhost:${new URL(elsewhere.url).port}/rest/profile`;
			for (const status of [301, 302, 307]) {
				figures.cases += 1;
				portal.faults.add({ redirect, status });
				const url = `${portal.url}/rest/profile`;
				await runHttpRequestNodeLike({ credential, method: 'POST', url });
			}
			expect(portal.requests).toHaveLength(3);
			expect(elsewhere.requests).toEqual([]);
		},
	);
});
