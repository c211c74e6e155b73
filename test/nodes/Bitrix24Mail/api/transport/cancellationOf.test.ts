import { cancellationOf } from '../../../../../nodes/Bitrix24Mail/api/transport/cancellation';

const never = async () => await new Promise<string>(() => {});

/** In milliseconds: a wait that nothing ends is noticed, and holds nobody up. */
const A_WHILE = 1_500;

describe('The cancellation of an execution', () => {
	it('is known at once, and ends every wait', async () => {
		const controller = new AbortController();
		const { isCancelled, delay, orCancelled } = cancellationOf(controller.signal);
		const waits = [delay(A_WHILE), orCancelled(never())];
		expect(isCancelled()).toBe(false);
		const startedAt = performance.now();
		controller.abort();
		expect(isCancelled()).toBe(true);
		expect(await Promise.all(waits)).toEqual([undefined, undefined]);
		expect(performance.now() - startedAt).toBeLessThan(A_WHILE / 2);
		expect(await orCancelled(never())).toBeUndefined();
	});

	it('may have come before', async () => {
		const { isCancelled, delay, orCancelled } = cancellationOf(AbortSignal.abort());
		expect(isCancelled()).toBe(true);
		const startedAt = performance.now();
		await delay(A_WHILE);
		expect(performance.now() - startedAt).toBeLessThan(A_WHILE / 2);
		expect(await orCancelled(never())).toBeUndefined();
	});

	it('without one, what was waited for comes', async () => {
		for (const signal of [undefined, new AbortController().signal]) {
			const { isCancelled, delay, orCancelled } = cancellationOf(signal);
			expect(isCancelled()).toBe(false);
			expect(await orCancelled(Promise.resolve('answer'))).toBe('answer');
			const startedAt = performance.now();
			await delay(20);
			expect(performance.now() - startedAt).toBeGreaterThanOrEqual(15);
		}
	});
});
