/**
 * Time that passes only in pauses of the node, which end at once, and the clocks jump by as much: for tests of what takes
 * minutes, on machines of any speed. In the test file:
 *
 *     jest.mock('n8n-workflow', () => require('…/support/virtualTime').withVirtualSleep());
 *     beforeEach(startVirtualTime);
 */
const date = Date.now();
let passed = 0;
let setBack = 0;

/** n8n-workflow, but that its `sleep` moves the clocks instead of waiting. */
export function withVirtualSleep(): typeof import('n8n-workflow') {
	const actual = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	return {
		...actual,
		sleep: async (milliseconds) => {
			passed += milliseconds;
			await actual.sleep(0);
		},
	};
}

/**
 * Stops the clocks that {@link withVirtualSleep} moves: the date, and the one that nobody sets. A portal that is started
 * afterwards goes by it, too.
 */
export function startVirtualTime(): void {
	setBack = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => date + passed - setBack);
	jest.spyOn(performance, 'now').mockImplementation(() => passed);
}

/**
 * Sets the date back, as somebody who corrects the machine's clock does. The clock that nobody sets goes on.
 *
 * @param milliseconds behind the time that has passed
 */
export function setClockBack(milliseconds: number): void {
	setBack = milliseconds;
}
