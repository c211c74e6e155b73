import type { Parameters } from 'fast-check';

/** Long enough for one try of any property test on a slow machine. */
const MS_PER_RUN = 20_000;

/** With these, a property test ends before Jest's time is up. */
const USUAL = { interruptAfterTimeLimit: 12_000, timeoutMs: 30_000 };

/**
 * How often a property test tries: usually few times, so that the whole of it stays quick; as often as the environment
 * variable PROPERTY_RUNS says when it is set, however long that takes.
 *
 * @param usual number of tries; when time is short, fewer
 * @returns parameters for `fc.assert`, and Jest's time limit for the test
 * @throws {Error} when PROPERTY_RUNS is no whole number above 0: nothing would be tried
 */
export function propertyRuns(usual: number): { parameters: Parameters<unknown>; timeoutMs: number } {
	const wanted = process.env.PROPERTY_RUNS;
	if (wanted === undefined || wanted === '') {
		const { interruptAfterTimeLimit, timeoutMs } = USUAL;
		return { parameters: { numRuns: usual, interruptAfterTimeLimit }, timeoutMs };
	}
	const numRuns = Number(wanted);
	if (!Number.isInteger(numRuns) || numRuns < 1)
		throw new Error(`PROPERTY_RUNS is “${wanted}”, not a number`);
	return { parameters: { numRuns }, timeoutMs: numRuns * MS_PER_RUN };
}
