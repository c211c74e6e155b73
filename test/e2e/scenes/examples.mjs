import { workflow } from './areas.mjs';

/** Buttons that float above the canvas. */
const BUTTONS = ['canvas-controls', 'execute-workflow-button', 'workflow-chat-button']
	.map((testId) => `[data-test-id="${testId}"]`)
	.join();

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
