import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { METHODS, startPortal, type Portal, type PortalOptions } from '.';
import { standingClock } from './testing/client';
import { startNode } from './testing/process';
import { resultsOf, STEPS, withoutAddress } from './testing/samples';

/** What became of each step. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Outcome = any;

const icon = ['logo.png', Buffer.from('89504e470d0a1a0a00fbefff00', 'hex').toString('base64')];

/** What the vendor's client does beyond the samples of all operations; the shape of a step is told in `vendorClient.mjs`. */
const BEYOND = {
	refusedV1: { version: 'v1', method: 'mailservice.get', params: { ID: 999 } },
	refusedV3: { version: 'v3', method: 'mail.mailbox.get', params: { id: 999 } },
	batchV1: {
		version: 'v1',
		calls: {
			add: { method: 'mailservice.add', params: { NAME: 'A&B = 100% + "more" 📬', ICON: icon } },
			get: { method: 'mailservice.get', params: { ID: '$result[add]' } },
			list: ['mailservice.list', {}],
		},
		options: { isHaltOnError: true },
	},
	batchV1AsList: {
		version: 'v1',
		calls: [
			['mailservice.get', { ID: 999 }],
			['mailservice.get', { ID: 1 }],
		],
		options: { isHaltOnError: false },
	},
	batchV3: {
		version: 'v3',
		calls: [
			['mail.mailbox.get', { id: 3 }],
			['mail.mailbox.get', { id: { $ref: '0.id' }, select: ['id'] }],
			['mail.mailbox.list', { name: 'support' }],
		],
	},
} as const;

const REGISTERED = [...METHODS].flatMap(([method, { versions }]) =>
	versions.map((version) => [method, version] as const),
);

describe('The vendor’s own client gets along with the portal', () => {
	let folder: string;
	let certFile: string;
	let tls: PortalOptions['tls'];
	let expected: unknown[];
	let portal: Portal;
	// what is sent has the time of the call: it must be the same everywhere
	const { now } = standingClock(Date.now());
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'portal-'));
		certFile = join(folder, 'portal.pem');
		const { private: key, cert } = generate([{ name: 'commonName', value: '127.0.0.1' }], {
			keySize: 2048,
			algorithm: 'sha256',
			extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
		});
		await writeFile(certFile, cert);
		tls = { key, cert };
		const plain = await startPortal({ now });
		expected = await resultsOf(plain);
		await plain.close();
	});
	beforeEach(async () => (portal = await startPortal({ tls, requireHttps: true, now })));
	afterEach(async () => await portal.close());
	afterAll(async () => await rm(folder, { recursive: true }));

	it.each(REGISTERED)('there is a sample for %s in %s', (method, version) => {
		const isThere = STEPS.some((step) => step.method === method && step.version === version);
		if (!isThere) throw new Error(`no sample for ${method} in ${version}`);
	});

	const run = async (args: string[], env: Record<string, string> = {}) => {
		const script = join(__dirname, 'testing', 'vendorClient.mjs');
		const steps = [...STEPS, ...Object.values(BEYOND)];
		const client = startNode([script, ...args], {
			NODE_EXTRA_CA_CERTS: certFile,
			VENDOR_STEPS: JSON.stringify(steps),
			...env,
		});
		const line = await client.line();
		await client.ended;
		const outcomes = JSON.parse(line) as Outcome[];
		const beyond = Object.keys(BEYOND).map((name, index) => [name, outcomes[STEPS.length + index]]);
		return {
			called: outcomes.slice(0, STEPS.length),
			...(Object.fromEntries(beyond) as Record<keyof typeof BEYOND, Outcome>),
		};
	};

	const expectAllWell = (seen: Awaited<ReturnType<typeof run>>) => {
		const called = STEPS.map(({ method }, index) => {
			const { result, ...rest } = seen.called[index];
			return [method, withoutAddress(result ?? rest)];
		});
		expect(called).toEqual(STEPS.map(({ method }, index) => [method, expected[index]]));

		expect(seen.refusedV1).toMatchObject({ refused: 'ERROR_CORE', status: 400 });
		expect(JSON.stringify(seen.refusedV3)).toContain('999');

		expect(seen.batchV1.get).toMatchObject({ ID: String(seen.batchV1.add), NAME: 'A&B = 100% + "more" 📬' });
		expect(seen.batchV1.list.length).toBeGreaterThanOrEqual(3);
		expect(seen.batchV3.map((result: object) => Object.keys(result))).toEqual([
			['item'],
			['item'],
			['items'],
		]);
		expect(seen.batchV3[1].item).toEqual({ id: 3 });
	};

	it('by webhook: every method and both kinds of batch', async () => {
		const seen = await run([portal.webhook()]);
		expectAllWell(seen);
		expect(JSON.stringify(seen.batchV1AsList)).toContain('Mail service not found');

		const single = portal.requests.map(({ restMethod }) => restMethod);
		expect(single).toEqual(expect.arrayContaining([...METHODS.keys()]));
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
