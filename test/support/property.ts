import fc, { type Arbitrary, type Parameters } from 'fast-check';

/** Long enough for one try of any property test on a slow machine. */
const MS_PER_RUN = 20_000;

/** With these, a property test ends before Jest's time is up, on a busy machine, too. */
const USUAL = { interruptAfterTimeLimit: 12_000, timeoutMs: 300_000 };

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

/**
 * Looks for a value for which something does not hold. When fast-check's time is over it leaves the try that is under way:
 * its end is waited for here, so that it does not run on into other tests.
 *
 * @param values where the tries come from
 * @param holds rejects where it does not
 * @param parameters from {@link propertyRuns}
 * @throws {Error} with the smallest counterexample
 */
export async function holdsForAll<T>(
	values: Arbitrary<T>,
	holds: (value: T) => Promise<void>,
	parameters: Parameters<unknown>,
): Promise<void> {
	let latest = Promise.resolve();
	try {
		await fc.assert(
			fc.asyncProperty(values, (value) => (latest = holds(value))),
			parameters as Parameters<[T]>,
		);
	} catch (error) {
		await latest.catch(() => {});
		throw error;
	}
	await latest;
}
