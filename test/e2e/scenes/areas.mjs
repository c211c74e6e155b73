/** What of the window a picture shows. Each takes the page and says where on it. */

/** @typedef {import('../editor.mjs').Area} Area */

/** Room around nodes and notes, in pixels. */
const MARGIN = 24;

/**
 * The parameters and the output of the open node, side by side, without its input.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<Area>}
 */
export async function panel(page) {
	const output = await boxOf(page.getByTestId('output-panel'));
	const { x } = await boxOf(page.getByTestId('node-parameters'));
	return { x, y: output.y, width: output.x + output.width - x, height: output.height };
}

/**
 * The same, down to where the longer of the two ends.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<Area>}
 */
export async function filledPanel(page) {
	const whole = await panel(page);
	const contents = page.locator(
		'[data-test-id="node-parameters"] :is(input, textarea, button, .el-switch, .el-select), [data-test-id="output-panel"] tr',
	);
	// A hint may stand below the last of them.
	const bottom = await contents.evaluateAll((elements) =>
		Math.max(...elements.map((element) => element.getBoundingClientRect().bottom)),
	);
	return { ...whole, height: Math.min(whole.height, bottom + 2 * MARGIN - whole.y) };
}

/**
 * The dialog that is open.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<Area>}
 */
export async function dialog(page) {
	return await boxOf(page.locator('.el-dialog').filter({ visible: true }).last());
}

/**
 * The node panel, to the right of the canvas.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<Area>}
 */
export async function nodeCreator(page) {
	return await boxOf(page.getByTestId('node-creator'));
}

/**
 * The nodes and notes on the canvas.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<Area>}
 */
export async function workflow(page) {
	const canvas = await boxOf(page.getByTestId('canvas-wrapper'));
	const boxes = await Promise.all((await page.locator('.vue-flow__node').all()).map(boxOf));
	const left = Math.max(canvas.x, Math.min(...boxes.map(({ x }) => x)) - MARGIN);
	const top = Math.max(canvas.y, Math.min(...boxes.map(({ y }) => y)) - MARGIN);
	const right = Math.min(
		canvas.x + canvas.width,
		Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN,
	);
	// A node's name stands below it.
	const bottom = Math.min(
		canvas.y + canvas.height,
		Math.max(...boxes.map(({ y, height }) => y + height)) + 2 * MARGIN,
	);
	return { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * @param {import('playwright-core').Locator} part
 * @returns {Promise<Area>} where it is
 * @throws {Error} when it is not to be seen
 */
async function boxOf(part) {
	const box = await part.boundingBox();
	if (!box) throw new Error(`${part} is not to be seen`);
	return box;
}
