import { EVERY_SAMPLE, parametersOf } from '../../samples/index.js';
import { credentialIds, nodeType } from '../../../sandbox/n8n/names.mjs';
import { filledPanel } from './areas.mjs';

const NODE = 'Bitrix24 Mail';

/**
 * An operation a picture, in the order of the samples: what reads comes before what changes.
 * @type {Record<string, import('./index.mjs').Scene>}
 */
export const operationScenes = Object.fromEntries(
	EVERY_SAMPLE.map(({ resource, operation }) => [
		`operations/${kebab(resource)}-${kebab(operation)}`,
		{
			height: 900,
			area: filledPanel,
			async show(editor, { api }) {
				const { id } = await api.call('POST', '/workflows', workflowOf(resource, operation));
				await editor.openWorkflow(id);
				await editor.execute();
				await editor.openNode(NODE);
				await editor.widenOutput();
			},
		},
	]),
);

/**
 * A workflow of a start and the node.
 * @param {string} resource
 * @param {string} operation
 */
function workflowOf(resource, operation) {
	return {
		name: `${resource} ${operation}`,
		settings: { executionOrder: 'v1' },
		connections: { Start: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		nodes: [
			{
				id: 'start',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'node',
				name: NODE,
				type: nodeType,
				typeVersion: 1,
				position: [220, 0],
				parameters: { authentication: 'webhook', ...parametersOf(resource, operation, 'picture') },
				credentials: { bitrix24MailWebhookApi: credentialIds.webhook },
			},
		],
	};
}

/** `mailService` as `mail-service`. */
function kebab(name) {
	return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
