import type {
	ICredentialDataDecryptedObject,
	INodeExecutionData,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';
import { runNode } from '../../test/engine';
import { serviceName, type Load } from '../loads';
import type { Target } from './contender';

const PARAMETERS: Record<Load['kind'], INodeParameters> = {
	read: {
		resource: 'mailService',
		operation: 'get',
		mailServiceId: { __rl: true, mode: 'id', value: '={{ $json.n }}' },
	},
	write: { resource: 'mailService', operation: 'create', name: '={{ $json.name }}' },
};

/**
 * Runs a load in n8n's engine, as a workflow does: a start node with one item for each call, the node, a NoOp.
 *
 * @param nodeType the node to run
 * @param idOf finds a service's ID in an output item
 * @returns the IDs of the services in the output
 */
export async function runInEngine(
	nodeType: INodeType,
	{ webhookUrl, unlimited }: Target,
	{ kind, count }: Load,
	idOf: (json: INodeExecutionData['json']) => unknown,
): Promise<number[]> {
	const limit: ICredentialDataDecryptedObject = unlimited
		? { requestLimit: 'custom', requestBurst: 1e6, requestsPerSecond: 1e6 }
		: {};
	const { items } = await runNode({
		nodeType,
		credential: { type: 'bitrix24MailWebhookApi', data: { webhookUrl, ...limit } },
		parameters: { authentication: 'webhook', ...PARAMETERS[kind] },
		items: Array.from({ length: count }, (_, index) => ({
			json: { n: index + 1, name: serviceName(index + 1) },
		})),
		// What was refused is lost; the rest goes on.
		onError: 'continueRegularOutput',
	});
	return items
		.map(({ json }) => idOf(json))
		.filter((id) => id !== undefined)
		.map(Number);
}
