import { inspect } from 'node:util';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { startPortal, type Fault, type Portal } from '../../../../../sandbox/portal';
import {
	AUTHENTICATIONS,
	byId,
	credentialFor,
	numbered,
	runOn,
	type Authentication,
} from '../../../../support/node';
import { useVirtualTime } from '../../../../support/virtualTime';

useVirtualTime();

const RUNS: Array<[string, INodeParameters]> = [
	['one call of v1', { resource: 'mailService', operation: 'get', mailServiceId: byId('1') }],
	['one call of REST 3.0', { resource: 'mailbox', operation: 'get', mailboxId: byId('1') }],
	['a batch of v1', { resource: 'mailService', operation: 'get', mailServiceId: byId('={{ $json.n }}') }],
	['a batch of REST 3.0', { resource: 'mailbox', operation: 'get', mailboxId: byId('={{ $json.n }}') }],
	['a write', { resource: 'mailService', operation: 'delete', mailServiceId: byId('1') }],
];

/** What goes wrong. `{secret}` in a text stands for the credential's secrets. */
const FAULTS: Array<[string, Fault]> = [
	['nothing', { delayMs: 0 }],
	['a refusal that repeats the secrets', { refusal: 'ERROR_CORE', text: 'no: {secret}', times: 9 }],
	['an unknown error', { refusal: 'NEW', text: 'at {secret}', status: 500, times: 9 }],
	['a wrong token or webhook', { refusal: 'NO_AUTH_FOUND', times: 9 }],
	['an HTML page', { html: '<html><title>{secret}</title>', status: 502, times: 9 }],
	['a redirect', { redirect: 'https://example.com/{secret}', times: 9 }],
	['a cut connection', { disconnect: true, times: 9 }],
	['an answer that breaks off', { at: 'middle', disconnect: true, times: 9 }],
	['malformed JSON', { malformed: true, times: 9 }],
];

function secretsOf(authentication: Authentication, data: ICredentialDataDecryptedObject): string[] {
	if (authentication === 'webhook') return [new URL(String(data.webhookUrl)).pathname.split('/')[3]!];
	const token = data.oauthTokenData as { access_token: string; refresh_token: string };
	return [token.access_token, token.refresh_token, String(data.clientSecret)];
}

/** Everything that can be read from a value: properties of errors and their causes, whether enumerable or not. */
const everythingIn = (value: unknown) =>
	inspect(value, {
		depth: 12,
		showHidden: true,
		maxArrayLength: null,
		maxStringLength: null,
		breakLength: Infinity,
	});

describe('Secrets stay in the credential', () => {
	let portal: Portal;
	beforeEach(async () => {
		portal = await startPortal();
	});
	afterEach(async () => await portal.close());

	describe.each(AUTHENTICATIONS)('connected by %s', (authentication) => {
		describe.each(RUNS)('%s', (_, parameters) => {
			it.each(FAULTS)('%s', async (_fault, fault) => {
				const credential = credentialFor(portal, authentication);
				const secrets = secretsOf(authentication, credential.data);
				const planted = JSON.parse(
					JSON.stringify(fault).replaceAll(
						'{secret}',
						secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]).join(' '),
					),
				) as Fault;
				for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
					portal.faults.clear();
					portal.faults.add(planted);
					const run = await runOn(portal, parameters, {
						authentication,
						credential,
						items: numbered(parameters.operation === 'delete' ? 1 : 3),
						onError,
					});
					const { output, error, itemErrors, log } = run;
					const visible = [
						everythingIn([output, error, itemErrors]),
						JSON.stringify(run.run),
						everythingIn(run.run.data.resultData),
						JSON.stringify(log),
						error?.stack ?? '',
					].join('\n');
					for (const secret of secrets) {
						for (const spelling of [
							secret,
							encodeURIComponent(secret),
							Buffer.from(secret).toString('base64'),
						]) {
							const at = visible.indexOf(spelling);
							expect(at < 0 ? '' : visible.slice(Math.max(0, at - 300), at + 100)).toBe('');
						}
					}
				}
			});
		});
	});

	it.each(AUTHENTICATIONS)('%s: links of other hosts come out as they are', async (authentication) => {
		const [own, foreign] = [
			`${portal.url}/rest/2/abcdefgh12345678/`,
			'https://docs.example.com/rest/2/introduction',
		];
		Object.assign(portal.services[0]!, { NAME: `see ${own}`, LINK: foreign });
		const get = { resource: 'mailService', operation: 'get', mailServiceId: byId(portal.services[0]!.ID) };
		const { items } = await runOn(portal, get, { authentication });
		expect(items[0]?.json).toMatchObject({
			name: `see ${portal.url}/rest/2/***hidden***/`,
			link: foreign,
		});
	});

	it('the secret goes to the portal’s own address only', async () => {
		const elsewhere = await startPortal();
		portal.faults.add({ redirect: `${elsewhere.url}/rest/profile`, status: 307, times: 9 });
		for (const authentication of AUTHENTICATIONS) {
			await runOn(portal, RUNS[0]![1], { authentication });
		}
		expect(elsewhere.requests).toEqual([]);
		await elsewhere.close();
	});
});
