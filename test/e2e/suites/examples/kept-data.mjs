import { after, before } from 'node:test';

/**
 * For use in a `describe`: what its tests change in the portal's data is undone when they are through.
 * @param {import('../../stage.mjs').Stage} stage
 * @param {...string} kinds lists of the portal: `services`, `messages`, `outbox`, …
 */
export function keepData(stage, ...kinds) {
	/** @type {Record<string, object[]>} */
	let kept;
	before(() => {
		kept = structuredClone(Object.fromEntries(kinds.map((kind) => [kind, stage.portal[kind]])));
	});
	after(() => {
		for (const kind of kinds) stage.portal[kind].splice(0, Infinity, ...kept[kind]);
	});
}
