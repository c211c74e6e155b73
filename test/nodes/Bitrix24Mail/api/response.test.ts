import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startPortal, type Fault, type Portal } from '../../../../sandbox/portal';
import { AUTHENTICATIONS, byId, runOn } from '../../../support/node';
import { useVirtualTime } from '../../../support/virtualTime';

useVirtualTime();

const GET = { resource: 'mailService', operation: 'get', mailServiceId: byId('1') };
const CREATE = { resource: 'mailService', operation: 'create', name: 'New' };
const DELETE = { resource: 'mailService', operation: 'delete', mailServiceId: byId('1') };
const MAILBOX_GET = { resource: 'mailbox', operation: 'get', mailboxId: byId('1') };

/** What comes instead of an answer, what the error must say, and its HTTP status. */
const STRANGE: Array<[string, Fault, RegExp, string | null]> = [
	['an HTML page with status 200', { html: true }, /returned a web page instead/, '200'],
	[
		'an HTML page of a proxy',
		{ html: '<html><title>502 Bad Gateway</title></html>', status: 502 },
		/returned a web page instead/,
		'502',
	],
	[
		'an error with status 200',
		{ refusal: 'ACCESS_DENIED', status: 200 },
		/commercial|plan doesn’t include/,
		'200',
	],
	['an error without a code', { refusal: '', text: 'Нет доступа', status: 400 }, /without a code/, '400'],
	[
		'an error that is not known',
		{ refusal: 'SOMETHING_NEW', text: 'Neu', status: 400 },
		/Bitrix24 rejected the request/,
		'400',
	],
	[
		'a redirect',
		{ redirect: 'https://new.example.com/rest/' },
		/address of this Bitrix24 has changed/,
		'302',
	],
	[
		'a permanent redirect',
		{ redirect: 'https://new.example.com/rest/', status: 308 },
		/address of this Bitrix24 has changed/,
		'308',
	],
	['JSON that breaks off', { malformed: true }, /did not come from Bitrix24’s REST API/, '200'],
	['an empty object', { answer: { body: {} } }, /did not come from Bitrix24’s REST API/, '200'],
	['a list', { answer: { body: [] } }, /did not come from Bitrix24’s REST API/, '200'],
	['a number', { answer: { body: 5 } }, /did not come from Bitrix24’s REST API/, '200'],
	['null', { answer: { body: null } }, /did not come from Bitrix24’s REST API/, '200'],
	[
		'a result of the wrong type',
		{ answer: { body: { result: 'yes' } } },
		/did not come from Bitrix24’s REST API/,
		'200',
	],
	[
		'a result of null',
		{ answer: { body: { result: null } } },
		/did not come from Bitrix24’s REST API/,
		'200',
	],
	['an error that is a list', { answer: { status: 400, body: { error: ['x'] } } }, /without a code/, '400'],
	['a connection that is cut', { disconnect: true }, /connection to Bitrix24 was lost/, null],
	[
		'a connection that is cut in the answer',
		{ at: 'middle', disconnect: true },
		/connection to Bitrix24 was lost/,
		null,
	],
];

