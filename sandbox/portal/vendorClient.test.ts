import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { startPortal, type Portal } from '.';
import { startNode } from './testing/process';

/** Results by method, and those of the batches. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Seen = Record<string, any>;

const METHODS = [
	'mailservice.add',
	'mailservice.update',
	'mailservice.get',
	'mailservice.list',
	'mailservice.fields',
	'mailservice.delete',
	'mail.mailbox.list',
	'mail.mailbox.get',
	'mail.mailbox.senders',
	'mail.mailbox.field.list',
	'mail.mailbox.field.get',
];

describe('The vendor’s own client gets along with the portal', () => {
	let folder: string;
	let certFile: string;
	let portal: Portal;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'portal-'));
		certFile = join(folder, 'portal.pem');
		const { private: key, cert } = generate([{ name: 'commonName', value: '127.0.0.1' }], {
			keySize: 2048,
			algorithm: 'sha256',
			extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
		});
		await writeFile(certFile, cert);
		portal = await startPortal({ tls: { key, cert }, requireHttps: true });
	});
	beforeEach(() => portal.reset());
	afterAll(async () => {
		await portal.close();
		await rm(folder, { recursive: true });
	});

	const run = async (args: string[], env: Record<string, string> = {}): Promise<Seen> => {
		const script = join(__dirname, 'testing', 'vendorClient.mjs');
		const client = startNode([script, ...args], { NODE_EXTRA_CA_CERTS: certFile, ...env });
		const line = await client.line();
		await client.ended;
		return JSON.parse(line) as Seen;
	};

	const expectAllWell = (seen: Seen) => {
		expect(seen.profile).toMatchObject({ ID: '1', ADMIN: true });
		expect(seen['mailservice.add']).toEqual(expect.any(Number));
		expect(seen['mailservice.update']).toBe(true);
		expect(seen['mailservice.get']).toMatchObject({
			ID: String(seen['mailservice.add']),
			NAME: 'Renamed & more',
			SERVER: 'imap.example.com',
			PORT: '993',
			ICON: expect.stringMatching(/^https:.*logo\.png$/) as string,
		});
		expect(seen['mailservice.list']).toEqual(expect.arrayContaining([seen['mailservice.get']]));
		expect(seen['mailservice.fields']).toMatchObject({ NAME: 'Name' });
		expect(seen['mailservice.delete']).toBe(true);
		expect(seen['mail.mailbox.list'].items).toHaveLength(2);
		expect(seen['mail.mailbox.get'].item).toEqual({ id: 2, email: 'support@example.com' });
		expect(seen['mail.mailbox.senders'].items).toHaveLength(1);
		expect(seen['mail.mailbox.field.list'].items[0]).toEqual({ name: 'id' });
		expect(seen['mail.mailbox.field.get'].item).toEqual({ type: 'string' });

		expect(seen.refusedV1).toMatchObject({ refused: 'ERROR_CORE', status: 400 });
		expect(JSON.stringify(seen.refusedV3)).toContain('999');

		expect(seen.batchV1.get).toMatchObject({ ID: String(seen.batchV1.add), NAME: 'A&B = 100% + "more" 📬' });
		expect(seen.batchV1.list.length).toBeGreaterThanOrEqual(3);
		expect(seen.batchV3.map((result: Seen) => Object.keys(result))).toEqual([['item'], ['item'], ['items']]);
		expect(seen.batchV3[1].item).toEqual({ id: 3 });
	};

	it('by webhook: all eleven methods and both kinds of batch', async () => {
		const seen = await run([portal.webhook()]);
		expectAllWell(seen);
		expect(JSON.stringify(seen.batchV1AsList)).toContain('Mail service not found');

		const single = portal.requests.map(({ restMethod }) => restMethod);
		expect(single).toEqual(expect.arrayContaining(METHODS));
		const batches = portal.requests.filter(({ restMethod }) => restMethod === 'batch');
		expect(batches.map(({ version }) => version)).toEqual(['v1', 'v1', 'v3']);
		expect(portal.calls.filter(({ requestId }) => requestId === batches[0]!.id)).toHaveLength(3);
	});

	it('by OAuth2, with a refresh on the way', async () => {
		const application = portal.application();
		const tokens = portal.tokens({ application });
		portal.expireTokens();
		const seen = await run([], { VENDOR_OAUTH: JSON.stringify({ application, tokens }) });
		expectAllWell(seen);
		expect(portal.requests[0]).toMatchObject({ status: 401, refused: 'expired_token' });
		expect(portal.requests[1]).toMatchObject({ restMethod: 'oauth/token', status: 200 });
		expect(portal.requests.filter(({ version }) => version === 'oauth')).toHaveLength(1);
		expect(portal.requests[2]!.signedBy).toBe('body');
	});
});
