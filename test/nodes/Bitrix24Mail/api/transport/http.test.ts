import { post } from '../../../../../nodes/Bitrix24Mail/api/transport/http';
import { fakeRun, ok, type Answer, type FakeOptions } from '../fakeN8n';

const CODE = 'q1w2e3r4t5y6u7i8';
const URL_OF_PORTAL = 'https://portal.example.com/rest/profile';

describe('One POST request', () => {
	/** Sends one, with an answer or what n8n throws. */
	async function send(
		answer: () => Answer | Promise<Answer>,
		http: object = {},
		options: FakeOptions = {},
		content: object = {},
	) {
		const { context, requests } = fakeRun(answer, { secrets: [CODE], ...options });
		const reply = await post(
			{ ...context, options: http },
			{ url: URL_OF_PORTAL, body: { a: 1 }, ...content },
		);
		return { reply, requests };
	}
	const thrown = (error: unknown) => () => {
		throw error;
	};

	it('goes out as JSON, and is neither redirected nor thrown about by its status', async () => {
		const { requests } = await send(() => ok(1), { timeout: 500, allowedDomains: 'example.com' });
		expect(requests).toStrictEqual([
			{
				method: 'POST',
				url: URL_OF_PORTAL,
				body: { a: 1 },
				headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
				timeout: 500,
				allowedDomains: 'example.com',
				returnFullResponse: true,
				disableFollowRedirect: true,
				ignoreHttpStatusErrors: true,
			},
		]);
	});

	it('carries a key where it has one', async () => {
		const { requests } = await send(() => ok(1), {}, {}, { idempotencyKey: 'key' });
		expect(requests[0]!.headers).toMatchObject({ 'Idempotency-Key': 'key' });
	});

	it('no option of the user changes what makes it safe', async () => {
		const { requests } = await send(() => ok(1), { disableFollowRedirect: false, method: 'GET' });
		expect(requests[0]).toMatchObject({ disableFollowRedirect: true, method: 'POST' });
	});

	it('comes back parsed, without the secrets', async () => {
		const { reply } = await send(() => ok({ ICON: `https://portal.example.com/rest/1/${CODE}/a` }));
		expect(reply).toMatchObject({ ok: true, status: 200 });
		expect(JSON.stringify(reply)).not.toContain(CODE);
	});

	it('an answer that is nested too deeply is none, and keeps its status', async () => {
		const deep = JSON.parse('{"result":'.repeat(600) + '1' + '}'.repeat(600)) as unknown;
		const { reply } = await send(() => ({ statusCode: 401, body: deep }));
		expect(reply).toEqual({ ok: false, error: { code: 'not-an-answer', text: '', status: 401 } });
	});

	it('a redirect says where it leads, without the secrets', async () => {
		const headers = { location: `https://${CODE}.example.com/` };
		const { reply } = await send(() => ({ statusCode: 302, body: '', headers }));
		expect(reply).toMatchObject({ ok: false, error: { code: 'redirect', status: 302 } });
		expect(JSON.stringify(reply)).not.toContain(CODE);
		expect(JSON.stringify(reply)).toContain('.example.com');
		const bare = await send(() => ({ statusCode: 302, body: '' }));
		expect(bare.reply).toEqual({ ok: false, error: { code: 'redirect', text: '', status: 302 } });
	});

	it('what n8n threw says why, without the secrets', async () => {
		const broken = await send(thrown(Object.assign(new Error(), { code: 'ECONNRESET' })));
		expect(broken.reply).toEqual({ ok: false, error: { code: 'broken-connection', text: 'ECONNRESET' } });
		const told = await send(thrown(new Error(`at ${CODE}`)));
		expect(told.reply).toMatchObject({ ok: false, error: { code: 'not-sent' } });
		expect(JSON.stringify(told.reply)).not.toContain(CODE);
		const answer = await send(thrown({ response: { status: 503, data: { error: 'X' } } }));
		expect(answer.reply).toEqual({ ok: false, error: { code: 'X', text: '', status: 503 } });
	});

	it('without an answer in time, it says so', async () => {
		const { reply } = await send(async () => await new Promise<Answer>(() => {}), { timeout: 5 });
		expect(reply).toEqual({ ok: false, error: { code: 'timeout', text: '' } });
	});

	it('a token with which n8n signed it becomes a secret', async () => {
		const token = 'n3wT0ken-abcdefghijkl';
		const answer = ok({ text: token });
		const { context } = fakeRun(() => answer);
		const { httpRequestWithAuthentication } = context.n8n.helpers;
		context.n8n.helpers.httpRequestWithAuthentication = async function (type, request) {
			request.headers = { ...request.headers, Authorization: `Bearer ${token}` };
			return await httpRequestWithAuthentication.call(this, type, request);
		};
		const reply = await post(context, { url: URL_OF_PORTAL, body: {} });
		expect(JSON.stringify(reply)).not.toContain(token);
	});

	it('a proxy that could read the secret gets nothing', async () => {
		const proxy = { host: 'proxy.example.com', port: 8080 };
		const { reply, requests } = await send(() => ok(1), { proxy, skipSslCertificateValidation: true });
		expect(reply).toEqual({ ok: false, error: { code: 'unsafe-proxy', text: '' } });
		expect(requests).toEqual([]);
		expect((await send(() => ok(1), { proxy })).requests).toHaveLength(1);
	});
});
