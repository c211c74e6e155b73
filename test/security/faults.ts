import { REFUSALS, type Fault } from '../../sandbox/portal';

/** Something that goes wrong at the portal or on the way to it. */
export interface Trouble {
	name: string;
	/** @param echo a text that holds the secrets; @param elsewhere the address of another server */
	faults: (echo: string, elsewhere: string) => Fault[];
	/** The node's Request Options → Timeout, in milliseconds, where the portal does not answer. */
	timeout?: number;
	/** It goes wrong at the token server, when the access token has expired. */
	expired?: true;
}

const ALWAYS = { times: 999 };

const trouble = (name: string, fault: (echo: string, elsewhere: string) => Fault): Trouble => ({
	name,
	faults: (echo, elsewhere) => [{ ...ALWAYS, ...fault(echo, elsewhere) }],
});

/** Each refusal that is known, with its own status, and the secrets in its text. */
const refused = REFUSALS.flatMap(({ code }) => [
	trouble(`refused with ${code}`, (text) => ({ refusal: code, text })),
	trouble(`refused within a batch with ${code}`, (text) => ({ refusal: code, text, insideBatch: true })),
]);

const bodies: Array<[string, (echo: string) => unknown]> = [
	['a text', (echo) => echo],
	['a list', (echo) => [echo]],
	['an object without a result', (echo) => ({ [echo]: echo })],
	['a result that is a text', (result) => ({ result })],
	['a code that nobody knows', (error) => ({ error, error_description: error })],
	['an error of REST 3.0', (echo) => ({ error: { code: echo, message: echo, [echo]: echo } })],
	[
		'a list of wrong fields',
		(echo) => ({ error: { code: 'X', message: echo, validation: [{ field: echo, message: echo }] } }),
	],
	['an error that is a list', (error) => ({ error: [error] })],
	['a batch whose parts are wrong', (echo) => ({ result: { result: { c0: echo }, result_error: echo } })],
	[
		'errors for parts of a batch',
		(echo) => ({ result: { result: {}, result_error: { c0: echo, c1: [echo] } } }),
	],
	['an answer of its own code', (echo) => ({ error: 'withheld', error_description: echo })],
];
const answered = bodies.flatMap(([name, body]) =>
	[200, 400, 503].map((status) =>
		trouble(`${name}, with status ${status}`, (echo) => ({ answer: { status, body: body(echo) } })),
	),
);

const page = (echo: string) => `<html><head><title>${echo}</title></head><body>${echo}</body></html>`;
const onTheWay = [
	...[200, 404, 413, 500, 502].map((status) =>
		trouble(`a page with status ${status}`, (echo) => ({ html: page(echo), status })),
	),
	trouble('a text that is no JSON', (echo) => ({ html: echo })),
	...[301, 302, 303, 307, 308].flatMap((status) => [
		trouble(`a redirect elsewhere, ${status}`, (echo, elsewhere) => ({
			redirect: `${elsewhere}/rest/profile?${encodeURIComponent(echo).slice(0, 6_000)}`,
			status,
		})),
		trouble(`a redirect on the same server, ${status}`, () => ({ redirect: '/rest/profile', status })),
	]),
	trouble('a connection that is cut', () => ({ disconnect: true })),
	trouble('a connection that is cut when all is done', () => ({ disconnect: true, at: 'after' })),
	trouble('an answer that breaks off', () => ({ at: 'middle' })),
	trouble('JSON that breaks off', () => ({ malformed: true, at: 'after' })),
	trouble('an answer that is an empty page', () => ({ html: '' })),
];

const silent: Trouble = { ...trouble('no answer', () => ({ hang: true })), timeout: 20 };

const atTokenServer = [
	...['invalid_request', 'invalid_client', 'invalid_grant', 'invalid_scope', 'PAYMENT_REQUIRED', 'NEW'].map(
		(code) => trouble(`refused with ${code}`, (text) => ({ refusal: code, text })),
	),
	...[200, 400, 500].flatMap((status) => [
		trouble(`a page with status ${status}`, (echo) => ({ html: page(echo), status })),
		trouble(`an answer with status ${status} without a token`, (echo) => ({
			answer: { status, body: { [echo]: echo, message: echo } },
		})),
	]),
	trouble('a redirect elsewhere', (_, elsewhere) => ({ redirect: `${elsewhere}/oauth/token/` })),
	trouble('a connection that is cut', () => ({ disconnect: true })),
	trouble('JSON that breaks off', () => ({ malformed: true, at: 'after' })),
	{ ...trouble('no answer', () => ({ hang: true })), timeout: 20 },
].map(({ name, faults, timeout }): Trouble => ({
	name: `token server: ${name}`,
	faults: (...args) => faults(...args).map((fault) => ({ ...fault, method: 'oauth/token' })),
	expired: true,
	timeout,
}));

/** All that goes wrong at the portal. */
export const TROUBLES: Trouble[] = [...refused, ...answered, ...onTheWay, silent];

/** All that goes wrong when an access token is to be renewed. */
export const TROUBLES_OF_TOKENS: Trouble[] = atTokenServer;
