import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { INodeExecutionData } from 'n8n-workflow';
import {
	manyMailboxes,
	manyServices,
	startPortal,
	type Fault,
	type Portal,
} from '../../../../../sandbox/portal';
import { AUTHENTICATIONS, byId, numbered, runOn } from '../../../../support/node';
import { ownShare } from '../../../../support/ownShare';
import { useVirtualTime } from '../../../../support/virtualTime';

useVirtualTime();

const V3 = 'BITRIX_REST_V3_EXCEPTION_';

const GET = { resource: 'mailService', operation: 'get', mailServiceId: byId('={{ $json.n }}') };
const MAILBOX_GET = { resource: 'mailbox', operation: 'get', mailboxId: byId('={{ $json.n }}') };
const CREATE = { resource: 'mailService', operation: 'create', name: '=New {{ $json.n }}' };
const UPDATE = {
	resource: 'mailService',
	operation: 'update',
	mailServiceId: byId('={{ $json.n }}'),
	updateFields: { name: '=Changed {{ $json.n }}' },
};
const DELETE = { resource: 'mailService', operation: 'delete', mailServiceId: byId('={{ $json.n }}') };

const READS: Array<[string, typeof GET | typeof MAILBOX_GET]> = [
	['a service', GET],
	['a mailbox', MAILBOX_GET],
];
const WRITES: Array<[string, typeof CREATE | typeof UPDATE | typeof DELETE]> = [
	['Create', CREATE],
	['Update', UPDATE],
	['Delete', DELETE],
];

/** One item is a plain request, 60 are two batches. */
const SIZES: Array<[string, number]> = [
	['one item', 1],
	['60 items', 60],
];

/** What leaves it open whether the portal carried the request out. */
const AMBIGUOUS: Array<[string, Fault]> = [
	['500 INTERNAL_SERVER_ERROR', { refusal: 'INTERNAL_SERVER_ERROR' }],
	['500 ERROR_UNEXPECTED_ANSWER', { refusal: 'ERROR_UNEXPECTED_ANSWER' }],
	['500 with a code that is not known', { refusal: 'SOMETHING_NEW', status: 500 }],
	['500 without a code', { refusal: '', status: 500 }],
	['500 with the code of something else', { refusal: 'ERROR_CORE', status: 500 }],
	['a proxy’s 502 page', { html: '<html><title>502 Bad Gateway</title></html>', status: 502 }],
	['a proxy’s 504 in JSON', { answer: { status: 504, body: { message: 'upstream timed out' } } }],
	['an HTML page with status 200', { html: true }],
	['a connection that is cut', { disconnect: true }],
	['a connection that is cut in the answer', { at: 'middle' }],
];

/** What can't be read, although the portal answered with a 200: it says nothing of a passing trouble. */
const UNREADABLE: Array<[string, Fault]> = [
	['JSON that breaks off', { malformed: true }],
	['an empty object', { answer: { body: {} } }],
];

/** Refusals that another try does not change. */
const FINAL: Array<[string, Fault]> = [
	['OPERATION_TIME_LIMIT', { refusal: 'OPERATION_TIME_LIMIT' }],
	['REST 3.0: RATELIMITEXCEPTION', { refusal: `${V3}RATELIMITEXCEPTION`, shape: 'v3' }],
	['OVERLOAD_LIMIT', { refusal: 'OVERLOAD_LIMIT' }],
	['PORTAL_DELETED', { refusal: 'PORTAL_DELETED' }],
	['ACCESS_DENIED', { refusal: 'ACCESS_DENIED' }],
	['INVALID_CREDENTIALS', { refusal: 'INVALID_CREDENTIALS' }],
	['insufficient_scope', { refusal: 'insufficient_scope' }],
	['user_access_error', { refusal: 'user_access_error' }],
	['ERROR_METHOD_NOT_FOUND', { refusal: 'ERROR_METHOD_NOT_FOUND' }],
	['ERROR_CORE', { refusal: 'ERROR_CORE' }],
	[
		'REST 3.0: INSUFFICIENTSCOPEEXCEPTION',
		{ refusal: `${V3}INSUFFICIENTSCOPEEXCEPTION`, status: 403, shape: 'v3' },
	],
];

