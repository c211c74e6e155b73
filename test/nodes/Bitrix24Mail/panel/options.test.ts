import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { generate } from 'selfsigned';
import { startPortal, type Portal } from '../../../../sandbox/portal';
import { AUTHENTICATIONS, numbered, runOn } from '../../../support/node';

const LIST = { resource: 'mailService', operation: 'getAll' };

describe('n8n’s own options of a declarative node', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	it('Timeout', async () => {
		portal.faults.add({ at: 'before', delayMs: 5_000 });
		const { error } = await runOn(portal, { ...LIST, requestOptions: { timeout: 200 } });
		expect(error?.message).toContain('Bitrix24 did not answer in time');
		expect(error?.description).toContain('Request Options → Timeout');
	});

	it('Batching', async () => {
		const requestOptions = { batching: { batch: { batchSize: 2, batchInterval: 60 } } };
		const { items } = await runOn(
			portal,
			{ resource: 'mailbox', operation: 'getSenders', limit: 1, requestOptions },
			{
				items: numbered(5),
			},
		);
		expect(items).toHaveLength(5);
		// Each portion asks for itself; within one, the same question is asked once.
		expect(portal.requests).toHaveLength(3);
	});

	it('Ignore SSL Issues', async () => {
		const { private: key, cert } = generate([{ name: 'commonName', value: '127.0.0.1' }]);
		const secure = await startPortal({ tls: { key, cert } });
		try {
			const strict = await runOn(secure, LIST);
			expect(strict.error?.message).toContain('no secure connection to Bitrix24 could be made');
			expect(strict.error?.description).toContain('Request Options → Ignore SSL Issues');
			expect(secure.requests).toEqual([]);
			const lenient = await runOn(secure, { ...LIST, requestOptions: { allowUnauthorizedCerts: true } });
			expect(lenient.error).toBeUndefined();
			expect(lenient.items.length).toBeGreaterThan(0);
		} finally {
			await secure.close();
		}
	});

	describe('Proxy', () => {
		let secure: Portal;
		let proxy: ForwardProxy;
		let trustPortal: () => void;
		beforeEach(async () => {
			// Behind a proxy, Node.js takes an address for “localhost” when it looks at the name in a certificate.
			const altNames = [
				{ type: 7, ip: '127.0.0.1' },
				{ type: 2, value: 'localhost' },
			];
			const { private: key, cert } = generate([{ name: 'commonName', value: '127.0.0.1' }], {
				keySize: 2048,
				algorithm: 'sha256',
				extensions: [{ name: 'subjectAltName', altNames }],
			});
			secure = await startPortal({ tls: { key, cert } });
			proxy = await startForwardProxy();
			// What NODE_EXTRA_CA_CERTS does at the start of a process.
			trustPortal = () => {
				const original = tls.createSecureContext;
				jest.spyOn(tls, 'createSecureContext').mockImplementation((options) => {
					const made = original(options);
					(made.context as { addCACert: (certificate: string) => void }).addCACert(cert);
					return made;
				});
			};
		});
		afterEach(async () => {
			jest.restoreAllMocks();
			await secure.close();
			await proxy.close();
		});

		it.each(AUTHENTICATIONS)('%s: requests go through it', async (authentication) => {
			trustPortal();
			const { items, error } = await runOn(
				secure,
				{ ...LIST, requestOptions: { proxy: proxy.url } },
				{ authentication },
			);
			expect(error).toBeUndefined();
			expect(items.length).toBeGreaterThan(0);
			expect(proxy.seen).toEqual([new URL(secure.url).host]);
		});

		it.each(AUTHENTICATIONS)(
			'%s: nothing goes through it without a check of the certificate, as it could read the secret',
			async (authentication) => {
				const { error } = await runOn(
					secure,
					{ ...LIST, requestOptions: { proxy: proxy.url, allowUnauthorizedCerts: true } },
					{ authentication },
				);
				expect(error?.message).toContain('the proxy could read the credential’s secret');
				expect(error?.description).toContain('NODE_EXTRA_CA_CERTS');
				expect(proxy.seen).toEqual([]);
				expect(secure.requests).toEqual([]);
			},
		);

		it.each(AUTHENTICATIONS)('%s: nothing goes through it over plain HTTP', async (authentication) => {
			const { error } = await runOn(
				portal,
				{ ...LIST, requestOptions: { proxy: proxy.url } },
				{ authentication },
			);
			expect(error?.message).toContain('the proxy could read the credential’s secret');
			expect(proxy.seen).toEqual([]);
			expect(portal.requests).toEqual([]);
		});
	});
});

interface ForwardProxy {
	url: string;
	/** What it was asked to connect to or to fetch. */
	seen: string[];
	close: () => Promise<void>;
}

/** A proxy that notes what passes through it, in both ways in which clients use one. */
async function startForwardProxy(): Promise<ForwardProxy> {
	const seen: string[] = [];
	const tunnels: Duplex[] = [];
	const server = createServer((request, response) => {
		seen.push(request.url ?? '');
		response.writeHead(502).end();
	});
	server.on('connect', (request, client) => {
		seen.push(request.url ?? '');
		const [host, port] = (request.url ?? '').split(':');
		const upstream = connect(Number(port), host, () => {
			client.write('HTTP/1.1 200 OK\r\n\r\n');
			upstream.pipe(client).pipe(upstream);
		});
		for (const end of [client, upstream]) tunnels.push(end.on('error', () => {}));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const close = async () =>
		await new Promise<void>((resolve) => {
			server.close(() => resolve());
			for (const tunnel of tunnels) tunnel.destroy();
		});
	return { url: `http://127.0.0.1:${port}`, seen, close };
}
