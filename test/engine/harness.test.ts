import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	NodeApiError,
	type ICredentialTestRequest,
	type ICredentialType,
	type IExecuteSingleFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';
import {
	binaryItem,
	CredentialsStore,
	generation,
	runCredentialTest,
	runHttpRequestNodeLike,
	runListSearch,
	runNode,
	type NodeRun,
} from '.';

interface Seen {
	method: string;
	path: string;
	headers: IncomingMessage['headers'];
	body: string;
}

/** A server for these tests: `/status/418` answers with that status, `/hang` never, everything else echoes. */
class EchoServer {
	readonly seen: Seen[] = [];

	/** While false, no bearer token but `renewed` is good. */
	oldTokenIsGood = true;

	private readonly hung = new Set<string>();

	private readonly server: Server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = '', url: path = '', headers } = request;
			const seen = { method, path, headers, body: Buffer.concat(chunks).toString() };
			this.seen.push(seen);
			const answer = (status: number, body: unknown) => {
				response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
			};
			const status = /\/status\/(\d+)/.exec(path)?.[1];
			if (path === '/token') {
				answer(200, { access_token: 'renewed', refresh_token: 'second', token_type: 'bearer' });
			} else if (path === '/hang') {
				this.hung.add(path);
				response.on('close', () => this.hung.delete(path));
			} else if (status) {
				answer(Number(status), { error: `REFUSED_${status}` });
			} else if (!this.oldTokenIsGood && headers.authorization !== 'Bearer renewed') {
				answer(401, { error: 'expired_token' });
			} else {
				answer(200, { path, authorization: headers.authorization, key: headers['x-key'] });
			}
		});
	});

	url = '';

	/** Whether a request to `/hang` is still open. */
	get hanging(): boolean {
		return this.hung.size > 0;
	}

	async start() {
		await new Promise<void>((ready) => this.server.listen(0, '127.0.0.1', ready));
		this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async stop() {
		this.server.closeAllConnections();
		await new Promise((closed) => this.server.close(closed));
	}
}

const text = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});

const webhook: ICredentialType = {
	name: 'bitrix24MailWebhookApi',
	displayName: 'Key',
	properties: [
		text('server'),
		text('key'),
		text('target', { type: 'hidden', default: '={{ $self["server"] }}/from-credential' }),
	],
	authenticate: async (credentials, options) => ({
		...options,
		headers: { ...options.headers, 'x-key': credentials.key },
	}),
	test: {
		request: { baseURL: '={{ $credentials.server }}', url: '={{ $credentials.key }}' },
		rules: [
			{ type: 'responseCode', properties: { value: 418, message: 'It is a teapot' } },
			{ type: 'responseSuccessBody', properties: { key: 'path', value: '/bad', message: 'Bad path' } },
		] as ICredentialTestRequest['rules'],
	},
};

const oAuth2: ICredentialType = {
	name: 'bitrix24MailOAuth2Api',
	displayName: 'OAuth2',
	extends: ['oAuth2Api'],
	properties: [
		text('server'),
		text('authUrl', { type: 'hidden', default: '={{ $self["server"] }}/authorize' }),
		text('authentication', { type: 'hidden', default: 'body' }),
	],
};

const credentialTypes = [webhook, oAuth2];

