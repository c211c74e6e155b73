import type { Reply } from '../../../../../nodes/Bitrix24Mail/api/response';
import { withTokenRefresh } from '../../../../../nodes/Bitrix24Mail/api/transport/tokenRefresh';
import { fakeRun, ok, type FakeRun } from '../fakeN8n';

const OK: Reply = { ok: true, status: 200, body: { result: 1 } };
const REFUSED: Reply = { ok: false, error: { code: 'expired_token', text: '', status: 401 } };
const BROKEN: Reply = { ok: false, error: { code: 'broken-connection', text: '' } };

/** A connection by OAuth2: the portal takes the tokens of certain numbers; each refresh gives the next one. */
function connection(accepted: number[], options: { credentialId?: string; budget?: number } = {}) {
	const counts = { sent: 0, refreshes: 0 };
	let token = 0;
	let refreshing: Promise<unknown> | undefined;
	const run = fakeRun(() => ok(1), {
		...options,
		refresh: async () => {
			counts.refreshes++;
			await refreshing;
			token++;
			return { token };
		},
	});
	const send = async (): Promise<Reply> => {
		counts.sent++;
		const used = token;
		await Promise.resolve();
		return accepted.includes(used) ? OK : REFUSED;
	};
	return {
		...run,
		counts,
		send,
		request: async (sendOnce = send) => await withTokenRefresh(run.context, sendOnce),
		/** Refreshes wait for this. */
		holdRefresh: (until: Promise<unknown>) => (refreshing = until),
	};
}

/** Another run with the same credential, at the same token server. */
const runBeside = (other: { connection: FakeRun['connection']; n8n: FakeRun['n8n'] }) => {
	const { context } = fakeRun(() => ok(1));
	return { ...context, connection: { ...other.connection }, n8n: other.n8n };
};

