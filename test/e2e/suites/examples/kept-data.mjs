import { after, before } from 'node:test';

/**
 * For use in a `describe`: what its tests change in the portal's data is undone when they are through.
 * @param {import('../../stage.mjs').Stage} stage
 * @param {'services' | 'mailboxes'} kind
 */
export function keepData(stage, kind) {
	/** @type {object[]} */
	let kept;
	before(() => (kept = structuredClone(stage.portal[kind])));
	after(() => stage.portal[kind].splice(0, Infinity, ...kept));
}
