import { CredentialsStore, runListSearch, type WithCredential } from '../../engine';
import { manyServices, startPortal, type Portal } from '../../portal';
import { byId, credentialFor, numbered, runOn } from '../../support/node';

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

	it('that the token server does not renew at once is renewed by the next request', async () => {
		const shared = asOAuth2();
		portal.expireTokens();
		portal.faults.add({ method: 'oauth/token', disconnect: true });
		const { items } = await runOn(portal, GET, {
			...shared,
			items: numbered(MANY),
			onError: 'continueRegularOutput',
		});
		expect(items).toHaveLength(MANY);
		expect(items.filter(({ json }) => json.error === undefined)).toHaveLength(MANY);
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
});