describe('An expired OAuth2 token', () => {
	it('is refreshed once, and the request goes again', async () => {
		const { request, counts } = connection([1]);
		expect(await request()).toEqual(OK);
		// The old token is tried once more: another process of n8n may have refreshed it meanwhile.
		expect(counts).toEqual({ sent: 3, refreshes: 1 });
	});

	it('that is good needs none', async () => {
		const { request, counts } = connection([0]);
		expect(await request()).toEqual(OK);
		expect(counts).toEqual({ sent: 1, refreshes: 0 });
	});

	it('a webhook has none: its 401 is the answer', async () => {
		const { context } = fakeRun(() => ok(1));
		const send = jest.fn(async () => REFUSED);
		expect(await withTokenRefresh(context, send)).toBe(REFUSED);
		expect(send).toHaveBeenCalledTimes(1);
	});

	it('a 401 is one with a result, too; an error without an answer is not', async () => {
		const replies: Reply[] = [
			{ ...OK, status: 401 },
			{ ...OK, status: 401 },
		];
		const { request, counts, send } = connection([1]);
		expect(await request(async () => replies.shift() ?? (await send()))).toEqual(OK);
		expect(counts.refreshes).toBe(1);
		const broken = connection([1]);
		expect(await broken.request(async () => BROKEN)).toBe(BROKEN);
		expect(broken.counts.refreshes).toBe(0);
	});

	it('that another process has refreshed meanwhile is not refreshed again', async () => {
		const { request, counts } = connection([]);
		const replies = [REFUSED, OK];
		expect(await request(async () => replies.shift()!)).toEqual(OK);
		expect(counts.refreshes).toBe(0);
	});

	it('many requests that meet it wait for one refresh together', async () => {
		const { request, counts } = connection([1]);
		const replies = await Promise.all(Array.from({ length: 5 }, async () => await request()));
		expect(replies).toEqual(Array(5).fill(OK));
		expect(counts).toEqual({ sent: 5 + 1 + 5, refreshes: 1 });
	});

	it('a request that comes while it is refreshed is not sent with it', async () => {
		let goOn = () => {};
		const { request, counts, holdRefresh } = connection([1]);
		void holdRefresh(new Promise<void>((resolve) => (goOn = resolve)));
		const first = request();
		while (counts.refreshes === 0) await new Promise((resolve) => setImmediate(resolve));
		expect(counts.sent).toBe(2);
		const second = request();
		await new Promise((resolve) => setImmediate(resolve));
		expect(counts.sent).toBe(2);
		goOn();
		expect(await Promise.all([first, second])).toEqual([OK, OK]);
		expect(counts).toEqual({ sent: 4, refreshes: 1 });
	});

	it('runs with the same credential share the refresh, others do not', async () => {
		const one = connection([1]);
		const beside = runBeside(one);
		await Promise.all([one.request(), withTokenRefresh(beside, one.send)]);
		expect(one.counts.refreshes).toBe(1);
		const [a, b] = [connection([1]), connection([1])];
		await Promise.all([a.request(), b.request()]);
		expect([a.counts.refreshes, b.counts.refreshes]).toEqual([1, 1]);
	});

	it('when it can’t be refreshed, that is the outcome of all who waited', async () => {
		const error = { code: 'no-token', text: 'no' };
		const run = connection([]);
		run.context.n8n.helpers.refreshOAuth2Token = async () => await Promise.reject(new Error('no'));
		expect(await Promise.all([run.request(), run.request()])).toEqual(Array(2).fill({ ok: false, error }));
		// Nobody sends the old token again.
		expect(run.counts.sent).toBe(3);
		// It is asked for anew by whoever comes later.
		let asked = 0;
		run.context.n8n.helpers.refreshOAuth2Token = async () => {
			asked++;
			return await Promise.reject(new Error('no'));
		};
		await run.request();
		expect(asked).toBe(1);
	});

	describe('a 401 that a new token does not change', () => {
		it('is the last word for the run', async () => {
			const { request, counts } = connection([]);
			expect(await request()).toBe(REFUSED);
			expect(counts).toEqual({ sent: 3, refreshes: 1 });
			expect(await request()).toBe(REFUSED);
			expect(counts).toEqual({ sent: 4, refreshes: 1 });
		});

		it('but not for another one', async () => {
			const one = connection([]);
			await one.request();
			await withTokenRefresh(runBeside(one), one.send);
			expect(one.counts.refreshes).toBe(2);
		});
	});

	it('that ends again just then is refreshed once more, and not for ever', async () => {
		const run = connection([]);
		// Somebody else is let in with each new token, just before it ends.
		const beside = runBeside(run);
		const letIn = async (): Promise<Reply> => {
			await withTokenRefresh(beside, async () => OK);
			return await run.send();
		};
		expect(await run.request(letIn)).toBe(REFUSED);
		expect(run.counts.refreshes).toBe(2);
	});

	describe('each repeat is one of the run’s further requests', () => {
		it.each([
			[0, REFUSED, { sent: 1, refreshes: 1 }],
			[1, REFUSED, { sent: 2, refreshes: 1 }],
			[2, OK, { sent: 3, refreshes: 1 }],
		])('with %i of them', async (budget, reply, counts) => {
			const run = connection([1], { budget });
			expect(await run.request()).toEqual(reply);
			expect(run.counts).toEqual(counts);
		});
	});

	it('a cancelled execution does not wait for it; the refresh goes on', async () => {
		let goOn = () => {};
		const run = connection([1]);
		void run.holdRefresh(new Promise<void>((resolve) => (goOn = resolve)));
		const replies: Reply[] = [];
		const sent = run.request(async () => {
			const reply = await run.send();
			replies.push(reply);
			return run.context.cancellation.isCancelled()
				? { ok: false, error: { code: 'stopped', text: '' } }
				: reply;
		});
		while (run.counts.refreshes === 0) await new Promise((resolve) => setImmediate(resolve));
		run.cancel();
		expect(await sent).toMatchObject({ error: { code: 'stopped' } });
		// Who comes now waits for the refresh that is still under way.
		const beside = withTokenRefresh(runBeside(run), run.send);
		await new Promise((resolve) => setImmediate(resolve));
		goOn();
		expect(await beside).toEqual(OK);
		expect(run.counts.refreshes).toBe(1);
	});

	/** What another run of the connection meets with each new token, just before it ends; how often it is refreshed then. */
	async function refreshesWhenOtherMeets(reply: Reply) {
		const run = connection([]);
		const beside = runBeside(run);
		await run.request(async () => {
			await withTokenRefresh(beside, async () => reply);
			return await run.send();
		});
		return run.counts.refreshes;
	}

	it.each<[string, Reply, number]>([
		['an answer lets in', OK, 2],
		['an error of the portal does, too', { ok: false, error: { code: 'X', text: '', status: 403 } }, 2],
		['no answer says nothing', BROKEN, 1],
	])('whether a new token is good, others show: %s', async (_, reply, refreshes) => {
		expect(await refreshesWhenOtherMeets(reply)).toBe(refreshes);
	});

	describe('while others use the connection', () => {
		/** A request that is under way until it is told to end. */
		const held = () => {
			let end: (reply: Reply) => void = () => {};
			const reply = new Promise<Reply>((resolve) => (end = resolve));
			return { send: async () => await reply, end: (one: Reply) => end(one) };
		};

		it('one that was sent with the old token goes again with the new one', async () => {
			const run = connection([1]);
			const late = held();
			let isFirst = true;
			const slow = withTokenRefresh(runBeside(run), async () => {
				if (!isFirst) return await run.send();
				isFirst = false;
				return await late.send();
			});
			expect(await run.request()).toEqual(OK);
			late.end(REFUSED);
			expect(await slow).toEqual(OK);
			expect(run.counts.refreshes).toBe(1);
		});

		it('a token that was refreshed before a request came is refreshed for it, too', async () => {
			const run = connection([2]);
			const other = held();
			const under = withTokenRefresh(runBeside(run), other.send);
			expect(await run.request()).toBe(REFUSED);
			expect(await withTokenRefresh(runBeside(run), run.send)).toEqual(OK);
			expect(run.counts.refreshes).toBe(2);
			other.end(OK);
			await under;
		});

		it('it is known; when nobody does any more, it is forgotten', async () => {
			const run = connection([1], { credentialId: 'forgotten' });
			const other = held();
			const forget = jest.spyOn(Map.prototype, 'delete');
			const under = withTokenRefresh(runBeside(run), other.send);
			await run.request();
			const forgotten = () => forget.mock.calls.filter(([id]) => id === 'forgotten').length;
			expect(forgotten()).toBe(0);
			other.end(OK);
			await under;
			expect(forgotten()).toBe(1);
			forget.mockRestore();
		});
	});
});
