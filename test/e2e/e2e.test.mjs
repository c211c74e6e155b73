/**
 * The node in a real n8n: `npm run test:e2e`. One n8n serves all suites, one after the other; the first run installs it.
 */
import { after, before } from 'node:test';
import { editorSuite } from './suites/editor.mjs';
import { examplesSuite } from './suites/examples.mjs';
import { loadingSuite } from './suites/loading.mjs';
import { operationsSuite } from './suites/operations.mjs';
import { openStage } from './stage.mjs';

const INSTALL_TIMEOUT_MS = 20 * 60_000;

/** @type {import('./stage.mjs').Stage} */
let stage;
const onStage = () => stage;

before(
	async () => {
		stage = await openStage('e2e');
	},
	{ timeout: INSTALL_TIMEOUT_MS },
);
after(() => stage?.close());

loadingSuite(onStage);
operationsSuite(onStage);
examplesSuite(onStage);
editorSuite(onStage);
