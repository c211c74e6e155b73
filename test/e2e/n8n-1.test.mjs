/**
 * The same package in a real n8n of the older line, `npm run test:e2e -- 1`: it loads, and all operations and
 * examples run there, too.
 */
import { after } from 'node:test';
import { n8n1 } from '../../sandbox/n8n/generations.mjs';
import { openStage } from './stage.mjs';
import { exampleRunsSuite } from './suites/examples.mjs';
import { loadingSuite } from './suites/loading.mjs';
import { oauth2Suite } from './suites/oauth2.mjs';
import { operationsSuite } from './suites/operations.mjs';
import { triggerSuite } from './suites/trigger.mjs';

const stage = await openStage('e2e-n8n-1', { generation: n8n1 });
after(() => stage.close());

loadingSuite(stage);
operationsSuite(stage);
oauth2Suite(stage);
exampleRunsSuite(stage);
triggerSuite(stage);
