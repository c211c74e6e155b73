import { callOf, type Outcome } from '../../../../nodes/Bitrix24Mail/api/call';
import { createClient } from '../../../../nodes/Bitrix24Mail/api/client';
import { failure, fakeRun, methodIn, ok, pass, stopClock } from './fakeN8n';

const get = (ID: number) => callOf('mailservice.get', { ID });

describe('A client', () => {
	beforeEach(stopClock);
	afterEach(() => jest.restoreAllMocks());

	it('makes one call by a request of its own', async () => {
		const { n8n, connection, requests } = fakeRun(() => ok({ ID: 7 }));
		expect(await createClient(n8n, connection).call(get(7))).toEqual({ ok: true, payload: { ID: 7 } });
		expect(requests.map(methodIn)).toEqual(['mailservice.get']);
	});

	it('makes many together, and settles each', async () => {
		const { n8n, connection, requests } = fakeRun(() => ok({ result: { c0: { ID: 1 }, c1: { ID: 2 } } }));
		const outcomes: Outcome[] = [];
		await createClient(n8n, connection).callAll(
			[1, 2].map((ID) => ({ call: get(ID), settle: (outcome) => outcomes.push(outcome) })),
		);
		expect(requests.map(methodIn)).toEqual(['batch']);
		expect(outcomes).toEqual([1, 2].map((ID) => ({ ok: true, payload: { ID } })));
	});

	it('sends with the user’s options, of which a call may have another timeout', async () => {
		const { n8n, connection, requests } = fakeRun(() => ok({ ID: 7 }));
		const http = { timeout: 5_000, skipSslCertificateValidation: true };
		const client = createClient(n8n, connection, { http });
		await client.call(get(7));
		await client.call(get(7), { timeout: 3_000 });
		await client.callAll([{ call: get(7), settle: () => {} }]);
		expect(requests.map(({ timeout }) => timeout)).toEqual([5_000, 3_000, 5_000]);
		for (const request of requests) expect(request).toMatchObject({ skipSslCertificateValidation: true });
	});

	it('learns from its answers', async () => {
		const { n8n, connection, requests } = fakeRun(() => failure('ACCESS_DENIED', 403));
		const client = createClient(n8n, connection);
		const outcomes: Outcome[] = [];
		for (let burst = 0; burst < 3; burst++) {
			await client.callAll([{ call: get(burst), settle: (outcome) => outcomes.push(outcome) }]);
		}
		expect(requests).toHaveLength(1);
		expect(outcomes).toHaveLength(3);
	});

	it('a cancelled execution sends nothing', async () => {
		const { n8n, connection, requests } = fakeRun(() => ok({ ID: 7 }));
		const client = createClient(n8n, connection, { signal: AbortSignal.abort() });
		expect(await client.call(get(7))).toEqual({ ok: false, error: { code: 'stopped', text: '' } });
		expect(requests).toEqual([]);
	});

	it('with Stop Workflow, nothing is sent after the first error', async () => {
		let hasFailed = false;
		const failFast = { hasFailed: () => hasFailed, fail: () => (hasFailed = true) };
		const { n8n, connection, requests } = fakeRun(() => failure('ERROR_CORE', 400));
		const client = createClient(n8n, connection, { failFast });
		const settle = jest.fn();
		await client.callAll([{ call: get(1), settle }]);
		await client.callAll([{ call: get(2), settle }]);
		expect(requests).toHaveLength(1);
		expect(settle).toHaveBeenLastCalledWith({ ok: false, error: { code: 'withheld', text: '' } });
	});

	it('says by which rate limit requests go, and what other credentials say', async () => {
		const { n8n, connection } = fakeRun(() => ok({ ID: 7 }), { rateLimit: { burst: 50, perSecond: 2 } });
		const other = { ...connection, rateLimit: { burst: 10, perSecond: 5 } };
		const [client, otherClient] = [createClient(n8n, connection), createClient(n8n, other)];
		const own = '50 requests at once, then 2 per second';
		expect(client.rateLimit()).toEqual({ own, largest: own, others: [] });
		await client.call(get(7));
		await otherClient.call(get(7));
		expect(client.rateLimit()).toEqual({
			own,
			largest: '50 requests at once, then 5 per second',
			others: ['10 requests at once, then 5 per second'],
		});
		expect(otherClient.rateLimit().others).toEqual([own]);
	});

	it.each([
		['one call', 1],
		['many', 2],
	])('tells of each wait for the rate limit: %s', async (_, count) => {
		const rateLimit = { burst: 1, perSecond: 100 };
		const { n8n, connection } = fakeRun(() => ok({ ID: 7 }), { rateLimit });
		const client = createClient(n8n, connection);
		await client.call(get(7));
		const onWaited = jest.fn();
		setTimeout(() => pass(1_000), 20);
		if (count === 1) await client.call(get(7), { onWaited });
		else await client.callAll([{ call: get(7), settle: () => {} }], onWaited);
		expect(onWaited.mock.calls).toEqual([[1_000]]);
	});

	it('tries again', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const { n8n, connection, requests } = fakeRun((_, index) =>
			index === 0 ? failure('INTERNAL_SERVER_ERROR', 500) : ok({ ID: 7 }),
		);
		expect(await createClient(n8n, connection).call(get(7))).toMatchObject({ ok: true });
		expect(requests).toHaveLength(2);
	});

	describe('that tests a credential', () => {
		it('takes an error for the answer', async () => {
			for (const code of ['QUERY_LIMIT_EXCEEDED', 'INTERNAL_SERVER_ERROR']) {
				const { n8n, connection, requests } = fakeRun(() => failure(code, 503));
				const outcome = await createClient(n8n, connection, { isProbe: true }).call(callOf('scope'));
				expect(outcome).toMatchObject({ error: { code, status: 503 } });
				expect(requests).toHaveLength(1);
			}
		});

		it('waits for no run, and what its credential says of the limit counts for none', async () => {
			const rateLimit = { burst: 1, perSecond: 0.001 };
			const { n8n, connection, requests } = fakeRun(() => ok(['mail']), { rateLimit });
			const run = createClient(n8n, connection);
			await run.call(callOf('scope'));
			const tried = { ...connection, rateLimit: { burst: 9_000, perSecond: 9_000 } };
			const outcome = await createClient(n8n, tried, { isProbe: true }).call(callOf('scope'));
			expect(outcome).toEqual({ ok: true, payload: ['mail'] });
			expect(requests).toHaveLength(2);
			expect(run.rateLimit().others).toEqual([]);
		});
	});
});
