import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	INodeTypes,
} from 'n8n-workflow';
import { declarative } from './n8n';
import { currentRun } from './runState';

/** n8n's name of the node under test: package and node. */
export const NODE_TYPE = 'n8n-nodes-bitrix24-mail.bitrix24Mail';
/** The same of the package’s trigger. */
export const TRIGGER_TYPE = 'n8n-nodes-bitrix24-mail.bitrix24MailTrigger';
export const START_TYPE = 'n8n-nodes-base.manualTrigger';
export const NO_OP_TYPE = 'n8n-nodes-base.noOp';
export const HTTP_REQUEST_TYPE = 'n8n-nodes-base.httpRequest';

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/**
 * A node type that is nothing but a function.
 *
 * @param name its name within its package
 * @param execute what it does
 * @param inputs whether it has an input
 */
export function simpleNode(name: string, execute: Execute, inputs = true): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: [],
			version: 1,
			description: '',
			defaults: { name },
			inputs: inputs ? ['main'] : [],
			outputs: ['main'],
			properties: [],
		},
		execute,
	};
}

/** n8n's "No Operation" node: passes its items through. */
export const noOp = simpleNode('noOp', async function () {
	return [this.getInputData()];
});

/** A start node that puts the given items out, as a trigger does. */
export const startWith = (items: INodeExecutionData[]) =>
	simpleNode('manualTrigger', async () => [items], false);

/** A copy of the node type, for which its description says something else. */
export const withDescription = (nodeType: INodeType, change: Partial<INodeTypeDescription>): INodeType =>
	Object.assign(Object.create(nodeType) as INodeType, {
		description: { ...nodeType.description, ...change },
	});

const runnable = new WeakMap<INodeType, INodeType>();

/**
 * The node type as n8n's loader makes it: a declarative node gets the "Options" that n8n adds to each of them, and
 * an `execute` that hands it to n8n's RoutingNode. What it throws is noted in the run's state. Each node type is
 * prepared once, as n8n does it once a process; the given object is left as it is.
 *
 * @param nodeType the node type as it is written
 */
export function loaded(nodeType: INodeType): INodeType {
	const known = runnable.get(nodeType);
	if (known) return known;

	const result = declarative(nodeType);
	const execute = result.execute as Execute | undefined;
	if (!execute)
		throw new Error(`n8n would not run "${nodeType.description.name}": no execute, not declarative`);
	result.execute = async function (this: IExecuteFunctions) {
		try {
			const outputs = await execute.call(this);
			currentRun()?.itemErrors.push(...outputs.flat().flatMap(({ error }) => error ?? []));
			return outputs;
		} catch (error) {
			const run = currentRun();
			if (run && error instanceof Error) run.error = error;
			throw error;
		}
	};
	runnable.set(nodeType, result);
	return result;
}

/**
 * The node types that a workflow can refer to.
 *
 * @param types full name, with the package → node type
 * @throws when a node of another type is asked for
 */
export function nodeTypes(types: Record<string, INodeType>): INodeTypes {
	const byName = (name: string) => {
		const type = types[name];
		if (!type) throw new Error(`No node type "${name}"`);
		return type;
	};
	return { getByName: byName, getByNameAndVersion: byName, getKnownTypes: () => ({}) };
}
