import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { runAgent, type AgentRunResult, type Way } from '../engine/tool';
import type { Portal } from '../../sandbox/portal';
import { credentialFor } from './node';

/** The tool's name, for a node of the name that {@link askTool} gives it. */
export const TOOL = 'Bitrix24_Mail';

/** A parameter's value that the model decides, as the editor writes it (“Let the model define this parameter”). */
export const fromAI = (key: string, type: 'string' | 'number' | 'boolean' = 'string', description = '') =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, '${type}') }}`;

/** A resource locator’s value that the model decides. */
export const locatedByAI = (key: string, mode = 'id') => ({ __rl: true, mode, value: fromAI(key) });

/**
 * A model calls the node as its only tool, once with each of the given arguments, one after the other.
 *
 * @param parameters as in a workflow, without `authentication`
 * @param settings more of the node’s: `retryOnFail`, say
 */
export async function askTool(
	portal: Portal,
	parameters: INodeParameters,
	calls: IDataObject[],
	way: Way = 'engine',
	settings: Partial<INode> = {},
): Promise<AgentRunResult> {
	return await runAgent({
		credential: credentialFor(portal, 'webhook'),
		tools: { 'Bitrix24 Mail': { authentication: 'webhook', ...parameters } },
		way,
		settings,
		model: (_offers, answered) =>
			calls.slice(answered.length, answered.length + 1).map((args) => ({ tool: TOOL, arguments: args })),
	});
}
