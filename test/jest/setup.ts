/**
 * Before each test file: the node's pauses are in the hands of `test/support/virtualTime.ts`, which leaves them real unless
 * a test asks for another time.
 */
jest.mock('n8n-workflow', () =>
	jest
		.requireActual<typeof import('../support/virtualTime')>('../support/virtualTime')
		.withReplaceableSleep(),
);
