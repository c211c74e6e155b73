/** A straight line would have to rise by so much over the judged part, in parts of the mean, to be more than noise. */
const NOISE = 0.02;

/**
 * Whether a measured value grows: a straight line through the last two thirds of its samples (least squares). The first
 * third is left out: caches fill.
 * @param {Array<{ x: number, y: number }>} samples in the order of x
 * @returns {{ slope: number, growth: number, relative: number, grows: boolean }} slope: y for each x; growth: of the line
 *   over the judged part; relative: the same in parts of the mean. It grows when that is more than noise, and the slope is
 *   more than twice its own standard error.
 * @throws {Error} when there are too few samples
 */
export function trend(samples) {
	const judged = samples.slice(Math.floor(samples.length / 3));
	if (judged.length < 3) throw new Error('There are too few samples to judge by');
	const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const [meanX, meanY] = [mean(judged.map(({ x }) => x)), mean(judged.map(({ y }) => y))];
	const spread = judged.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
	const slope = judged.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
	const rest = judged.reduce((sum, { x, y }) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0);
	const error = Math.sqrt(rest / (judged.length - 2) / spread);
	const growth = slope * (judged[judged.length - 1].x - judged[0].x);
	const relative = growth / meanY;
	return { slope, growth, relative, grows: relative > NOISE && slope > 2 * error };
}
