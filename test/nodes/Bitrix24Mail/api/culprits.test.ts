import { findCulprits } from '../../../../nodes/Bitrix24Mail/api/culprits';
import type { Call, Refusal } from '../../../../nodes/Bitrix24Mail/api/outcome';

const NOT_FOUND = 'BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION';
const refusalOf = (id: number): Refusal => ({ code: NOT_FOUND, text: `no ${id}`, status: 400 });

/** Sends `count` calls, of which the given ones are refused, and counts the requests after the first. */
async function find(count: number, bad: number[]) {
	let requests = 0;
	const calls = Array.from({ length: count }, (_, id): Call => ({
		method: 'mail.mailbox.get',
		params: { id },
	}));
	const send = async (part: ReadonlyArray<Call>) => {
		requests++;
		const culprit = part.find(({ params }) => bad.includes(params.id as number));
		if (culprit) return refusalOf(culprit.params.id as number);
		return part.map(({ params }) => ({ ok: true as const, payload: params.id }));
	};
	const outcomes = await findCulprits(calls, refusalOf(Math.min(...bad)), send);
	expect(outcomes).toEqual(
		calls.map(({ params }) => {
			const id = params.id as number;
			return bad.includes(id) ? { ok: false, refusal: refusalOf(id) } : { ok: true, payload: id };
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

	it('a refusal of the caller is everybody’s, and nothing more is sent', async () => {
		const calls: Array<Call> = [1, 2, 3].map((id) => ({
			method: 'mail.mailbox.get',
			params: { id },
		}));
		const refusal = { code: 'BITRIX_REST_V3_EXCEPTION_INSUFFICIENTSCOPEEXCEPTION', text: '', status: 403 };
		const send = jest.fn();
		expect(await findCulprits(calls, refusal, send)).toEqual(calls.map(() => ({ ok: false, refusal })));
		expect(send).not.toHaveBeenCalled();
	});
});
