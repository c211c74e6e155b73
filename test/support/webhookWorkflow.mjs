import { nodeType } from '../../sandbox/n8n/names.mjs';

/**
 * A workflow that takes items by a webhook (`{ items: […] }`, and whatever else) and hands them to nodes of this package,
 * one after the other.
 * @param {object} options
 * @param {string} options.id also the webhook's path
 * @param {'onReceived' | 'lastNode'} options.answers at once, or with all items of the last node
 * @param {Array<{ name: string, parameters: object }>} options.nodes
 * @param {{ id: string, name: string }} options.credential of the kind for webhooks
 */
export function webhookWorkflow({ id, answers, nodes, credential }) {
	const chain = [
		{
			...place('Webhook', 'n8n-nodes-base.webhook', 2.1),
			parameters: {
				httpMethod: 'POST',
				path: id,
				responseMode: answers,
				...(answers === 'lastNode' ? { responseData: 'allEntries' } : {}),
				options: {},
			},
			webhookId: id,
		},
		{
			...place('Split Out', 'n8n-nodes-base.splitOut', 1),
			parameters: { fieldToSplitOut: 'body.items', options: {} },
		},
		...nodes.map(({ name, parameters }) => ({
			...place(name, nodeType, 1),
			parameters: { authentication: 'webhook', ...parameters },
			credentials: { bitrix24MailWebhookApi: credential },
		})),
	].map((node, index) => ({ ...node, position: [220 * index, 0] }));
	return {
		id,
		name: id,
		nodes: chain,
		connections: Object.fromEntries(
			chain
				.slice(1)
				.map(({ name }, index) => [chain[index].name, { main: [[{ node: name, type: 'main', index: 0 }]] }]),
		),
		settings: { executionOrder: 'v1' },
		pinData: {},
		active: false,
		tags: [],
	};
}

/**
 * A resource locator's value, chosen by ID.
 * @param {string} value an expression or an ID
 */
export function byId(value) {
	return { __rl: true, mode: 'id', value };
}

/**
 * @param {string} name
 * @param {string} type
 * @param {number} typeVersion
 */
function place(name, type, typeVersion) {
	return { id: name, name, type, typeVersion };
}
