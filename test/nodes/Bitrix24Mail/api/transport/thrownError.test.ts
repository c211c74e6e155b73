import {
	causesOf,
	hostIn,
	networkError,
	readThrown,
} from '../../../../../nodes/Bitrix24Mail/api/transport/thrownError';

/** An error with properties, as Node.js, n8n and the HTTP library have them. */
const errorWith = (properties: object, message = '') => Object.assign(new Error(message), properties);

describe('What n8n or its HTTP library threw', () => {
	it.each([
		['ENOTFOUND', 'unknown-host'],
		['EAI_AGAIN', 'no-connection'],
		['ECONNREFUSED', 'no-connection'],
		['ETIMEDOUT', 'timeout'],
		['ECONNABORTED', 'timeout'],
		['ESOCKETTIMEDOUT', 'timeout'],
		['CERT_HAS_EXPIRED', 'certificate'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
		['SELF_SIGNED_IN_CHAIN', 'certificate'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
		['ERR_TLS_HANDSHAKE', 'certificate'],
		['ERR_SSL_WRONG_VERSION_NUMBER', 'certificate'],
		['EPROTO', 'certificate'],
		['ERR_CANCELED', 'cancelled'],
		['ABORT_ERR', 'cancelled'],
		['ECONNRESET', 'broken-connection'],
		['EHOSTUNREACH', 'broken-connection'],
		['EPIPE', 'broken-connection'],
		['ERR_BAD_RESPONSE', 'broken-connection'],
		['ERR_STREAM_PREMATURE_CLOSE', 'broken-connection'],
		['HPE_INVALID_CONSTANT', 'broken-connection'],
		['UND_ERR_SOCKET', 'broken-connection'],
		['ERR_INVALID_URL', 'not-sent'],
		['ERR_UNESCAPED_CHARACTERS', 'not-sent'],
		['ERR_HTTP_INVALID_HEADER_VALUE', 'not-sent'],
		['ERR_FR_TOO_MANY_REDIRECTS', 'not-sent'],
		['ERR_BAD_OPTION', 'not-sent'],
		['ERR_BAD_REQUEST', 'not-sent'],
		['ERR_UNSUPPORTED_PROTOCOL', 'not-sent'],
		['Z_DATA_ERROR', 'not-an-answer'],
		['ERR__ERROR_FORMAT_PADDING_1', 'not-an-answer'],
		['ZSTD_error_prefix_unknown', 'not-an-answer'],
		// Names in which those of others are only a part.
		['XENOTFOUND', 'not-sent'],
		['ENOTFOUND_X', 'not-sent'],
		['EAI_AGAIN_X', 'not-sent'],
		['XECONNREFUSED', 'not-sent'],
		['ETIMEDOUT2', 'not-sent'],
		['X_ABORT_ERR', 'not-sent'],
		['XZ_DATA_ERROR', 'not-sent'],
		['XHPE_INVALID', 'not-sent'],
		['something', 'not-sent'],
	])('%s means %s', (code, meaning) => {
		const known = readThrown(errorWith({ code }, 'in its own words'));
		const isUnknown = meaning === 'not-sent' && !/^ERR_/.test(code);
		expect(known).toEqual({ code: meaning, text: isUnknown ? 'in its own words' : code });
		// n8n 1 has the code under another name.
		expect(readThrown({ httpCode: code })).toMatchObject({ code: meaning });
	});

	it('looks at the causes, too, and at each once', () => {
		const inner: Record<string, unknown> = { code: 'ENOTFOUND' };
		const outer = { message: 'wrapped', cause: inner };
		inner.cause = outer;
		expect([...causesOf(outer)]).toEqual([outer, inner]);
		expect(readThrown(outer)).toEqual({ code: 'unknown-host', text: 'ENOTFOUND' });
		for (const nothing of ['text', undefined, null, 5]) expect([...causesOf(nothing)]).toEqual([]);
	});

	it('the most telling code counts, not the outermost', () => {
		const error = errorWith({ code: 'ERR_BAD_REQUEST', cause: { code: 'CERT_HAS_EXPIRED' } });
		expect(readThrown(error)).toEqual({ code: 'certificate', text: 'CERT_HAS_EXPIRED' });
	});

	describe('a connection that could not be made', () => {
		it.each([
			['connect EHOSTUNREACH 192.0.2.1:443', 'no-connection'],
			['connect ETIMEDOUT 192.0.2.1:443', 'no-connection'],
			['read EHOSTUNREACH', 'broken-connection'],
			['could not connect EHOSTUNREACH', 'broken-connection'],
			['connect Error', 'broken-connection'],
		])('%s: %s', (message, code) => {
			const text = 'EHOSTUNREACH';
			expect(networkError([{ code: text, message }])).toEqual({ code, text });
			// n8n 1 keeps it among several.
			expect(networkError([{ code: text, messages: ['other', message] }])).toEqual({ code, text });
		});

		it('has a code: a text alone may be anybody’s', () => {
			expect(networkError([{ message: 'connect EHOSTUNREACH 192.0.2.1:443' }])).toBeUndefined();
			expect(networkError([{ code: 5, message: 'connect EHOSTUNREACH' }])).toBeUndefined();
			expect(networkError([])).toBeUndefined();
		});
	});

	describe('the portal’s answer', () => {
		it('that the HTTP library threw', () => {
			const response = {
				status: 404,
				data: { error: 'X' },
				headers: { location: 'https://a.example.com/b' },
			};
			const answer = { status: 404, body: { error: 'X' }, movedTo: 'a.example.com' };
			expect(readThrown({ message: 'wrapped', cause: { response, code: 'ENOTFOUND' } })).toEqual(answer);
			expect(readThrown({ response: { ...response, status: 300 } })).toEqual({ ...answer, status: 300 });
		});

		it('with a good status, it began and broke off', () => {
			const response = { status: 299, data: 'half' };
			expect(readThrown({ response, code: 'ERR_BAD_RESPONSE' })).toEqual({
				code: 'broken-connection',
				text: 'ERR_BAD_RESPONSE',
			});
			expect(readThrown({ response })).toEqual({ code: 'broken-connection', text: '' });
		});

		it.each([[{ response: { status: '404' } }], [{ response: 'text' }], [{ response: null }]])(
			'%j is none',
			(thrown) => expect(readThrown(thrown)).toEqual({ code: 'not-sent', text: '' }),
		);

		it('of which n8n 1 keeps the status, and what it held', () => {
			expect(readThrown({ httpCode: '404', context: { data: { error: 'X' } } })).toEqual({
				status: 404,
				body: { error: 'X' },
			});
			expect(readThrown({ httpCode: '300' })).toEqual({ status: 300, body: undefined });
			expect(readThrown({ httpCode: '299' })).toEqual({ code: 'broken-connection', text: '' });
			for (const httpCode of ['099', '600', '4040', '1404', 'x404', 404]) {
				expect(readThrown({ httpCode })).toEqual({ code: 'not-sent', text: '' });
			}
		});

		it('goes before any other fact of any cause', () => {
			const thrown = { code: 'ECONNRESET', httpCode: '502', cause: { response: { status: 404, data: 1 } } };
			expect(readThrown(thrown)).toMatchObject({ status: 404, body: 1 });
			expect(readThrown({ code: 'ECONNRESET', httpCode: '502' })).toMatchObject({ status: 502 });
		});
	});

	it.each([
		[new Error('no idea'), 'no idea'],
		[{ message: 5 }, ''],
		['text', ''],
		[undefined, ''],
	])('what says nothing of it was not sent', (thrown, text) => {
		expect(readThrown(thrown)).toEqual({ code: 'not-sent', text });
	});

	it.each([
		[{ location: 'https://user:pw@a.example.com:8443/path?auth=x' }, 'a.example.com:8443'],
		[{ location: '/relative' }, undefined],
		[{ location: ['https://a.example.com'] }, undefined],
		[{}, undefined],
		[undefined, undefined],
		['text', undefined],
	])('of %j, the host alone is told', (headers, host) => expect(hostIn(headers)).toBe(host));
});
