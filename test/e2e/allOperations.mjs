import { credentialIds, nodeType } from '../../sandbox/n8n/names.mjs';
import { EVERY_SAMPLE, parametersOf } from '../samples/index.js';

export const ALL_OPERATIONS_ID = 'b24AllOperations';

/**
 * A workflow of all operations in the order of their samples, one after the other, by webhook. Each runs once, with its sample's
 * parameters; its node has the sample's name.
 */
export function allOperationsWorkflow() {
	const start = { ...placed('Start', 'n8n-nodes-base.manualTrigger', 0), parameters: {} };
	const nodes = EVERY_SAMPLE.map(({ name, resource, operation }, index) => ({
		...placed(name, nodeType, index + 1),
		parameters: { authentication: 'webhook', ...parametersOf(resource, operation) },
		credentials: { bitrix24MailWebhookApi: credentialIds.webhook },
		executeOnce: true,
	}));
	const names = ['Start', ...nodes.map(({ name }) => name)];
	return {
		id: ALL_OPERATIONS_ID,
		name: 'All operations',
		nodes: [start, ...nodes],
		connections: Object.fromEntries(
			nodes.map(({ name }, index) => [names[index], { main: [[{ node: name, type: 'main', index: 0 }]] }]),
		),
		settings: { executionOrder: 'v1' },
		pinData: {},
		active: false,
		tags: [],
	};
}

/**
 * @param {string} name
 * @param {string} type
 * @param {number} index how many nodes are to the left of it
 */
function placed(name, type, index) {
	return { id: name, name, type, typeVersion: 1, position: [220 * index, 0] };
}
