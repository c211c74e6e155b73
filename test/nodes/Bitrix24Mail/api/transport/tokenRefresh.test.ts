import { CredentialsStore, runListSearch, type WithCredential } from '../../../../engine';
import { manyServices, startPortal, type Portal } from '../../../../../sandbox/portal';
import { held } from '../../../../support/held';
import { byId, credentialFor, numbered, runOn } from '../../../../support/node';

const GET = { resource: 'mailService', operation: 'get', mailServiceId: byId('={{ $json.n }}') };
const CREATE = { resource: 'mailService', operation: 'create', name: '=New {{ $json.n }}' };

/** Enough items for all requests that a run has under way at a time, and more. */
const MANY = 200;

describe('An expired OAuth2 token that several executions meet at once', () => {
	let portal: Portal;
	beforeEach(async () => {
		portal = await startPortal({
			services: manyServices(MANY),
			bucket: { brim: 1_000, drainPerSecond: 100 },
		});
	});
	afterEach(async () => await portal.close());

	const renewals = () => portal.requests.filter(({ restMethod }) => restMethod === 'oauth/token');
	const asOAuth2 = () => {
		const { type, data } = credentialFor(portal, 'oAuth2');
		// More than the portal takes by default: what is tried here is not the limit.
		return {
			authentication: 'oAuth2' as const,
			credential: {
				type,
				data: { ...data, requestLimit: 'custom', requestBurst: 1_000, requestsPerSecond: 100 },
			} as WithCredential['credential'],
			credentialsStore: new CredentialsStore(),
		};
	};
	it.each([
		['reads', GET],
		['writes', CREATE],
	])('is renewed once for ten of them: %s', async (_, parameters) => {
		const shared = asOAuth2();
		portal.expireTokens();
		const runs = await Promise.all(
			Array.from(
				{ length: 10 },
				async () => await runOn(portal, parameters, { ...shared, items: numbered(MANY) }),
			),
		);
		for (const { error, items } of runs) {
			expect(error).toBeUndefined();
			expect(items).toHaveLength(MANY);
		}
		expect(portal.calls).toHaveLength(10 * MANY);
		expect(renewals().map(({ status }) => status)).toEqual([200]);
		// The connection lives: the refresh token that is stored is the one that the portal gave last.
		portal.expireTokens();
		const { error } = await runOn(portal, GET, { ...shared, items: numbered(1) });
		expect(error).toBeUndefined();
		expect(renewals().map(({ status }) => status)).toEqual([200, 200]);
	});

	it('is renewed once more when the new one ends as well', async () => {
		const shared = asOAuth2();
		let requests = 0;
		const expireNowAndThen = () => {
			requests += 1;
			if (requests === 3 || requests === 30) portal.expireTokens();
			return false;
		};
		portal.faults.add({ version: 'v1', when: expireNowAndThen });
		const runs = await Promise.all(
			Array.from(
				{ length: 10 },
				async () => await runOn(portal, CREATE, { ...shared, items: numbered(MANY) }),
			),
		);
		for (const { error } of runs) expect(error).toBeUndefined();
		expect(portal.calls).toHaveLength(10 * MANY);
		expect(renewals().map(({ status }) => status)).toEqual([200, 200]);
	});

	it('does not make another connection wait, nor renew it', async () => {
		const expired = asOAuth2();
		portal.expireTokens();
		const live = asOAuth2();
		const [one, other] = await Promise.all(
			[expired, live].map(async (shared) => await runOn(portal, GET, { ...shared, items: numbered(MANY) })),
		);
		expect(one!.error).toBeUndefined();
		expect(other!.error).toBeUndefined();
		expect(renewals()).toHaveLength(1);
		const [renewed, kept] = [expired, live].map(({ credential, credentialsStore: store }) => ({
			before: credential.data.oauthTokenData,
			after: store.read(credential.type).oauthTokenData,
		}));
		expect(renewed!.after).not.toEqual(renewed!.before);
		expect(kept!.after).toEqual(kept!.before);
	});

	it.each([
		['reads', GET],
		['writes', CREATE],
	])(
		'that the token server does not renew at once is renewed by the next request: %s',
		async (_, parameters) => {
			const shared = asOAuth2();
			portal.expireTokens();
			portal.faults.add({ method: 'oauth/token', disconnect: true });
			portal.faults.add({ method: 'oauth/token', html: true, status: 502 });
			const { items, error } = await runOn(portal, parameters, { ...shared, items: numbered(MANY) });
			expect(error).toBeUndefined();
			expect(items).toHaveLength(MANY);
			expect(portal.calls).toHaveLength(MANY);
		},
	);

	it('when the token server hangs, they wait for it together, and the error names it', async () => {
		const shared = asOAuth2();
		portal.expireTokens();
		portal.faults.add({ method: 'oauth/token', hang: true, times: 99 });
		const parameters = { ...GET, requestOptions: { timeout: 2_000 } };
		const runs = await Promise.all(
			Array.from(
				{ length: 6 },
				async () => await runOn(portal, parameters, { ...shared, items: numbered(MANY) }),
			),
		);
		for (const { error } of runs) {
			expect(error?.message).toContain('Bitrix24’s OAuth server did not answer in time');
			expect(error?.description).toContain('nothing was carried out');
		}
		expect(renewals()).toHaveLength(1);
	});

	it.each([
		['cuts the connection', { disconnect: true as const }, 'OAuth server can’t be reached'],
		['is down', { html: true as const, status: 503 }, 'OAuth server can’t be reached'],
		['answers with a page', { html: true as const }, 'OAuth server gave no new access token'],
		['answers without a token', { answer: { status: 404, body: {} } }, 'gave no new access token'],
		['has no such application', { refusal: 'invalid_client' }, 'doesn’t recognize the app'],
		['does not know the refresh token', { refusal: 'invalid_grant' }, 'connection to Bitrix24 has expired'],
	])('when the token server %s, the error says so, and that no write was done', async (_, fault, message) => {
		const shared = asOAuth2();
		portal.expireTokens();
		portal.faults.add({ method: 'oauth/token', times: 99, ...fault });
		const { error } = await runOn(portal, CREATE, { ...shared, items: numbered(1) });
		expect(error?.message).toContain(message);
		expect(error?.description).not.toContain('It is not known whether');
		expect(portal.calls).toEqual([]);
	});

	it('a new one that the portal refuses as well is not renewed again: in each run, one renewal', async () => {
		const shared = asOAuth2();
		portal.faults.add({ version: 'v1', refusal: 'NO_AUTH_FOUND', times: 9_999 });
		for (const run of [1, 2]) {
			const { error, items } = await runOn(portal, GET, {
				...shared,
				items: numbered(MANY),
				onError: 'continueRegularOutput',
			});
			expect(error).toBeUndefined();
			expect(
				items.filter(({ json }) => String(json.error).includes('doesn’t recognize this webhook or account')),
			).toHaveLength(MANY);
			expect(renewals()).toHaveLength(run);
		}
	});

	it('that ends again in the same run is renewed again, after one that the portal took', async () => {
		const shared = asOAuth2();
		const ends = [2, 9, 16];
		let requests = 0;
		const expireNowAndThen = () => {
			requests += 1;
			if (ends.includes(requests)) portal.expireTokens();
			return false;
		};
		portal.faults.add({ version: 'v1', when: expireNowAndThen });
		const { error, items } = await runOn(portal, CREATE, { ...shared, items: numbered(20 * 50) });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(20 * 50);
		expect(renewals()).toHaveLength(ends.length);
	});

	it('is renewed for a list of the editor and for an execution beside it, once', async () => {
		const shared = asOAuth2();
		portal.expireTokens();
		const [list, run] = await Promise.all([
			runListSearch({
				...shared,
				method: 'searchMailServices',
				parameters: { authentication: 'oAuth2' },
			}),
			runOn(portal, GET, { ...shared, items: numbered(MANY) }),
		]);
		expect(list.results.length).toBeGreaterThan(0);
		expect(run.error).toBeUndefined();
		expect(renewals()).toHaveLength(1);
	});

	it('costs a live one nothing: no request more, and none waits for another', async () => {
		const shared = asOAuth2();
		const { error } = await runOn(portal, GET, { ...shared, items: numbered(MANY) });
		expect(error).toBeUndefined();
		expect(portal.requests).toHaveLength(MANY / 50);
	});

	it('a portal that refuses two requests of three, whatever the token, costs a run no more than its budget', async () => {
		let requests = 0;
		const lags = () => requests++ % 3 !== 2;
		portal.faults.add({ version: 'v1', times: 9_999, when: lags, refusal: 'expired_token', status: 401 });
		const items = numbered(30 * 50);
		const run = await runOn(portal, CREATE, { ...asOAuth2(), items, onError: 'continueRegularOutput' });
		expect(run.items).toHaveLength(items.length);
		expect(portal.requests.length - renewals().length).toBeLessThanOrEqual(2 * 30 + 20);
	});

	it('whoever joins a renewal that fails tries again, too, however long the process has been running', async () => {
		const { now } = performance;
		jest.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + 1_000_000);
		const shared = asOAuth2();
		portal.expireTokens();
		const { until, letGo } = held();
		portal.faults.add({ method: 'oauth/token', until, html: true, status: 503 });
		const one = runOn(portal, CREATE, { ...shared, items: numbered(1) });
		await new Promise<void>((resolve) => {
			const look = () => (renewals().length > 0 ? resolve() : void setTimeout(look, 1));
			look();
		});
		const two = runOn(portal, CREATE, { ...shared, items: numbered(1) });
		// It has joined by then.
		await new Promise((resolve) => setTimeout(resolve, 200));
		letGo();
		const errors = (await Promise.all([one, two])).map(({ error }) => error);
		jest.restoreAllMocks();
		expect(errors).toEqual([undefined, undefined]);
	});
});
