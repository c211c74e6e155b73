/**
 * Pauses of the node pass at once, and the clock jumps by as much: for tests of what takes minutes. In the test file:
 *
 *     jest.mock('n8n-workflow', () => require('…/support/virtualTime').withVirtualSleep());
 *     beforeEach(startVirtualTime);
 */
const realNow = Date.now;
let skipped = 0;

/** n8n-workflow, but that its `sleep` moves the clock instead of waiting. */
export function withVirtualSleep(): typeof import('n8n-workflow') {
	const actual = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	return {
		...actual,
		sleep: async (milliseconds) => {
			skipped += milliseconds;
			await actual.sleep(0);
		},
	};
}

/** Sets the clock that {@link withVirtualSleep} moves. A portal that is started afterwards goes by it, too. */
export function startVirtualTime(): void {
	jest.spyOn(Date, 'now').mockImplementation(() => realNow() + skipped);
}