/** The portal's limit, in the shapes of both versions. */
const LIMIT: Array<[string, Fault]> = [
	['QUERY_LIMIT_EXCEEDED', { refusal: 'QUERY_LIMIT_EXCEEDED' }],
	['QUERY_LIMIT_EXCEEDED in the shape of REST 3.0', { refusal: 'QUERY_LIMIT_EXCEEDED', shape: 'v3' }],
];

const UNKNOWN_OUTCOME = /^It’s unclear whether mail service .* was (created|updated|deleted): /;

describe('Trying again', () => {
	let portal: Portal;
	beforeEach(async () => {
		portal = await startPortal({ services: manyServices(200), mailboxes: manyMailboxes(60) });
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await portal.close();
	});

	const applied = () => portal.calls.map(({ effect }) => effect).filter((effect) => effect !== 'none');
	const methods = () => portal.requests.map(({ restMethod }) => restMethod);

	/** Every item its own error, which says the same for all of them. */
	const expectErrors = (items: INodeExecutionData[], title: RegExp, but?: RegExp) => {
		for (const [index, { json }] of items.entries()) {
			expect(json.error).toMatch(new RegExp(`\\[item ${index}\\]$`));
			expect(json.error).toMatch(title);
			if (but) expect(json.error).not.toMatch(but);
		}
	};

	describe.each(AUTHENTICATIONS)('connected by %s', (authentication) => {
		const turn = AUTHENTICATIONS.indexOf(authentication);

		describe.each(LIMIT)('%s was not executed', (_, fault) => {
			it.each(ownShare([...READS, ...WRITES], turn))(
				'%s: tried again until it is',
				async (_name, parameters) => {
					portal.faults.add({ ...fault, times: 5 });
					const { error, items } = await runOn(portal, parameters, { items: numbered(1), authentication });
					expect(error).toBeUndefined();
					expect(items).toHaveLength(1);
					expect(methods()).toHaveLength(6);
					expect(portal.calls).toHaveLength(1);
				},
			);

			it('60 Creates: each applied once', async () => {
				portal.faults.add({ ...fault, times: 3 });
				const { error, items } = await runOn(portal, CREATE, { items: numbered(60), authentication });
				expect(error).toBeUndefined();
				expect(items).toHaveLength(60);
				expect(applied()).toHaveLength(60);
				expect(methods()).toHaveLength(5);
			});
		});

		describe.each(READS)('reading %s', (_, parameters) => {
			it.each(ownShare(AMBIGUOUS, turn))('%s: tried again', async (_name, fault) => {
				portal.faults.add({ ...fault, times: 3 });
				const { error, items } = await runOn(portal, parameters, { items: numbered(1), authentication });
				expect(error).toBeUndefined();
				expect(items.map(({ json }) => json.id)).toEqual([1]);
				expect(methods()).toHaveLength(4);
			});

			it.each(ownShare(AMBIGUOUS, turn + 1))(
				'%s for good: three times more at most',
				async (_name, fault) => {
					portal.faults.add({ ...fault, times: 99 });
					const { error } = await runOn(portal, parameters, { items: numbered(1), authentication });
					expect(error?.name).toBe('NodeApiError');
					expect(error?.message).not.toMatch(/unclear/);
					expect(methods()).toHaveLength(4);
				},
			);

			it('60 items: all of them are read', async () => {
				portal.faults.add({ html: true, status: 502, times: 3 });
				// The first request is answered, the second is struck.
				portal.faults.add({ disconnect: true, times: 2, skip: 1 });
				const { error, items } = await runOn(portal, parameters, { items: numbered(60), authentication });
				expect(error).toBeUndefined();
				expect(items.map(({ json }) => json.id)).toEqual(numbered(60).map(({ json }) => json.n));
				expect(methods()).toHaveLength(2 + 5);
			});
		});

		describe.each(WRITES)('%s', (_, parameters) => {
			describe.each(SIZES)('%s', (_size, count) => {
				it.each(ownShare([...AMBIGUOUS, ...UNREADABLE], turn + count))(
					'%s: not tried again, and its outcome is unknown',
					async (_name, fault) => {
						// One item is one request; 60 are two, of which the first is struck.
						portal.faults.add({ at: 'after', ...fault });
						const { items } = await runOn(portal, parameters, {
							items: numbered(count),
							authentication,
							onError: 'continueRegularOutput',
						});
						expect(methods()).toHaveLength(count === 1 ? 1 : 2);
						expect(items).toHaveLength(count);
						const struck = Math.min(count, 50);
						expectErrors(items.slice(0, struck), UNKNOWN_OUTCOME);
						for (const { json } of items.slice(struck)) expect(json.error).toBeUndefined();
						// It was carried out indeed, once.
						expect(applied()).toHaveLength(count);
					},
				);
			});
		});

		describe.each([...READS.slice(0, 1), ...WRITES.slice(0, 1)])('%s', (_, parameters) => {
			it.each(FINAL)('%s: one request, and a definite error for each item', async (_name, fault) => {
				portal.faults.add({ ...fault, times: 99 });
				const { items } = await runOn(portal, parameters, {
					items: numbered(5),
					authentication,
					onError: 'continueRegularOutput',
				});
				// But the question who the user is, which tells what ERROR_CORE means.
				expect(methods().filter((method) => method !== 'profile')).toHaveLength(1);
				expect(items).toHaveLength(5);
				expectErrors(items, /\w/, /unclear/);
				expect(portal.calls).toHaveLength(0);
			});
		});
	});

	describe('the limit for good', () => {
		const elapsed = () => (portal.requests.at(-1)!.time - portal.requests[0]!.time) / 1000;

		it.each([...READS, ...WRITES])(
			'%s: given up after about two minutes, with an error that names the limit',
			async (_, parameters) => {
				portal.refuse('QUERY_LIMIT_EXCEEDED', { times: 9999 });
				const startedAt = Date.now();
				const { error } = await runOn(portal, parameters, { items: numbered(1) });
				expect((Date.now() - startedAt) / 1000).toBeLessThan(150);
				expect(elapsed()).toBeGreaterThan(90);
				expect(error?.message).toContain('Bitrix24’s request limit was reached');
				expect(error?.description).toMatch(/did not process the request/);
				expect(error?.description).toMatch(/about two minutes/);
				expect(error?.message).not.toMatch(/unclear/);
				expect(portal.calls).toHaveLength(0);
			},
		);

		it('the pauses grow, and differ by chance', async () => {
			const gapsWith = async (random: number) => {
				jest.spyOn(Math, 'random').mockReturnValue(random);
				const other = await startPortal({ services: manyServices(1) });
				other.refuse('QUERY_LIMIT_EXCEEDED', { times: 5 });
				await runOn(other, GET, { items: numbered(1) });
				const times = other.requests.map(({ time }) => time);
				await other.close();
				return times.slice(1).map((time, index) => time - times[index]!);
			};
			const longest = await gapsWith(0.999);
			const shortest = await gapsWith(0);
			for (const gaps of [longest, shortest]) {
				expect(gaps).toHaveLength(5);
				// The last ones are as long as they get.
				const growing = gaps.slice(0, 3);
				expect(growing).toEqual([...growing].sort((one, other) => one - other));
				for (const gap of gaps.slice(3)) expect(gap).toBeGreaterThan(2 * gaps[0]!);
			}
			// What was refused together must not come back together.
			for (const [index, gap] of longest.entries()) expect(gap).toBeGreaterThan(1.1 * shortest[index]!);
		});

		it('a request that waited long for its turn gets its two minutes, too', async () => {
			// At one request in 50 s, the fourth of a run waits longer for room than the policy tries again.
			const data = {
				webhookUrl: portal.webhook(),
				requestLimit: 'custom',
				requestBurst: 1,
				requestsPerSecond: 0.02,
			};
			portal.faults.add({ refusal: 'QUERY_LIMIT_EXCEEDED', skip: 3 });
			const { error, items } = await runOn(portal, GET, {
				items: numbered(200),
				credential: { type: 'bitrix24MailWebhookApi', data },
			});
			expect(error).toBeUndefined();
			expect(items).toHaveLength(200);
			expect(methods()).toHaveLength(5);
		});
	});

	describe('the pauses before a broken read is tried again', () => {
		it('grow', async () => {
			portal.faults.add({ disconnect: true, times: 99 });
			await runOn(portal, GET, { items: numbered(1) });
			const times = portal.requests.map(({ time }) => time);
			const gaps = times.slice(1).map((time, index) => time - times[index]!);
			expect(gaps[0]).toBeGreaterThanOrEqual(250);
			expect(gaps[2]! / gaps[0]!).toBeGreaterThan(1.5);
		});
	});

	describe('Request Options → Timeout', () => {
		it.each([
			['a read', GET, undefined],
			['a write', CREATE, UNKNOWN_OUTCOME],
		])('%s is not tried again', async (_, parameters, title) => {
			portal.faults.add({ hang: true, times: 9 });
			const { error } = await runOn(
				portal,
				{ ...parameters, requestOptions: { timeout: 150 } },
				{ items: numbered(1) },
			);
			expect(methods()).toHaveLength(1);
			expect(error?.message).toContain('Bitrix24 did not answer in time');
			if (title) expect(error?.message).toMatch(title);
			else expect(error?.description).toMatch(/Timeout/);
		});

		it('counts for each item of a batch', async () => {
			portal.faults.add({ at: 'after', hang: true });
			const { items } = await runOn(
				portal,
				{ ...CREATE, requestOptions: { timeout: 1_000 } },
				{ items: numbered(60), onError: 'continueRegularOutput' },
			);
			expectErrors(items.slice(0, 50), UNKNOWN_OUTCOME);
			expect(items.slice(50).every(({ json }) => typeof json.id === 'number')).toBe(true);
			expect(applied()).toHaveLength(60);
		});

		it('a longer one waits longer', async () => {
			portal.faults.add({ delayMs: 400 });
			const { error, items } = await runOn(
				portal,
				{ ...GET, requestOptions: { timeout: 5_000 } },
				{ items: numbered(1) },
			);
			expect(error).toBeUndefined();
			expect(items).toHaveLength(1);
		});
	});

	describe('a portal that nobody answers for', () => {
		it.each([
			['a read', GET],
			['a write', CREATE],
		])(
			'%s: nothing was sent, so it is tried again, and the error is a definite one',
			async (_, parameters) => {
				await portal.close();
				const startedAt = Date.now();
				const { error } = await runOn(portal, parameters, { items: numbered(1) });
				expect(error?.message).toContain('Bitrix24 can’t be reached');
				expect(error?.message).not.toMatch(/unclear/);
				expect(Date.now() - startedAt).toBeGreaterThan(1_000);
				portal = await startPortal();
			},
		);
	});

	describe('a connection that can’t be made', () => {
		/** As Node.js reports it, by what could not be done. */
		const connect = (code: string) =>
			Object.assign(new Error(`connect ${code} 192.0.2.1:443`), { code, syscall: 'connect' });
		const UNREACHABLE = [
			'EHOSTUNREACH',
			'ENETUNREACH',
			'ENETDOWN',
			'EHOSTDOWN',
			'EADDRNOTAVAIL',
			'ETIMEDOUT',
		];
		const ERRORS: Array<[string, () => Error]> = [
			...UNREACHABLE.map((code): [string, () => Error] => [code, () => connect(code)]),
			[
				'each of several addresses',
				() =>
					Object.assign(new AggregateError([connect('ENETUNREACH'), connect('EHOSTUNREACH')]), {
						code: 'ENETUNREACH',
					}),
			],
			[
				'EAI_AGAIN: the name is not resolved for now',
				() =>
					Object.assign(new Error('getaddrinfo EAI_AGAIN portal.example.com'), {
						code: 'EAI_AGAIN',
						syscall: 'getaddrinfo',
					}),
			],
		];

		/** How many connections fail. */
		let failing = 0;
		let makeError: () => Error;
		const fail = (message: unknown) => {
			const { socket } = message as { socket: Socket };
			// Before it can connect.
			if (failing-- > 0) process.nextTick(() => socket.destroy(makeError()));
		};
		beforeEach(() => subscribe('net.client.socket', fail));
		afterEach(() => unsubscribe('net.client.socket', fail));

		describe.each(ERRORS)('%s', (_, error) => {
			beforeEach(() => (makeError = error));

			it.each([...READS, ...WRITES])(
				'%s: nothing was sent, so it is tried again',
				async (_name, parameters) => {
					failing = 3;
					const run = await runOn(portal, parameters, { items: numbered(1) });
					expect(run.error).toBeUndefined();
					expect(methods()).toHaveLength(1);
					expect(portal.calls).toHaveLength(1);
				},
			);

			it('for good: the error is a definite one', async () => {
				failing = Infinity;
				const run = await runOn(portal, CREATE, { items: numbered(1) });
				expect(run.error?.message).toContain('can’t be reached');
				expect(run.error?.description).toContain((error() as Error & { code: string }).code);
				expect(run.error?.description).not.toMatch(/not known whether/);
				expect(methods()).toEqual([]);
			});
		});
	});

	describe('between n8n and the portal', () => {
		/** Answers of something broken on the way, after the request was passed on for all one knows. */
		const NO_HTTP: Array<[string, string]> = [
			['no HTTP at all', 'SSH-2.0-OpenSSH_9.2\r\n'],
			['a broken header', 'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{}'],
			['a broken chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n'],
			['broken compression', 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\ngzip'],
			['nothing', ''],
		];
		let front: Server;
		let requests: number;
		let onRequest: (socket: Socket) => void;
		beforeEach(async () => {
			requests = 0;
			front = createTcpServer((socket) => {
				socket.on('error', () => socket.destroy());
				socket.once('data', () => {
					requests += 1;
					onRequest(socket);
				});
			});
			await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
		});
		afterEach(async () => await new Promise<void>((resolve) => front.close(() => resolve())));

		const port = () => (front.address() as AddressInfo).port;
		const run = async (parameters: typeof GET | typeof CREATE) => {
			const webhookUrl = portal.webhook().replace(new URL(portal.url).host, `127.0.0.1:${port()}`);
			const credential = { type: 'bitrix24MailWebhookApi' as const, data: { webhookUrl } };
			return await runOn(portal, parameters, { items: numbered(1), credential });
		};

		it.each(NO_HTTP)('%s: the outcome of a write is unknown', async (_, bytes) => {
			onRequest = (socket) => socket.end(bytes);
			const { error } = await run(CREATE);
			expect(requests).toBe(1);
			expect(error?.message).toMatch(UNKNOWN_OUTCOME);
			expect(error?.message).not.toContain('could not be sent');
		});

		describe.each(['ECONNRESET', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ETIMEDOUT'])(
			'%s after the request was sent',
			(code) => {
				const clients: Socket[] = [];
				const note = (message: unknown) => clients.push((message as { socket: Socket }).socket);
				beforeEach(() => {
					subscribe('net.client.socket', note);
					// What the system reports of a network that is lost under way, it reports to n8n's end.
					onRequest = () => {
						const client = clients.find((socket) => socket.remotePort === port() && !socket.destroyed);
						client?.destroy(Object.assign(new Error(`read ${code}`), { code, syscall: 'read' }));
					};
				});
				afterEach(() => {
					unsubscribe('net.client.socket', note);
					clients.length = 0;
				});

				it('a write is not tried again, and its outcome is unknown', async () => {
					const { error } = await run(CREATE);
					expect(requests).toBe(1);
					expect(error?.message).toMatch(UNKNOWN_OUTCOME);
				});

				it('a read ends with an error', async () => {
					const { error } = await run(GET);
					expect(error?.name).toBe('NodeApiError');
					expect(error?.message).not.toMatch(/unclear/);
				});
			},
		);
	});
});
