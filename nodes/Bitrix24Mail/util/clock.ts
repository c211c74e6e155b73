/**
 * The time by a clock that nobody sets: for whatever is measured or waited for. What is a date, such as the
 * end of a block, goes by `Date.now()`.
 *
 * @returns milliseconds, with fractions, since some moment before: only differences mean something
 * @see https://nodejs.org/api/perf_hooks.html#performancenow
 */
export function now(): number {
	return performance.now();
}
