import { inspect } from 'node:util';
import type { INodeParameters } from 'n8n-workflow';
import { CredentialsStore } from '../../../../engine';
import {
	manyMailboxes,
	manyServices,
	startPortal,
	type Portal,
	type PortalOptions,
} from '../../../../../sandbox/portal';
import { byId, credentialFor, numbered, runOn } from '../../../../support/node';
import { ownShare } from '../../../../support/ownShare';
import { useVirtualTime } from '../../../../support/virtualTime';

useVirtualTime();

const GET = { resource: 'mailService', operation: 'get', mailServiceId: byId('={{ $json.n }}') };
const MAILBOX_GET = { resource: 'mailbox', operation: 'get', mailboxId: byId('={{ $json.n }}') };
const CREATE = { resource: 'mailService', operation: 'create', name: '=New {{ $json.n }}' };

const USUAL = { brim: 50, drainPerSecond: 2 };

describe('The portal’s limit', () => {
	let portal: Portal;
	afterEach(async () => await portal.close());

	const start = async (options: PortalOptions) => (portal = await startPortal(options));
	const refused = () => portal.requests.filter(({ refused }) => refused !== undefined).length;
	const accepted = () => portal.requests.length - refused();
	/** From the first request to the last, in seconds. */
	const elapsed = () => (portal.requests.at(-1)!.time - portal.requests[0]!.time) / 1000;

	/** All of the portal's room, taken by somebody else. */
	const fillUp = async (requests: number) => {
		const url = `${portal.webhook()}profile`;
		await Promise.all(Array.from({ length: requests }, async () => await fetch(url, { method: 'POST' })));
		portal.requests.length = 0;
		portal.calls.length = 0;
	};

	it('2,900 Gets: nothing is lost, in 58 requests', async () => {
		await start({ bucket: USUAL, services: manyServices(2_900) });
		const { error, items, log } = await runOn(portal, GET, { items: numbered(2_900) });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(numbered(2_900).map(({ json }) => json.n));
		expect(accepted()).toBeLessThanOrEqual(58);
		expect(refused()).toBeLessThanOrEqual(3);
		expect(portal.calls).toHaveLength(2_900);
		expect(elapsed()).toBeLessThan(15);
		// 58 requests through a bucket of 50: it had to wait, and says so.
		expect(log.map(({ message }) => message)).toContainEqual(
			expect.stringMatching(
				/^Bitrix24 Mail waited \d+\.\d s for the request limit of 127\.0\.0\.1:\d+: 50 requests at once, then 2 per second$/,
			),
		);
	});

	it('a run that did not have to wait says nothing of it', async () => {
		await start({ bucket: USUAL, services: manyServices(60) });
		const { log } = await runOn(portal, GET, { items: numbered(60) });
		expect(log.filter(({ message }) => message.includes('request limit'))).toEqual([]);
	});

	it.each([
		['Gets', GET],
		['Creates', CREATE],
		['Gets of mailboxes', MAILBOX_GET],
	])('%s against a bucket that somebody else has filled', async (_, parameters) => {
		await start({ bucket: USUAL, services: manyServices(600), mailboxes: manyMailboxes(600) });
		await fillUp(50);
		const { error, items, log } = await runOn(portal, parameters, { items: numbered(600) });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(600);
		expect(accepted()).toBe(12);
		expect(portal.calls).toHaveLength(600);
		// It learns from the first refusals: those that were under way together, and hardly any more.
		expect(refused()).toBeGreaterThanOrEqual(1);
		expect(refused()).toBeLessThanOrEqual(6);
		expect(log.some(({ message }) => /waited \d+\.\d s for the request limit/.test(message))).toBe(true);
		// Slower than the portal would take them: whoever else fills it needs room, too. (Writes only: they go one after
		// the other, while the pauses of several reads add up on the clock of this test.)
		const first = portal.requests.findIndex(({ refused }) => refused !== undefined);
		const good = portal.requests.slice(first).filter(({ refused }) => refused === undefined);
		if (parameters === CREATE) expect(good[1]!.time - good[0]!.time).toBeGreaterThan(600);
	});

	it('somebody else takes half of it all the time: nothing is lost', async () => {
		await start({ bucket: { brim: 10, drainPerSecond: 2 }, services: manyServices(1_000) });
		const webhook = portal.webhook();
		let othersRefused = 0;
		let isOver = false;
		const others = (async () => {
			let at = Date.now();
			while (!isOver) {
				await new Promise((resolve) => setTimeout(resolve, 1));
				if (Date.now() - at < 1_000) continue;
				at = Date.now();
				const { status } = await fetch(`${webhook}profile`, { method: 'POST' });
				if (status === 503) othersRefused += 1;
			}
		})();
		const { error, items } = await runOn(portal, GET, { items: numbered(1_000) });
		isOver = true;
		await others;
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(numbered(1_000).map(({ json }) => json.n));
		expect(portal.calls.filter(({ method }) => method === 'mailservice.get')).toHaveLength(1_000);
		expect(refused() - othersRefused).toBeLessThan(20);
	});

	it('three runs at once share the budget', async () => {
		await start({ bucket: USUAL, services: manyServices(1_500), mailboxes: manyMailboxes(1_500) });
		const oAuth2 = { authentication: 'oAuth2', credential: credentialFor(portal, 'oAuth2') } as const;
		const runs = await Promise.all([
			runOn(portal, GET, { items: numbered(1_500) }),
			runOn(portal, MAILBOX_GET, { items: numbered(1_500) }),
			runOn(portal, CREATE, { items: numbered(500), ...oAuth2 }),
		]);
		expect(runs.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
		expect(runs.map(({ items }) => items.length)).toEqual([1_500, 1_500, 500]);
		expect(portal.calls).toHaveLength(3_500);
		expect(accepted()).toBe(70);
		expect(refused()).toBeLessThanOrEqual(3);
	});

	describe('two credentials with different limits', () => {
		/** A text with a reference travels alone, so that each item is a request. */
		const create = async (count: number, fields: Record<string, string>) => {
			const { type, data } = credentialFor(portal, 'webhook');
			return await runOn(
				portal,
				{ ...CREATE, name: '=$result[{{ $json.n }}]' },
				{ items: numbered(count), credential: { type, data: { ...data, ...fields } } },
			);
		};
		const ENTERPRISE = { requestLimit: 'enterprise' };
		const STANDARD = { requestLimit: 'usual' };

		it('one request by the smaller neither waits nor keeps others waiting', async () => {
			await start({ bucket: { brim: 250, drainPerSecond: 5 } });
			await create(230, ENTERPRISE);
			const runs = await Promise.all([create(1, STANDARD), create(10, ENTERPRISE)]);
			expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
			expect(accepted()).toBe(241);
			expect(refused()).toBe(0);
			expect(elapsed()).toBeLessThan(10);
		});

		it('n8n’s log says so once', async () => {
			await start({});
			const runs = [];
			for (const fields of [ENTERPRISE, STANDARD, ENTERPRISE, STANDARD]) runs.push(await create(2, fields));
			const told = runs.map(({ log }) =>
				log.filter(({ message }) => message.includes('different request limits')),
			);
			expect(told.map(({ length }) => length)).toEqual([0, 1, 0, 0]);
			const [{ level, message }] = told[1] as [(typeof told)[number][number]];
			expect(level).toBe('warn');
			expect(message).toBe(
				`Credentials for ${new URL(portal.url).host} have different request limits ` +
					'(250 requests at once, then 5 per second; 50 requests at once, then 2 per second). ' +
					'The larger one applies to all of them. Set “Request Limit” to the same value in each, to match your Bitrix24 plan.',
			);
		});

		it('nothing is said of those that agree', async () => {
			await start({});
			for (const fields of [STANDARD, STANDARD, {}]) {
				const { log } = await create(1, fields as Record<string, string>);
				expect(log.filter(({ message }) => message.includes('request limits'))).toEqual([]);
			}
		});
	});

	describe('a credential that knows a bigger bucket uses it to its full', () => {
		const LIMITS: Array<[string, { brim: number; drainPerSecond: number }, Record<string, string | number>]> =
			[
				['enterprise', { brim: 250, drainPerSecond: 5 }, { requestLimit: 'enterprise' }],
				[
					'custom',
					{ brim: 120, drainPerSecond: 10 },
					{ requestLimit: 'custom', requestBurst: 120, requestsPerSecond: 10 },
				],
			];

		it.each(LIMITS)('%s', async (_, bucket, fields) => {
			await start({ bucket });
			const { type, data } = credentialFor(portal, 'webhook');
			// A text with a reference travels alone, so that each item is a request.
			const count = bucket.brim + 4 * bucket.drainPerSecond;
			const { error, items, log } = await runOn(
				portal,
				{ ...CREATE, name: '=$result[{{ $json.n }}]' },
				{ items: numbered(count), credential: { type, data: { ...data, ...fields } } },
			);
			expect(error).toBeUndefined();
			expect(items).toHaveLength(count);
			expect(accepted()).toBe(count);
			expect(refused()).toBe(0);
			// The whole burst at once, and then no slower than the portal takes them.
			const firstPause = portal.requests.findIndex(
				({ time }, index) =>
					index > 0 && time - portal.requests[index - 1]!.time > 500 / bucket.drainPerSecond,
			);
			expect(firstPause === -1 || firstPause >= bucket.brim - 2).toBe(true);
			expect(elapsed()).toBeLessThan(6);
			expect(log.some(({ message }) => message.includes(`${bucket.brim} requests at once`))).toBe(true);
		});

		it('the usual one is not spent faster than the portal takes it, however big the run', async () => {
			await start({ bucket: USUAL });
			const { error, items } = await runOn(
				portal,
				{ ...CREATE, name: '=$result[{{ $json.n }}]' },
				{ items: numbered(120) },
			);
			expect(error).toBeUndefined();
			expect(items).toHaveLength(120);
			expect(refused()).toBe(0);
			expect(elapsed()).toBeGreaterThan((120 - 50) / 2 - 2);
			expect(elapsed()).toBeLessThan((120 - 50) / 2 + 5);
		});
	});
});

describe('An OAuth2 token that ends in the middle of a run', () => {
	let portal: Portal;
	beforeEach(async () => {
		portal = await startPortal({ services: manyServices(600), mailboxes: manyMailboxes(600) });
	});
	afterEach(async () => await portal.close());

	const SOME: Array<[string, INodeParameters]> = [
		['Gets of services (v1)', GET],
		['Gets of mailboxes (REST 3.0)', MAILBOX_GET],
		['Creates (v1)', CREATE],
	];

	const tokenRequests = () => portal.requests.filter(({ restMethod }) => restMethod === 'oauth/token');
	const oAuth2 = () => ({ authentication: 'oAuth2', credential: credentialFor(portal, 'oAuth2') }) as const;

	/** Does something when the REST request of that number arrives, before it is looked at. */
	const atRequest = (number: number, act: () => void) => {
		let seen = 0;
		const count = () => {
			seen += 1;
			if (seen === number) act();
			return false;
		};
		portal.faults.add({ version: 'v1', when: count });
		portal.faults.add({ version: 'v3', when: count });
	};

	describe.each(SOME)('%s', (name, parameters) => {
		it.each(ownShare([1, 2, 6, 12], name.length))(
			'expired at request %i: renewed once for all',
			async (number) => {
				atRequest(number, () => portal.expireTokens());
				const { error, items } = await runOn(portal, parameters, { items: numbered(600), ...oAuth2() });
				expect(error).toBeUndefined();
				expect(items).toHaveLength(600);
				expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
					[...items.keys()].map((item) => ({ item })),
				);
				expect(portal.calls).toHaveLength(600);
				expect(tokenRequests()).toHaveLength(1);
			},
		);

		it('expired between two portions of n8n’s Batching', async () => {
			const requestOptions = { batching: { batch: { batchSize: 100, batchInterval: 80 } } };
			atRequest(3, () => portal.expireTokens());
			const { error, items } = await runOn(
				portal,
				{ ...parameters, requestOptions },
				{ items: numbered(300), ...oAuth2() },
			);
			expect(error).toBeUndefined();
			expect(items).toHaveLength(300);
			expect(portal.calls).toHaveLength(300);
			expect(tokenRequests()).toHaveLength(1);
		});

		it('the next run uses the renewed token', async () => {
			const credentialsStore = new CredentialsStore();
			const shared = { ...oAuth2(), credentialsStore, items: numbered(60) };
			portal.expireTokens();
			await runOn(portal, parameters, shared);
			const { error } = await runOn(portal, parameters, shared);
			expect(error).toBeUndefined();
			expect(tokenRequests()).toHaveLength(1);
		});

		it('revoked: the error says to connect again, and holds no secret', async () => {
			const { credential, authentication } = oAuth2();
			atRequest(1, () => portal.revokeTokens());
			const { error, run, log } = await runOn(portal, parameters, {
				items: numbered(60),
				credential,
				authentication,
			});
			expect(error?.name).toBe('NodeApiError');
			expect(error?.message).toContain('the connection to Bitrix24 has expired');
			expect(error?.description).toMatch(/Reconnect the credential/);
			const { access_token, refresh_token } = credential.data.oauthTokenData as Record<string, string>;
			const everything = [inspect(error, { depth: 20, showHidden: true }), JSON.stringify(run), inspect(log)];
			for (const secret of [access_token!, refresh_token!, String(credential.data.clientSecret)]) {
				for (const text of everything) expect(text).not.toContain(secret);
			}
			expect(portal.calls).toHaveLength(0);
		});

		it('revoked in the middle: what was done before stays, the rest ends with that error', async () => {
			atRequest(6, () => portal.revokeTokens());
			const { items } = await runOn(portal, parameters, {
				items: numbered(600),
				...oAuth2(),
				onError: 'continueRegularOutput',
			});
			const good = items.filter(({ json }) => json.error === undefined);
			const bad = items.filter(({ json }) => json.error !== undefined);
			expect(items).toHaveLength(600);
			expect(good).toHaveLength(portal.calls.length);
			expect(good.length).toBeGreaterThan(0);
			expect(bad.length).toBeGreaterThan(0);
			for (const { json } of bad) {
				expect(json.message).toMatch(/Reconnect the credential/);
				expect(json.error).not.toMatch(/unclear/);
			}
		});
	});
});
