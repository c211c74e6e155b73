import { workflow } from './areas.mjs';

/** What floats above the canvas, or shows up beside a node that the mouse happens to be on. */
const BUTTONS = '[data-test-id="canvas-wrapper"] button';

/**
 * @param {string} id of an example workflow
 * @returns {import('./index.mjs').Scene} its canvas
 */
export function exampleScene(id) {
	return {
		height: 875,
		area: workflow,
		without: BUTTONS,
		async show(editor) {
			await editor.openWorkflow(id);
			await editor.fitCanvas();
		},
	};
}
