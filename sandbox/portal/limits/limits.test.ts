import { Buckets } from './bucket';
import { startPortal, type Portal, type PortalOptions } from '..';
import { callerOf, post, standingClock, v3Url } from '../testing/client';

const V3 = 'BITRIX_REST_V3_EXCEPTION_';

describe('Limits', () => {
	let clock: ReturnType<typeof standingClock>;
	let portal: Portal;
	const start = async (options: PortalOptions) => {
		clock = standingClock();
		portal = await startPortal({ now: clock.now, ...options });
		return callerOf(portal);
	};
	afterEach(async () => await portal.close());

	it('without a bucket nothing is refused', async () => {
		const call = await start({});
		const seen = await Promise.all(Array.from({ length: 120 }, async () => await call('profile')));
		expect(seen.every(({ status }) => status === 200)).toBe(true);
	});

	it('the bucket refuses what is over its brim, does not execute it, and drains', async () => {
		const call = await start({ bucket: { brim: 5, drainPerSecond: 2 } });
		const burst = async (count: number) => {
			const seen = await Promise.all(
				Array.from({ length: count }, async () => await call('mailservice.add', { NAME: 'X' })),
			);
			return seen.filter(({ status }) => status === 200).length;
		};
		expect(await burst(8)).toBe(5);
		expect(portal.calls).toHaveLength(5);
		const { status, body } = await call('profile');
		expect([status, body]).toEqual([
			503,
			{ error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' },
		]);
		const v3 = await call('mail.mailbox.list');
		expect([v3.status, v3.body.error.code]).toEqual([503, 'QUERY_LIMIT_EXCEEDED']);
		clock.pass(0.5);
		expect(await burst(3)).toBe(1);
		clock.pass(1);
		expect(await burst(3)).toBe(2);
		clock.pass(3600);
		expect(await burst(8)).toBe(5);
	});

	it('a batch counts once, the token endpoint not at all', async () => {
		const call = await start({ bucket: { brim: 2, drainPerSecond: 1 } });
		const cmd = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, 'profile']));
		await post(portal.tokenUrl, {});
		await post(portal.tokenUrl, {});
		expect((await call('batch', { cmd })).status).toBe(200);
		expect((await call('profile')).status).toBe(200);
		expect((await call('profile')).status).toBe(503);
	});

	it('each calling address has its own bucket', async () => {
		await start({});
		const buckets = new Buckets({ brim: 1, drainPerSecond: 1 }, clock.now);
		expect(['192.0.2.1', '192.0.2.1', '192.0.2.2'].map((address) => buckets.take(address))).toEqual([
			true,
			false,
			true,
		]);
	});

	it('a body over the limit gets the web server’s page', async () => {
		const call = await start({ bodyLimitBytes: 1000 });
		expect((await call('mailservice.add', { NAME: 'x'.repeat(900) })).status).toBe(200);
		const { status, headers, text } = await call('mailservice.add', { NAME: 'x'.repeat(500_000) });
		expect([status, headers.get('content-type')]).toEqual([413, 'text/html']);
		expect(text).toContain('413 Request Entity Too Large');
		expect(portal.calls).toHaveLength(1);
		expect(portal.requests.at(-1)!.status).toBe(413);
	});
});

describe('Idempotency-Key', () => {
	const clock = standingClock();
	let portal: Portal;
	let count: number;
	let url: string;
	beforeEach(async () => {
		count = 0;
		portal = await startPortal({
			now: clock.now,
			methods: {
				'test.add': {
					versions: ['v3'],
					writes: true,
					call: ({ id }) => ({ result: { id: id ?? ++count }, effect: 'added' }),
				},
				'test.other': { versions: ['v3'], writes: true, call: () => ({ result: { other: ++count } }) },
			},
		});
		url = portal.webhook();
	});
	afterEach(async () => await portal.close());

	const call = async (key: string, params: unknown = {}, method = 'test.add', webhookUrl = url) =>
		await post(v3Url(webhookUrl, method), params, { 'Idempotency-Key': key });

	it('the same call with the same key is answered again, and not executed', async () => {
		const first = await call('a');
		const second = await call('a');
		expect(second.body).toEqual(first.body);
		expect(first.headers.get('idempotent-replayed')).toBeNull();
		expect(second.headers.get('idempotent-replayed')).toBe('true');
		expect(portal.calls).toHaveLength(1);
		expect((await call('b')).body.result.id).toBe(2);
	});

	it('another body or method with the same key is refused', async () => {
		await call('a');
		for (const seen of [await call('a', { text: 'x' }), await call('a', {}, 'test.other')]) {
			expect([seen.status, seen.body.error.code]).toEqual([422, `${V3}IDEMPOTENCYKEYREUSEDEXCEPTION`]);
		}
	});

	it('keys belong to their caller', async () => {
		await call('a');
		expect((await call('a', {}, 'test.add', portal.webhook())).body.result.id).toBe(2);
	});

	it('a key is kept for 24 hours', async () => {
		await call('a');
		clock.pass(24 * 3600 - 1);
		expect((await call('a')).body.result.id).toBe(1);
		clock.pass(1);
		expect((await call('a')).body.result.id).toBe(2);
	});

	it('only good answers are kept', async () => {
		portal.refuse('INTERNAL_SERVER_ERROR');
		expect((await call('a')).status).toBe(500);
		expect((await call('a')).body.result.id).toBe(1);
	});

	it.each(['', 'x'.repeat(256), 'é'])('the key %j is refused', async (key) => {
		const { status, body } = await call(key);
		expect([status, body.error.code]).toEqual([400, `${V3}INVALIDIDEMPOTENCYKEYEXCEPTION`]);
		expect(portal.calls).toEqual([]);
	});

	it('a batch that writes is one call; reads have no keys', async () => {
		const calls = [{ method: 'test.add', query: {} }];
		await call('a', calls, 'batch');
		expect((await call('a', calls, 'batch')).headers.get('idempotent-replayed')).toBe('true');
		await call('r', {}, 'mail.mailbox.list');
		expect((await call('r', { name: 'x' }, 'mail.mailbox.list')).status).toBe(200);
	});

	it('v1 knows no such thing: a repeated write is a second write', async () => {
		const write = async () =>
			await post(`${url}mailservice.add`, { NAME: 'Twice' }, { 'Idempotency-Key': 'a' });
		await write();
		await write();
		expect(portal.services.filter(({ NAME }) => NAME === 'Twice')).toHaveLength(2);
	});
});
