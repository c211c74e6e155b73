/**
 * The one place where the tests' time is made: for tests of what takes minutes, on machines of any speed. Time passes only
 * in pauses of the node, which end at once, and the clocks jump by as much. In a test file, or in a `describe`:
 *
 *     useVirtualTime();
 *
 * The node takes its pauses by n8n-workflow's `sleep`, which `test/jest/setup.ts` puts in the hands of this file. It stays
 * n8n's own wherever nobody asks for another one, and always is n8n's own for n8n itself: its pauses between portions
 * (Batching) and before it tries again (Retry On Fail) are real.
 */
type Sleep = (milliseconds: number) => Promise<void>;

let sleep: Sleep | undefined;

/** @returns n8n-workflow, but that its `sleep` is what {@link replaceSleep} says */
export function withReplaceableSleep(): typeof import('n8n-workflow') {
	const actual = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	return { ...actual, sleep: async (milliseconds) => await (sleep ?? actual.sleep)(milliseconds) };
}

/**
 * Takes the place of the node's pauses, for the file that calls it.
 *
 * @param replacement gets their length, in milliseconds; without one, they are real again
 */
export function replaceSleep(replacement?: Sleep): void {
	sleep = replacement;
}

/**
 * Takes the place of the clocks.
 *
 * @param date what `Date.now()` shows, in milliseconds
 * @param steady what `performance.now()` shows, which nobody sets, in milliseconds
 */
export function replaceClocks(date: () => number, steady: () => number): void {
	// No spies: they keep a record of each call, and n8n asks for the time all the while.
	Date.now = date;
	performance.now = steady;
}

const realDate = Date.now;

/** Puts the machine's own clocks back. */
export function restoreClocks(): void {
	Date.now = realDate;
	// The real one is its prototype's.
	Reflect.deleteProperty(performance, 'now');
}

const start = realDate();
let passed = 0;
let setBack = 0;

/** Makes time virtual, here and in all that follows within the same `describe`, portals that are started included. */
export function useVirtualTime(): void {
	beforeAll(() => {
		replaceClocks(
			() => start + passed - setBack,
			() => passed,
		);
		replaceSleep(async (milliseconds) => {
			passed += milliseconds;
			// Whatever else is ready to go on does so before.
			await new Promise((resolve) => setTimeout(resolve, 0));
		});
	});
	beforeEach(() => setClockBack(0));
	afterAll(() => {
		replaceSleep();
		restoreClocks();
	});
}

/**
 * Sets the date back, as somebody who corrects the machine's clock does, until the test ends. The clock that nobody sets
 * goes on.
 *
 * @param milliseconds behind the time that has passed
 */
export function setClockBack(milliseconds: number): void {
	setBack = milliseconds;
}
