import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { examples } from '../../../../sandbox/n8n/paths.mjs';
import { workflowsIn } from '../../../../sandbox/n8n/workflows.mjs';
import { openEditor } from '../../editor.mjs';

const workflows = await workflowsIn(examples);

/** @param {import('../../stage.mjs').Stage} stage */
export function notes(stage) {
	describe('the notes of the examples', () => {
		/** @type {import('../../editor.mjs').Editor} */
		let editor;
		before(async () => (editor = await openEditor(stage.server.url)));
		after(() => editor?.close());

		for (const { id, name, nodes } of workflows) {
			it(`are shown whole: ${name}`, async () => {
				await editor.openWorkflow(id);
				await editor.picture(path.join(stage.folder, 'pictures', `example-${id}.png`));
				const seen = await editor.page.evaluate(textOfNotes);
				assert.equal(seen.notes, nodes.filter(({ type }) => type.endsWith('.stickyNote')).length);
				assert.deepEqual(seen.cut, []);
				assert.deepEqual(seen.covered, []);
			});
		}
	});
}

/**
 * Runs in the browser, on an open workflow.
 * @returns {{ notes: number, cut: string[], covered: string[] }} how many notes there are, and the texts in them that end
 *   outside their box, or lie below a node
 */
function textOfNotes() {
	const stickies = [...document.querySelectorAll('[data-test-id="sticky"]')];
	const nodes = [...document.querySelectorAll('[data-test-id="canvas-node"]')].map((node) =>
		node.getBoundingClientRect(),
	);
	const cut = [];
	const covered = [];
	for (const sticky of stickies) {
		const box = sticky.getBoundingClientRect();
		for (const text of sticky.querySelectorAll('h2, h3, p, li, pre')) {
			const area = text.getBoundingClientRect();
			const outside = area.bottom > box.bottom || area.right > box.right;
			// A code block that is too wide scrolls.
			if (outside || text.scrollWidth > text.clientWidth + 1) cut.push(text.textContent);
			const below = nodes.some(
				(node) =>
					node.left < area.right &&
					node.right > area.left &&
					node.top < area.bottom &&
					node.bottom > area.top,
			);
			if (below) covered.push(text.textContent);
		}
	}
	return { notes: stickies.length, cut, covered };
}
