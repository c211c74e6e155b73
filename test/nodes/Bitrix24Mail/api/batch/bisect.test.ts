import { bisectBatch } from '../../../../../nodes/Bitrix24Mail/api/batch/bisect';
import type { RequestOutcome } from '../../../../../nodes/Bitrix24Mail/api/batch/format';
import { callOf, type Call, type CallError } from '../../../../../nodes/Bitrix24Mail/api/call';

const NOT_FOUND = 'BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION';
const refusalOf = (id: number): CallError => ({ code: NOT_FOUND, text: `no ${id}`, status: 400 });

const callsFor = (ids: Iterable<number>) => Array.from(ids, (id) => callOf('mail.mailbox.get', { id }));
const firstCalls = (count: number) => callsFor(Array(count).keys());

/** An answer with a result for each call; or the error of them all, where one is given. */
const replyTo = (part: readonly Call[], error?: CallError): RequestOutcome =>
	error
		? { status: 'rejected', error }
		: { status: 'answered', outcomes: part.map(({ params }) => ({ ok: true, payload: params.id })) };

const giveUp = (error: CallError) => ({ ok: false as const, error: { ...error, code: 'given up' } });

/** Sends `count` calls, of which the given ones are refused, and counts the requests after the first. */
async function find(count: number, bad: number[]) {
	let requests = 0;
	const calls = firstCalls(count);
	const send = async (part: ReadonlyArray<Call>) => {
		requests++;
		const culprit = part.find(({ params }) => bad.includes(params.id as number));
		return replyTo(part, culprit && refusalOf(culprit.params.id as number));
	};
	const bisection = { send, isWorthSearching: () => true, mayPass: () => false, giveUp };
	const outcomes = await bisectBatch(calls, refusalOf(Math.min(...bad)), bisection);
	expect(outcomes).toEqual(
		calls.map(({ params }) => {
			const id = params.id as number;
			return bad.includes(id) ? { ok: false, error: refusalOf(id) } : { ok: true, payload: id };
		}),
	);
	return requests;
}

describe('Finding the calls that spoil a batch', () => {
	it.each([
		[2, [0], 2],
		[2, [1], 1],
		[50, [0], 12],
		[50, [25], 12],
		[50, [49], 6],
		[50, [3, 40], 24],
		[50, Array.from({ length: 50 }, (_, id) => id), 75],
	])('%i calls, %j refused: at most %i requests more', async (count, bad, most) => {
		expect(await find(count, bad)).toBeLessThanOrEqual(most);
	});

	it('an error of the caller is everybody’s, and nothing more is sent', async () => {
		const calls = callsFor([1, 2, 3]);
		const error = { code: 'BITRIX_REST_V3_EXCEPTION_INSUFFICIENTSCOPEEXCEPTION', text: '', status: 403 };
		const send = jest.fn();
		const bisection = { send, isWorthSearching: () => false, mayPass: () => false, giveUp };
		expect(await bisectBatch(calls, error, bisection)).toEqual(calls.map(() => ({ ok: false, error })));
		expect(send).not.toHaveBeenCalled();
	});

	it('when no more may be sent, the rest says so, and what is known stays', async () => {
		const calls = firstCalls(50);
		let left = 3;
		const send = async (part: ReadonlyArray<Call>) => {
			if (left-- === 0) return undefined;
			const culprit = part.find(({ params }) => params.id === 49);
			return replyTo(part, culprit && refusalOf(49));
		};
		const outcomes = await bisectBatch(calls, refusalOf(49), {
			send,
			isWorthSearching: () => true,
			mayPass: () => false,
			giveUp,
		});
		// Halves of 25, 13 and 6 were fine; the six behind them were not tried.
		expect(outcomes.map(({ ok }) => ok)).toEqual(calls.map((_, index) => index < 44));
		for (const outcome of outcomes.slice(44)) expect(outcome).toMatchObject({ error: { code: 'given up' } });
	});

	it('a fault that may have passed takes a request of its own to blame the last call', async () => {
		const calls = firstCalls(4);
		const sizes: number[] = [];
		const send = async (part: ReadonlyArray<Call>) => {
			sizes.push(part.length);
			return replyTo(part);
		};
		const bisection = { send, isWorthSearching: () => true, mayPass: () => true, giveUp };
		const outcomes = await bisectBatch(calls, refusalOf(3), bisection);
		expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true, true]);
		// Of two that were not fine together, the first is asked alone; then the last.
		expect(sizes).toEqual([2, 1, 1]);
	});

	it.each([50, 20])('%i calls, all refused: after eight of them, the rest go one by one', async (count) => {
		/** What was sent, by how many were found before. */
		const sizes: number[][] = Array.from({ length: count }, () => []);
		let found = 0;
		const send = async (part: ReadonlyArray<Call>) => {
			sizes[found]!.push(part.length);
			if (part.length === 1) found++;
			return replyTo(part, refusalOf(part[0]!.params.id as number));
		};
		const bisection = { send, isWorthSearching: () => true, mayPass: () => false, giveUp };
		await bisectBatch(firstCalls(count), refusalOf(0), bisection);
		expect(found).toBe(count);
		expect(Math.max(...sizes.slice(8).flat())).toBe(1);
		if (count === 50) expect(Math.max(...sizes[7]!)).toBeGreaterThan(1);
	});

	it('when no more may be sent after one was found, the rest says so', async () => {
		let left = 2;
		const send = async (part: ReadonlyArray<Call>) => (left-- <= 0 ? undefined : replyTo(part, refusalOf(0)));
		const bisection = { send, isWorthSearching: () => true, mayPass: () => false, giveUp };
		const outcomes = await bisectBatch(firstCalls(4), refusalOf(0), bisection);
		expect(outcomes.map((outcome) => !outcome.ok && outcome.error.code)).toEqual([
			NOT_FOUND,
			'given up',
			'given up',
			'given up',
		]);
	});
});
