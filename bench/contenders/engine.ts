import type { ICredentialDataDecryptedObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import { runNode } from '../../test/engine';
import type { Back, Target } from './contender';
import type { Task } from './tasks';

/** What an output item says; nothing when it is an error. */
export type ReadItem = (json: INodeExecutionData['json'], index: number) => Back | undefined;

/**
 * Runs a task in n8n's engine, as a workflow does: a start node with the items, the node, a NoOp.
 *
 * @param nodeType the node to run
 * @returns what came back in the output
 */
export async function runInEngine(
	nodeType: INodeType,
	{ webhookUrl, unlimited }: Target,
	{ parameters, items: input }: Task,
	readItem: ReadItem,
): Promise<Back[]> {
	const limit: ICredentialDataDecryptedObject = unlimited
		? { requestLimit: 'custom', requestBurst: 1e6, requestsPerSecond: 1e6 }
		: {};
	const { items } = await runNode({
		nodeType,
		credential: { type: 'bitrix24MailWebhookApi', data: { webhookUrl, ...limit } },
		parameters: { authentication: 'webhook', ...parameters },
		items: input.map((json) => ({ json })),
		// What was refused is lost; the rest goes on.
		onError: 'continueRegularOutput',
	});
	return items.flatMap(({ json }, index) => readItem(json, index) ?? []);
}

/** Reads an item as this node puts it out: each has an ID, but for errors. */
export const readOwnItem: ReadItem = ({ id, body }) =>
	id === undefined ? undefined : { id: Number(id), ...(typeof body === 'string' ? { body } : {}) };
