/**
 * Something that waits until the test lets it go, for the portal's faults say (`until`): no machine is too slow for that.
 *
 * @returns what to wait for, and what ends the wait
 */
export function held(): { until: Promise<void>; letGo: () => void } {
	let letGo = () => {};
	const until = new Promise<void>((resolve) => (letGo = resolve));
	return { until, letGo };
}
