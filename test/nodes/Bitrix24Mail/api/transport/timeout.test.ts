import { MAX_TIMEOUT, withinTime } from '../../../../../nodes/Bitrix24Mail/api/transport/timeout';

const later = async <T>(milliseconds: number, value: T) =>
	await new Promise<T>((resolve) => setTimeout(() => resolve(value), milliseconds));

describe('Waiting for an answer within a time', () => {
	let clocks: number[];
	beforeEach(() => {
		clocks = [];
		const { timeout } = AbortSignal;
		jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
			clocks.push(milliseconds);
			return timeout.call(AbortSignal, Math.min(milliseconds, 1_000_000));
		});
	});
	afterEach(() => jest.restoreAllMocks());

	it('an answer in time is the answer, and nothing goes on listening', async () => {
		const remove = jest.spyOn(AbortSignal.prototype, 'removeEventListener');
		expect(await withinTime(Promise.resolve('answer'), 5_000)).toBe('answer');
		expect(clocks).toEqual([10_000]);
		expect(remove).toHaveBeenCalledTimes(1);
	});

	it('without one, there is none after twice the time', async () => {
		expect(await withinTime(new Promise(() => {}), 10)).toBeUndefined();
		expect(clocks).toEqual([20]);
	});

	it('an error is the error', async () => {
		await expect(withinTime(Promise.reject(new Error('broken')), 5_000)).rejects.toThrow('broken');
	});

	it.each([undefined, 0, -1, NaN, MAX_TIMEOUT, Infinity])('%s is no time', async (timeout) => {
		expect(await withinTime(later(5, 'answer'), timeout)).toBe('answer');
		expect(clocks).toEqual([]);
	});

	it('the longest time that a timer takes is one, doubled', async () => {
		expect(await withinTime(later(1, 'answer'), MAX_TIMEOUT - 1)).toBe('answer');
		expect(clocks).toEqual([2 ** 31 - 2]);
		expect(MAX_TIMEOUT * 2).toBe(2 ** 31);
		await withinTime(later(1, 'answer'), 0.5);
		expect(clocks).toHaveLength(2);
	});
});
