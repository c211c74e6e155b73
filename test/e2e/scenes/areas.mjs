/** What of the window a picture shows. Each takes the page and says where on it. */

/** Room around nodes and notes, in pixels. */
const MARGIN = 24;

/**
 * The parameters and the output of the open node, side by side, without its input.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<import('../editor.mjs').Area>}
 */
export async function panel(page) {
	const output = await page.getByTestId('output-panel').boundingBox();
	const { x } = await page.getByTestId('node-parameters').boundingBox();
	return { x, y: output.y, width: output.x + output.width - x, height: output.height };
}

/**
 * The same, down to where the longer of the two ends.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<import('../editor.mjs').Area>}
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
 * @returns {Promise<import('../editor.mjs').Area>}
 */
export async function dialog(page) {
	return await page.locator('.el-dialog').filter({ visible: true }).last().boundingBox();
}

/**
 * The node panel, to the right of the canvas.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<import('../editor.mjs').Area>}
 */
export async function nodeCreator(page) {
	return await page.getByTestId('node-creator').boundingBox();
}

/**
 * The nodes and notes on the canvas.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<import('../editor.mjs').Area>}
 */
export async function workflow(page) {
	const canvas = await page.getByTestId('canvas-wrapper').boundingBox();
	const boxes = await Promise.all(
		(await page.locator('.vue-flow__node').all()).map((node) => node.boundingBox()),
	);
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
