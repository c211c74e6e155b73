import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { Bitrix24Mail } from '../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import { parseWebhookUrl } from '../../credentials/shared/webhook';
import type { Contender } from './contender';
import { runInEngine } from './engine';

const { description } = new Bitrix24Mail();

/** Requests go out as declared. */
const withoutPipeline = (property: INodeProperties): INodeProperties =>
	property.name === 'resource' ? { ...property, routing: undefined } : property;

/** What the portal answers: `result` is a service, or the ID of a new one. */
type Result = number | { ID: string } | undefined;

const plain: INodeTypeDescription = {
	...description,
	requestOperations: undefined,
	requestDefaults: {
		method: 'POST',
		baseURL: '',
		headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
	},
	properties: description.properties.map(withoutPipeline),
};

const nodeTypes = new Map<string, INodeType>();

/** One node type for each portal: n8n prepares a node type once. */
function nodeTypeFor(portal: string): INodeType {
	const known = nodeTypes.get(portal);
	if (known) return known;
	const requestDefaults = { ...plain.requestDefaults, baseURL: `${portal}/rest` };
	const nodeType = { description: { ...plain, requestDefaults } };
	nodeTypes.set(portal, nodeType);
	return nodeType;
}

/** The same operations, declared as in any declarative node: each item is a request of its own. */
export const contender: Contender = {
	run: async (target, load) =>
		await runInEngine(nodeTypeFor(parseWebhookUrl(target.webhookUrl).portal), target, load, ({ result }) => {
			const answer = result as Result;
			return typeof answer === 'object' ? answer.ID : answer;
		}),
};
