import { workflow } from './areas.mjs';

/**
 * @param {string} id of an example workflow
 * @returns {import('./index.mjs').Scene} its canvas
 */
export function exampleScene(id) {
	return {
		height: 875,
		area: workflow,
		async show(editor) {
			await editor.openWorkflow(id);
			await editor.fitCanvas();
		},
	};
}
