/** What the playground says while it works: one line a step, with the time that it took. */

/**
 * Runs one step and prints what it did. A step that takes longer than a moment is announced first.
 * @template T
 * @param {string} title what the step does, in a few words
 * @param {() => Promise<T>} work the step itself; its own printing belongs between the two lines
 * @param {string} [expectation] how long it takes, printed with the announcement ("about 5 minutes")
 * @returns {Promise<T>} what the step returned; an error of the step passes through
 */
export async function step(title, work, expectation) {
	console.log(`• ${title}${expectation ? ` (${expectation})` : ''} …`);
	const started = Date.now();
	const result = await work();
	console.log(`  done in ${seconds(Date.now() - started)}`);
	return result;
}

/** @param {string} title what did not have to be done */
export function upToDate(title) {
	console.log(`• ${title}: up to date`);
}

/**
 * @param {number} milliseconds
 * @returns {string} "0.4 s", "12 s", "3 min 5 s"
 */
function seconds(milliseconds) {
	const value = milliseconds / 1000;
	if (value < 10) return `${value.toFixed(1)} s`;
	if (value < 90) return `${Math.round(value)} s`;
	return `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;
}
