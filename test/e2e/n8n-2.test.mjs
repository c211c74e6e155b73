/**
 * The node in a real n8n: `npm run test:e2e -- 2`. One n8n serves all suites, one after the other; the first run installs it.
 */
import { after } from 'node:test';
import { openStage } from './stage.mjs';
import { agentSuite } from './suites/agent.mjs';
import { developmentSuite } from './suites/development.mjs';
import { editorSuite } from './suites/editor.mjs';
import { examplesSuite } from './suites/examples.mjs';
import { loadingSuite } from './suites/loading.mjs';
import { oauth2Suite } from './suites/oauth2.mjs';
import { operationsSuite } from './suites/operations.mjs';
import { personSuite } from './suites/person.mjs';
import { triggerSuite } from './suites/trigger.mjs';

const stage = await openStage('e2e');
after(() => stage.close());

loadingSuite(stage);
operationsSuite(stage);
oauth2Suite(stage);
examplesSuite(stage);
agentSuite(stage);
editorSuite(stage);
personSuite(stage);
triggerSuite(stage);
developmentSuite(stage);