const echo: INodeType = {
	description: {
		displayName: 'Echo',
		name: 'echo',
		group: [],
		version: 1,
		description: '',
		defaults: { name: 'Echo' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [
			{ name: webhook.name, required: true, displayOptions: { show: { authentication: ['webhook'] } } },
			{ name: oAuth2.name, required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
		],
		requestDefaults: { baseURL: '={{ $credentials.server }}' },
		properties: [
			text('authentication', { default: 'webhook' }),
			text('path', { required: true, routing: { request: { url: '={{ $value }}', method: 'POST' } } }),
			text('say', {
				routing: {
					send: {
						preSend: [
							async function (this: IExecuteSingleFunctions, options: IHttpRequestOptions) {
								this.logger.warn(`Said ${this.getNodeParameter('say') as string}`, { say: true });
								return options;
							},
						],
					},
				},
			}),
			text('file', {
				routing: {
					send: {
						preSend: [
							async function (this: IExecuteSingleFunctions, options: IHttpRequestOptions) {
								const property = this.getNodeParameter('file', '') as string;
								if (property === '') return options;
								const { fileName } = this.helpers.assertBinaryData(property);
								const contents = await this.helpers.getBinaryDataBuffer(property);
								return { ...options, body: { fileName, contents: contents.toString() } };
							},
						],
					},
				},
			}),
		],
	},
	methods: {
		listSearch: {
			async things(this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) {
				const options: IHttpRequestOptions = { url: `${this.getCurrentNodeParameter('path')}/${filter}` };
				const { path, key } = (await this.helpers.httpRequestWithAuthentication.call(
					this,
					webhook.name,
					options,
				)) as { path: string; key: string };
				return { results: [{ name: path, value: key }], paginationToken: `after ${paginationToken}` };
			},
		},
	},
};

/** The generation that jest.config.js asks for. */
declare const N8N: number;

it('runs in the engine that the project asks for', () => {
	expect(generation).toBe(N8N);
});

// What n8n 1 cannot do yet.
const inN8n2 = generation === 2 ? it : it.skip;

const server = new EchoServer();
const store = () => new CredentialsStore();

beforeAll(async () => await server.start());
afterAll(async () => await server.stop());
beforeEach(() => {
	server.seen.length = 0;
	server.oldTokenIsGood = true;
});

const withKey = (key = 'secret'): NodeRun['credential'] => ({
	type: 'bitrix24MailWebhookApi',
	data: { server: server.url, key },
});

const withToken = (): NodeRun['credential'] => ({
	type: 'bitrix24MailOAuth2Api',
	data: {
		server: server.url,
		accessTokenUrl: `${server.url}/token`,
		clientId: 'me',
		clientSecret: 'my secret',
		// The type hides this field: what is stored here does not count.
		authentication: 'header',
		oauthTokenData: { access_token: 'old', refresh_token: 'first', token_type: 'bearer' },
	},
});

const runEcho = async (parameters: NodeRun['parameters'], more: Partial<NodeRun> = {}) =>
	await runNode({ nodeType: echo, credentialTypes, credential: withKey(), parameters, ...more });

const numbered = (...numbers: number[]) => numbers.map((n) => ({ json: { n } }));

describe('runNode', () => {
	it('resolves expressions item by item and pairs the items', async () => {
		const { items, output, arrived, error, run } = await runEcho(
			{ path: '=/items/{{ $json.n }}' },
			{ items: numbered(7, 8, 9) },
		);
		expect(error).toBeUndefined();
		expect(run.status).toBe('success');
		expect(items.map(({ json }) => json.path)).toEqual(['/items/7', '/items/8', '/items/9']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(output).toHaveLength(1);
		expect(arrived[0]).toHaveLength(3);
		expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST']);
	});

	it('runs with one empty item when it gets none', async () => {
		const { items } = await runEcho({ path: '/once' });
		expect(items).toHaveLength(1);
	});

	it('signs with the credential type’s function', async () => {
		const { items, credential } = await runEcho({ path: '/' });
		expect(items[0]?.json.key).toBe('secret');
		expect(credential).toEqual(withKey().data);
	});

	it('adds the options that n8n adds to declarative nodes, without touching the node type', async () => {
		const requestOptions = { batching: { batch: { batchSize: 1, batchInterval: 50 } } };
		const started = Date.now();
		await runEcho({ path: '/', requestOptions }, { items: numbered(1, 2, 3) });
		expect(Date.now() - started).toBeGreaterThanOrEqual(95);
		expect(echo.description.properties.map(({ name }) => name)).not.toContain('requestOptions');
	});

	it('gives the thrown error itself when the node stops the workflow', async () => {
		const { error, output, run, arrived } = await runEcho({ path: '/status/404' });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ httpCode: '404', context: { itemIndex: 0 } });
		expect(output).toEqual([]);
		expect(arrived).toEqual([[], []]);
		expect(run.status).toBe('error');
	});

	it('goes on with the regular output', async () => {
		const { error, itemErrors, items, run } = await runEcho(
			{ path: '={{ $json.n === 2 ? "/status/404" : "/" }}' },
			{ items: numbered(1, 2, 3), onError: 'continueRegularOutput' },
		);
		expect(error).toBeUndefined();
		expect(run.status).toBe('success');
		expect(items).toHaveLength(3);
		expect(items[1]?.json.error).toEqual(expect.any(String));
		expect(itemErrors).toEqual([expect.objectContaining({ httpCode: '404' })]);
		expect(itemErrors[0]).toBeInstanceOf(NodeApiError);
	});

	it('goes on with the error output', async () => {
		const { output, arrived } = await runEcho(
			{ path: '={{ $json.n === 2 ? "/status/404" : "/" }}' },
			{ items: numbered(1, 2, 3), onError: 'continueErrorOutput' },
		);
		expect(output.map((items) => items.length)).toEqual([2, 1]);
		expect(output[1]?.[0]?.json.error).toEqual(expect.any(String));
		expect(arrived.map((items) => items.length)).toEqual([2, 1]);
	});

	it('tells what n8n refuses to start', async () => {
		const { error, run } = await runEcho({ path: '' });
		expect(error?.message).toMatch(/issues/);
		expect(run.status).toBe('error');
		expect(server.seen).toEqual([]);
	});

	it.each([
		['after a time', (): Partial<NodeRun> => ({ cancelAfterMs: 100 })],
		['on a signal', (): Partial<NodeRun> => ({ signal: AbortSignal.timeout(100) })],
	])('stops %s and lets go of the request', async (_when, how) => {
		const { run, error } = await runEcho({ path: '/hang' }, how());
		expect(run.status).toBe('canceled');
		expect(error?.message).toMatch(/cancel/i);
		await expect(eventually(() => !server.hanging)).resolves.toBe(true);
	});

	it('hands files to the node', async () => {
		const buffer = Buffer.from('contents');
		const item = binaryItem(
			{ n: 1 },
			{ property: 'data', fileName: 'a.txt', mimeType: 'text/plain', buffer },
		);
		const { error } = await runEcho({ path: '/', file: 'data' }, { items: [item] });
		expect(error).toBeUndefined();
		expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({ fileName: 'a.txt', contents: 'contents' });
	});

	it('keeps the logs of simultaneous runs apart', async () => {
		const [hello, bye] = await Promise.all([
			runEcho({ path: '/', say: 'hello' }),
			runEcho({ path: '/', say: 'bye' }),
		]);
		const said = { level: 'warn', meta: { say: true } };
		expect(hello.log).toContainEqual({ ...said, message: 'Said hello' });
		expect(bye.log).toContainEqual({ ...said, message: 'Said bye' });
		expect(JSON.stringify(hello.log)).not.toContain('bye');
	});

	it('resolves the expressions of hidden credential fields', async () => {
		const { error } = await runEcho({ path: '={{ $json.n }}' }, { items: numbered(1), nodeType: fromHidden });
		expect(error).toBeUndefined();
		expect(server.seen.map(({ path }) => path)).toEqual(['/from-credential/']);
	});
});

const fromHidden: INodeType = {
	description: {
		...echo.description,
		requestDefaults: { baseURL: '={{ $credentials.target }}', url: '/' },
		properties: [text('authentication', { default: 'webhook' })],
	},
};

/** Waits for something that the other side of a connection has to notice first. */
async function eventually(condition: () => boolean): Promise<boolean> {
	for (let tries = 0; tries < 1_000 && !condition(); tries++) {
		await new Promise((later) => setTimeout(later, 20));
	}
	return condition();
}

describe('runNode with OAuth2', () => {
	const asOAuth2 = async (more: Partial<NodeRun> = {}) =>
		await runEcho({ path: '/', authentication: 'oAuth2' }, { credential: withToken(), ...more });

	it('sends the token', async () => {
		const { items } = await asOAuth2();
		expect(items[0]?.json.authorization).toBe('Bearer old');
	});

	it('renews the token after a 401 and stores it', async () => {
		server.oldTokenIsGood = false;
		const { items, error, credential } = await asOAuth2();
		expect(error).toBeUndefined();
		expect(items[0]?.json.authorization).toBe('Bearer renewed');
		expect(credential.oauthTokenData).toMatchObject({ access_token: 'renewed', refresh_token: 'second' });
		expect(credential.clientSecret).toBe('my secret');

		const renewal = server.seen.find(({ path }) => path === '/token');
		expect(renewal?.headers.authorization).toBeUndefined();
		expect(Object.fromEntries(new URLSearchParams(renewal?.body))).toEqual({
			grant_type: 'refresh_token',
			refresh_token: 'first',
			client_id: 'me',
			client_secret: 'my secret',
		});
	});

	inN8n2('shows the renewed token to the runs that share a store', async () => {
		server.oldTokenIsGood = false;
		const credentialsStore = store();
		const both = await Promise.all([asOAuth2({ credentialsStore }), asOAuth2({ credentialsStore })]);
		const later = await asOAuth2({ credentialsStore });
		for (const { items } of [...both, later]) expect(items[0]?.json.authorization).toBe('Bearer renewed');
		expect(server.seen.filter(({ path }) => path === '/token')).toHaveLength(1);
	});

	it('keeps runs apart that do not', async () => {
		server.oldTokenIsGood = false;
		await Promise.all([asOAuth2(), asOAuth2()]);
		expect(server.seen.filter(({ path }) => path === '/token')).toHaveLength(2);
	});
});

describe('runCredentialTest', () => {
	const test = async (key: string, at = server.url) =>
		await runCredentialTest('bitrix24MailWebhookApi', { server: at, key }, credentialTypes);

	it.each([
		['/good', 'OK', 'Connection successful!'],
		['/bad', 'Error', 'Bad path'],
	])('reads the answer of %s by the rules', async (key, status, message) => {
		expect(await test(key)).toEqual({ status, message });
		expect(server.seen[0]?.headers['x-key']).toBe(key);
	});

	inN8n2.each([
		['/status/418', 'It is a teapot'],
		['/status/500', 'Internal Server Error'],
	])('reads the refusal of %s by the rules', async (key, message) => {
		expect(await test(key)).toEqual({ status: 'Error', message });
	});

	inN8n2('tells that nobody answers', async () => {
		expect(await test('/', 'http://127.0.0.1:1')).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
	});

	it('looks for a token when the type is OAuth2 and has no test', async () => {
		const type = 'bitrix24MailOAuth2Api';
		const { oauthTokenData, ...typed } = withToken().data;
		expect(await runCredentialTest(type, typed, credentialTypes)).toMatchObject({ status: 'Error' });
		const connected = { ...typed, oauthTokenData: oauthTokenData! };
		expect(await runCredentialTest(type, connected, credentialTypes)).toMatchObject({ status: 'OK' });
		expect(server.seen).toEqual([]);
	});
});

describe('runHttpRequestNodeLike', () => {
	const send = async (path: string, data = {}, types = credentialTypes) =>
		await runHttpRequestNodeLike({
			credential: { ...withKey(), data: { ...withKey().data, ...data } },
			credentialTypes: types,
			url: `${server.url}${path}`,
		});

	it('signs a request to any address', async () => {
		const { response, error } = await send('/anywhere');
		expect(error).toBeUndefined();
		expect(response).toMatchObject({ statusCode: 200, body: { path: '/anywhere', key: 'secret' } });
	});

	it('gives the error', async () => {
		const { response, error } = await send('/status/500');
		expect(response).toBeUndefined();
		expect(error).toBeInstanceOf(NodeApiError);
	});

	it.each([
		['all', undefined, 1],
		['none', undefined, 0],
		['domains', '127.0.0.1', 1],
		['domains', 'example.com', 0],
	])(
		'minds a limit of the credential to %s (%s)',
		async (allowedHttpRequestDomains, allowedDomains, sent) => {
			await send('/', { allowedHttpRequestDomains, allowedDomains });
			expect(server.seen).toHaveLength(sent);
		},
	);

	inN8n2('minds a credential type that is for its own nodes only', async () => {
		const { error } = await send('/', {}, [{ ...webhook, restrictToSupportedNodes: true }]);
		expect(error?.message).toMatch(/restricted to specific nodes/);
		expect(server.seen).toEqual([]);
	});
});

describe('runListSearch', () => {
	it('calls the node’s method as the editor does', async () => {
		const { results, paginationToken } = await runListSearch({
			nodeType: echo,
			credentialTypes,
			credential: withKey(),
			method: 'things',
			parameters: { authentication: 'webhook', path: `${server.url}/list` },
			filter: 'a',
			paginationToken: 'x',
		});
		expect(results).toEqual([{ name: '/list/a', value: 'secret' }]);
		expect(paginationToken).toBe('after x');
	});
});
