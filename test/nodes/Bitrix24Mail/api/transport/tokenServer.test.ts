import { refreshToken } from '../../../../../nodes/Bitrix24Mail/api/transport/tokenServer';
import { fakeRun, ok } from '../fakeN8n';

const SECRET = 's3cr3tRefreshT0ken';

describe('A new token from the token server', () => {
	const refresh = async (give: () => unknown, timeout?: number) => {
		const { context } = fakeRun(() => ok(1), { refresh: give, secrets: [SECRET] });
		return await refreshToken({ ...context, options: { timeout } });
	};
	const thrown = async (error: unknown) =>
		await refresh(() => {
			throw error;
		});

	it('is there: nothing to tell', async () => expect(await refresh(() => ({ token: 1 }))).toBeUndefined());

	it('asks for the connection’s credential', async () => {
		const { context } = fakeRun(() => ok(1), { refresh: () => ({}) });
		const asked = jest.spyOn(context.n8n.helpers, 'refreshOAuth2Token');
		await refreshToken(context);
		expect(asked).toHaveBeenCalledWith('bitrix24MailOAuth2Api');
	});

	it('does not come in time', async () => {
		const error = await refresh(async () => await new Promise(() => {}), 5);
		expect(error).toEqual({ code: 'token-server-timeout', text: '' });
	});

	it.each<[string, unknown, object]>([
		[
			'OAuth 2.0’s own error',
			{ code: 'EAUTH', body: { error: 'invalid_grant', error_description: 'gone' } },
			{ code: 'invalid_grant', text: 'gone' },
		],
		[
			'n8n 2’s word for it',
			{ failure: { cause: 'credential-invalid' } },
			{ code: 'invalid_grant', text: '' },
		],
		['another of n8n 2', { failure: { cause: 'network' } }, { code: 'no-token', text: '' }],
		['an answer', { response: { status: 404 } }, { code: 'no-token', text: 'HTTP status 404' }],
		['an answer of 499', { status: 499 }, { code: 'no-token', text: 'HTTP status 499' }],
		['a fault', { status: 500 }, { code: 'token-server-unavailable', text: 'HTTP status 500' }],
		[
			'a fault that was answered',
			{ response: { status: 503 }, status: 200 },
			{ code: 'token-server-unavailable', text: 'HTTP status 503' },
		],
		['a time-out', { code: 'ETIMEDOUT' }, { code: 'token-server-timeout', text: 'ETIMEDOUT' }],
		['nobody there', { code: 'ECONNREFUSED' }, { code: 'token-server-unavailable', text: 'ECONNREFUSED' }],
		[
			'an error of OAuth 2.0 without its body',
			{ code: 'EAUTH' },
			{ code: 'token-server-unavailable', text: 'EAUTH' },
		],
		[
			'a body without an error',
			{ code: 'EAUTH', body: {} },
			{ code: 'token-server-unavailable', text: 'EAUTH' },
		],
		[
			'a body of something else',
			{ code: 'X', body: { error: 'invalid_grant' } },
			{ code: 'no-token', text: '' },
		],
		['an unknown error', new Error('no idea'), { code: 'no-token', text: 'no idea' }],
		['an error of no text', { message: 5 }, { code: 'no-token', text: '' }],
		['no error at all', undefined, { code: 'no-token', text: '' }],
		[
			'a cause',
			{ message: 'wrapped', cause: { status: 500 } },
			{ code: 'token-server-unavailable', text: 'HTTP status 500' },
		],
	])('%s says why there is none', async (_, error, expected) => {
		expect(await thrown(error)).toEqual(expected);
	});

	it('what is told of it holds no secret', async () => {
		const told = await thrown(new Error(`with ${SECRET}`));
		expect(told?.text).not.toContain(SECRET);
		const body = { error: SECRET, error_description: SECRET };
		expect(JSON.stringify(await thrown({ code: 'EAUTH', body }))).not.toContain(SECRET);
	});
});
