/**
 * Before each test file: property tests try the same values each time in CI, so that a red one means that the change broke
 * something. Everywhere else, and when PROPERTY_RUNS asks for more, they try others each time, and find what nobody
 * thought of.
 */
import fc from 'fast-check';

if (process.env.CI && !process.env.PROPERTY_RUNS) {
	fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 24_000 });
}

/**
 * The node's pauses are in the hands of `test/support/virtualTime.ts`, which leaves them real unless
 * a test asks for another time.
 */
jest.mock('n8n-workflow', () =>
	jest
		.requireActual<typeof import('../support/virtualTime')>('../support/virtualTime')
		.withReplaceableSleep(),
);
