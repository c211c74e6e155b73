import type { IDataObject, INodeType } from 'n8n-workflow';
import { parseWebhookUrl } from '../../credentials/shared/webhook';
import type { Kind } from '../loads';
import type { Contender } from './contender';
import { runInEngine, type ReadItem } from './engine';
import { plainDescription } from './plainDescription';
import { readEachMessage, TASKS } from './tasks';

/** Get Many gives no texts: it takes a request for each message. */
const PLAIN_TASKS = { ...TASKS, readMessages: readEachMessage };

/** How the portal answers, by kind; an item that failed has no `result`. */
const READERS: Record<Kind, (result: IDataObject | undefined, index: number) => ReturnType<ReadItem>> = {
	read: (service) => service && { id: Number(service.ID) },
	write: (id) => (id === undefined ? undefined : { id: Number(id) }),
	readMessages: (result) => {
		const message = result?.item as { id: number; body: string } | undefined;
		return message && { id: message.id, body: message.body };
	},
	moveMessages: (result, index) => (result?.movedCount === 1 ? { id: index + 1 } : undefined),
};

const nodeTypes = new Map<string, INodeType>();

/** One node type for each portal and operation: n8n prepares a node type once. */
function nodeTypeFor(portal: string, kind: Kind, which: Parameters<typeof plainDescription>[1]): INodeType {
	const key = `${portal} ${kind}`;
	const nodeType = nodeTypes.get(key) ?? { description: plainDescription(portal, which) };
	nodeTypes.set(key, nodeType);
	return nodeType;
}

/** The same operations, declared as in any declarative node: each item is a request of its own. */
export const contender: Contender = {
	run: async (target, load) => {
		const { portal } = parseWebhookUrl(target.webhookUrl);
		const task = PLAIN_TASKS[load.kind](load);
		const nodeType = nodeTypeFor(portal, load.kind, task.parameters);
		return await runInEngine(nodeType, target, task, ({ result }, index) =>
			READERS[load.kind](result as IDataObject | undefined, index),
		);
	},
};
