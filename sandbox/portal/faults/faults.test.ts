import { REFUSALS, startPortal, type Portal } from '..';
import { callerOf, send } from '../testing/client';

describe('Faults on demand', () => {
	let portal: Portal;
	let call: ReturnType<typeof callerOf>;
	beforeEach(async () => {
		portal = await startPortal();
		call = callerOf(portal);
	});
	afterEach(async () => await portal.close());

	const add = async (name = 'X') => await call('mailservice.add', { NAME: name });
	const added = () => portal.calls.filter(({ effect }) => effect === 'added').length;
	const statuses = async (count: number) => {
		const seen = [];
		for (let nth = 0; nth < count; nth++) seen.push((await add()).status);
		return seen;
	};

	describe('refuse', () => {
		it.each(REFUSALS.map(({ code, status, text }) => [code, status, text] as const))(
			'%s: its status and text, in the shape of the path, not executed',
			async (code, status, text) => {
				portal.refuse(code, { times: 2 });
				const v1 = await add();
				expect([v1.status, v1.body]).toEqual([status, { error: code, error_description: text }]);
				const v3 = await call('mail.mailbox.list');
				expect([v3.status, v3.body]).toEqual([status, { error: { code, message: text } }]);
				expect(portal.calls).toEqual([]);
				expect((await add()).status).toBe(200);
				expect(portal.requests.map(({ refused }) => refused)).toEqual([code, code, undefined]);
			},
		);

		it('with another text, status and shape', async () => {
			portal.refuse('X', { text: 'Почему', status: 200, shape: 'v3' });
			const { status, body } = await add();
			expect([status, body]).toEqual([200, { error: { code: 'X', message: 'Почему' } }]);
			portal.refuse('X', { shape: 'v1' });
			expect((await call('mail.mailbox.list')).body).toEqual({ error: 'X', error_description: '' });
		});

		it('with an empty code', async () => {
			portal.refuse('', { text: 'Something' });
			const { status, body } = await add();
			expect([status, body]).toEqual([400, { error: '', error_description: 'Something' }]);
			expect(portal.requests[0]!.refused).toBe('');
		});

		it('one method only, and of the token endpoint', async () => {
			portal.refuse('ACCESS_DENIED', { method: 'mailservice.list' });
			portal.refuse('PAYMENT_REQUIRED', { method: 'oauth/token' });
			expect((await add()).status).toBe(200);
			expect((await call('mailservice.list')).body.error).toBe('ACCESS_DENIED');
			expect((await send(portal.tokenUrl)).body.error).toBe('PAYMENT_REQUIRED');
		});
	});

	describe('inside a batch', () => {
		const cmd = { a: 'mailservice.add?NAME=A', b: 'mailservice.add?NAME=B', c: 'mailservice.add?NAME=C' };

		it('one call of a v1 batch fails, and is not executed', async () => {
			portal.faults.add({ refusal: 'OPERATION_TIME_LIMIT', method: 'mailservice.add', skip: 1 });
			const { status, body } = await call('batch', { cmd });
			expect(status).toBe(200);
			expect(Object.keys(body.result.result as object)).toEqual(['a', 'c']);
			expect(body.result.result_error.b.error).toBe('OPERATION_TIME_LIMIT');
			expect(added()).toBe(2);
		});

		it('a call that fails after it was executed', async () => {
			portal.faults.add({ refusal: 'INTERNAL_SERVER_ERROR', insideBatch: true, at: 'after' });
			const { body } = await call('batch', { cmd });
			expect(body.result.result_error).toEqual({
				a: { error: 'INTERNAL_SERVER_ERROR', error_description: 'Internal server error' },
			});
			expect(added()).toBe(3);
		});

		it('one call of a v3 batch ends it', async () => {
			portal.refuse('QUERY_LIMIT_EXCEEDED', { insideBatch: true, method: 'mail.mailbox.get' });
			expect((await call('mail.mailbox.get', { id: 1 })).status).toBe(200);
			const calls = ['mail.mailbox.list', 'mail.mailbox.get'].map((method) => ({ method, query: { id: 1 } }));
			const { status, body } = await call('v3:batch', calls);
			expect([status, body.error.code]).toEqual([503, 'QUERY_LIMIT_EXCEEDED']);
		});

		it('insideBatch: false, or no method, strikes whole requests only', async () => {
			portal.refuse('ACCESS_DENIED', { insideBatch: false, method: 'mailservice.add' });
			expect((await call('batch', { cmd })).body.result.result_error).toEqual([]);
			expect((await add()).body.error).toBe('ACCESS_DENIED');
			portal.refuse('OVERLOAD_LIMIT');
			expect((await call('batch', { cmd })).body.error).toBe('OVERLOAD_LIMIT');
		});
	});

	describe('which requests', () => {
		it('skip and times', async () => {
			portal.faults.add({ refusal: 'ACCESS_DENIED', skip: 2, times: 2 });
			expect(await statuses(6)).toEqual([200, 200, 403, 403, 200, 200]);
		});

		it('several faults strike one after the other', async () => {
			portal.refuse('ACCESS_DENIED');
			portal.refuse('INTERNAL_SERVER_ERROR', { times: 2 });
			expect(await statuses(4)).toEqual([403, 500, 500, 200]);
		});

		it('by HTTP method, version, pattern and predicate', async () => {
			portal.faults.add({ http: 'GET', refusal: 'ACCESS_DENIED' });
			portal.faults.add({ version: 'v3', refusal: 'INTERNAL_SERVER_ERROR' });
			portal.faults.add({ method: /\.delete$/, refusal: 'OVERLOAD_LIMIT' });
			portal.faults.add({
				when: ({ body }) => (body as { NAME?: string }).NAME === 'Bad',
				refusal: 'PORTAL_DELETED',
			});
			expect((await add('Good')).status).toBe(200);
			expect((await add('Bad')).body.error).toBe('PORTAL_DELETED');
			expect((await call('mailservice.delete', { ID: 1 })).body.error).toBe('OVERLOAD_LIMIT');
			expect((await call('mail.mailbox.list')).body.error.code).toBe('INTERNAL_SERVER_ERROR');
			expect((await send(`${portal.webhook()}profile`)).body.error).toBe('ACCESS_DENIED');
		});

		it('clear and reset take them away', async () => {
			portal.refuse('ACCESS_DENIED', { times: 9 });
			portal.faults.clear();
			expect((await add()).status).toBe(200);
			portal.refuse('ACCESS_DENIED', { times: 9 });
			portal.reset();
			expect((await add()).status).toBe(200);
		});
	});

	describe('before or after the call was executed', () => {
		it.each([
			['before', 0],
			['after', 1],
		] as const)('%s: executed %i times', async (at, times) => {
			portal.faults.add({ at, refusal: 'INTERNAL_SERVER_ERROR' });
			expect((await add()).status).toBe(500);
			expect(added()).toBe(times);
			portal.faults.add({ at, disconnect: true });
			await expect(add()).rejects.toThrow();
			expect(added()).toBe(2 * times);
			expect(portal.requests.at(-1)!.status).toBeUndefined();
			portal.faults.add({ at, html: true });
			const page = await add();
			expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html']);
			expect(page.text).toContain('<html>');
			expect(added()).toBe(3 * times);
		});

		it('in the middle of the answer', async () => {
			portal.faults.add({ at: 'middle' });
			await expect(add()).rejects.toThrow();
			expect(added()).toBe(1);
			expect(portal.requests[0]!.status).toBe(200);
		});
	});

	describe('what happens', () => {
		it('a page of any status and text', async () => {
			portal.faults.add({ html: '<h1>Bad Gateway</h1>', status: 502 });
			const { status, text } = await add();
			expect([status, text]).toEqual([502, '<h1>Bad Gateway</h1>']);
		});

		it('any answer', async () => {
			portal.faults.add({ answer: { status: 429, headers: { 'Retry-After': '3' }, body: { odd: true } } });
			const { status, headers, body } = await add();
			expect([status, headers.get('retry-after'), body]).toEqual([429, '3', { odd: true }]);
		});

		it.each(['before', 'after'] as const)('JSON that breaks off, %s', async (at) => {
			portal.faults.add({ at, malformed: true });
			const { status, text } = await add();
			expect(status).toBe(200);
			expect(text).toMatch(/^\{"result":/);
			expect(() => JSON.parse(text) as unknown).toThrow();
			expect(added()).toBe(at === 'after' ? 1 : 0);
		});

		it('a redirect', async () => {
			portal.faults.add({ redirect: 'https://elsewhere.example.com/rest/' });
			portal.faults.add({ redirect: 'https://elsewhere.example.com/rest/', status: 307 });
			for (const expected of [302, 307]) {
				const { status, headers } = await add();
				expect([status, headers.get('location')]).toEqual([expected, 'https://elsewhere.example.com/rest/']);
			}
		});

		it('a delay, after which all goes on as usual', async () => {
			portal.faults.add({ delayMs: 50 });
			const startedAt = Date.now();
			expect((await add()).status).toBe(200);
			expect(Date.now() - startedAt).toBeGreaterThanOrEqual(45);
			expect(added()).toBe(1);
		});

		it('a hang, and a long delay, which close ends', async () => {
			portal.faults.add({ hang: true });
			portal.faults.add({ delayMs: 3_600_000 });
			const hanging = [add(), add()].map(
				async (sent) =>
					await sent.then(
						() => 'answered',
						() => 'cut',
					),
			);
			while (portal.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
			await portal.close();
			expect(await Promise.all(hanging)).toEqual(['cut', 'cut']);
			expect(added()).toBe(0);
		});
	});
});
