import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { startPortal, type Portal } from '../../portal';
import { numbered, runOn } from '../../support/node';

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

	it('Proxy', async () => {
		const seen: string[] = [];
		const proxy = await forwardProxy(seen);
		const { port } = proxy.address() as AddressInfo;
		const { items, error } = await runOn(portal, {
			...LIST,
			requestOptions: { proxy: `http://127.0.0.1:${port}` },
		});
		proxy.close();
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		expect(seen).toHaveLength(1);
	});
});

/** A proxy that notes what passes through it, in both ways in which clients use one. */
async function forwardProxy(seen: string[]): Promise<Server> {
	const server = createServer((request, response) => {
		seen.push(request.url ?? '');
		void (async () => {
			const chunks: Buffer[] = [];
			for await (const chunk of request) chunks.push(chunk as Buffer);
			const answer = await fetch(request.url!, {
				method: request.method,
				headers: { 'content-type': request.headers['content-type'] ?? 'application/json' },
				body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
			});
			response.writeHead(answer.status, { 'content-type': 'application/json' });
			response.end(await answer.text());
		})();
	});
	server.on('connect', (request, client) => {
		seen.push(request.url ?? '');
		const [host, port] = (request.url ?? '').split(':');
		const upstream = connect(Number(port), host, () => {
			client.write('HTTP/1.1 200 OK\r\n\r\n');
			upstream.pipe(client).pipe(upstream);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}