describe('Answers that are none', () => {
	let portal: Portal;
	beforeEach(async () => {
		portal = await startPortal();
	});
	afterEach(async () => await portal.close());

	describe.each(AUTHENTICATIONS)('connected by %s', (authentication) => {
		describe.each([
			['a read of v1', GET],
			['a read of REST 3.0', MAILBOX_GET],
			['a write', DELETE],
		])('%s', (name, parameters) => {
			it.each(STRANGE)('%s', async (_, fault, message, httpCode) => {
				portal.faults.add({ times: 9, ...fault });
				const { error } = await runOn(portal, parameters, { authentication });
				expect(error?.name).toBe('NodeApiError');
				const mayHaveRun = /web page|did not come from|was lost/.test(error!.message) && name === 'a write';
				const title = mayHaveRun
					? /^It’s unclear whether mail service 1 was deleted: .* \[item 0\]$/
					: /^Could not .* 1: .* \[item 0\]$/;
				expect(error?.message).toMatch(title);
				expect(error?.message).toMatch(message);
				expect(error?.httpCode).toBe(httpCode);
				expect(error?.context.itemIndex).toBe(0);
			});
		});
	});

	it('Bitrix24’s own text is shown for a code that is not known', async () => {
		portal.refuse('SOMETHING_NEW', { status: 418, text: 'Etwas Neues' });
		const { error } = await runOn(portal, GET);
		expect(error?.description).toContain('“Etwas Neues” (SOMETHING_NEW)');
	});

	it('a created service needs an ID', async () => {
		portal.faults.add({ answer: { body: { result: true } } });
		const { error } = await runOn(portal, CREATE);
		expect(error?.message).toMatch(/mail service “New” was created: the answer did not come from/);
	});

	it('an update that the portal did not do is no success', async () => {
		portal.faults.add({ answer: { body: { result: false } } });
		const { error, items } = await runOn(portal, DELETE);
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/the answer did not come from/);
	});

	it('a list as PHP writes one with holes in its keys', async () => {
		portal.faults.add({
			answer: { body: { result: { 1: { ID: '5', NAME: 'A' }, 3: { ID: '7', NAME: 'B' } } } },
		});
		const { items } = await runOn(portal, { resource: 'mailService', operation: 'getAll' });
		expect(items.map(({ json }) => json.id)).toEqual([5, 7]);
	});

	it('the same page again and again does not go on for ever', async () => {
		const page = Array.from({ length: 100 }, (_, id) => ({ id: id + 1 }));
		portal.faults.add({ times: 99, answer: { body: { result: { items: page } } } });
		const { error } = await runOn(portal, { resource: 'mailbox', operation: 'getAll', returnAll: true });
		expect(error?.description).toContain('The same page came twice');
		expect(portal.requests).toHaveLength(2);
	});
});

describe('Portals that can’t be reached', () => {
	const webhook = (origin: string) => ({
		credential: {
			type: 'bitrix24MailWebhookApi' as const,
			data: { webhookUrl: `${origin}/rest/1/s3cretc0de/` },
		},
	});
	const nobody = {} as Portal;

	it('nobody listens', async () => {
		const { error } = await runOn(nobody, GET, webhook('http://127.0.0.1:1'));
		expect(error?.message).toBe(
			'Could not get mail service 1: Bitrix24 can’t be reached at 127.0.0.1:1 [item 0]',
		);
		expect(error?.description).toContain('ECONNREFUSED');
		expect(error?.httpCode).toBeNull();
	});

	it('a host that nobody knows', async () => {
		const { error } = await runOn(nobody, GET, webhook('https://portal.invalid'));
		expect(error?.message).toContain('there is no server named portal.invalid');
	});

	it('a server that speaks no TLS', async () => {
		const server: Server = createServer((_request, response) => response.end('hello'));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const { error } = await runOn(nobody, GET, webhook(`https://127.0.0.1:${port}`)).finally(() =>
			server.close(),
		);
		expect(error?.message).toContain('no secure connection to Bitrix24 could be made');
	});

	it.each([
		[
			'a webhook without a code',
			{ webhookUrl: 'https://company.bitrix24.com/' },
			/“Webhook URL” is incomplete/,
		],
		[
			'plain HTTP',
			{ webhookUrl: 'http://company.bitrix24.com/rest/1/s3cretc0de/' },
			/doesn’t start with https/,
		],
		[
			'a user name',
			{ webhookUrl: 'https://u:p@company.bitrix24.com/rest/1/s3cretc0de/' },
			/contains a user name/,
		],
		[
			'dot segments',
			{ webhookUrl: 'https://company.bitrix24.com/a/../rest/1/s3cretc0de/' },
			/a space or another character/,
		],
		['nothing', { webhookUrl: ' ' }, /is empty/],
	])('a credential with %s', async (_, data, problem) => {
		const { error } = await runOn(nobody, GET, { credential: { type: 'bitrix24MailWebhookApi', data } });
		expect(error?.message).toBe('Could not get mail service 1: the credential can’t be used [item 0]');
		expect(error?.description).toMatch(problem);
		// It says itself what to do: nothing of it is a quotation.
		expect(error?.description).toMatch(/^“(Webhook|Portal) URL” /);
		expect(error?.description).not.toContain('s3cretc0de');
	});

	it('an account that was never connected', async () => {
		const data = {
			portalUrl: 'company.bitrix24.com',
			accessTokenUrl: 'https://oauth.bitrix24.tech/oauth/token/',
		};
		const { error } = await runOn(nobody, GET, {
			authentication: 'oAuth2',
			credential: { type: 'bitrix24MailOAuth2Api', data },
		});
		expect(error?.message).toBe('This credential isn’t connected yet [item 0]');
		expect(error?.description).toBe('Open it and select Connect.');
	});
});
