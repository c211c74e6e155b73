/**
 * Runs the node as the tool of an AI agent in n8n's own engine. See `runAgent`.
 */
import {
	NodeConnectionTypes,
	nodeNameToToolName,
	Workflow,
	type EngineRequest,
	type EngineResponse,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IRun,
} from 'n8n-workflow';
import { execute, generation } from './n8n';
import { loaded, NODE_TYPE, nodeTypes, simpleNode, START_TYPE, startWith, withDescription } from './nodes';
import { packageNode } from './packageUnderTest';
import { recorded, type LogEntry } from './runState';
import { helperFor, type CredentialName, type WithCredential } from './withCredential';
import { credentialOf, nextExecutionId, nodeOf } from './workflow';

/** n8n's name of the node as a tool. */
export const TOOL_TYPE = `${NODE_TYPE}Tool`;
const AGENT_TYPE = '@n8n/n8n-nodes-langchain.agent';

/** What n8n tells a model of a tool. */
export interface ToolOffer {
	name: string;
	description: string;
	/** The arguments that the model has to give: their types, by name. */
	arguments: Record<string, { type: string; description?: string }>;
}

/** A tool call of the model. */
export interface ToolCall {
	tool: string;
	arguments: IDataObject;
}

/** A tool call and what came back to the model: text, as models get no other. */
export interface Answered extends ToolCall {
	answer: string;
}

/**
 * A model that follows a script.
 *
 * @param answered all its calls so far, with their answers
 * @returns the calls that it makes next; none ends the run
 */
export type ScriptedModel = (offers: ToolOffer[], answered: Answered[]) => ToolCall[];

/**
 * The two ways in which n8n's AI nodes call tools. `engine`: the agent asks the engine to run the tool's node, and is
 * run again with the result (AI Agent since version 3). `direct`: the tool's function is called within the agent's own
 * run (older agents, agents as tools, MCP Server Trigger).
 */
export const WAYS = ['engine', 'direct'] as const;
export type Way = (typeof WAYS)[number];

/** One run of a workflow of start → agent, with the node under test as one or several of the agent's tools. */
export interface AgentRun extends WithCredential {
	/** The parameters of each tool by the name of its node; `$fromAI` in them is what the model decides. */
	tools: Record<string, INodeParameters>;
	/** More settings of the tools: `retryOnFail`, … */
	settings?: Partial<INode>;
	/** Another credential for some of the tools, by the name of their nodes. */
	credentials?: Record<string, WithCredential['credential']>;
	model: ScriptedModel;
	way?: Way;
}

export interface AgentRunResult {
	offers: ToolOffer[];
	answered: Answered[];
	/** The error that ended the agent's run, in n8n's words. */
	error?: string;
	/** n8n's data of the run, as it would be saved. */
	run: IRun;
	log: LogEntry[];
}

/**
 * Lets a scripted model work with the node. How a tool is made of the node's parameters, how it is called and what
 * comes back are n8n's own code; that of the agent is in a package that is far too large to install for it.
 *
 * @returns what the model was offered, did and got; a refused call is an answer, not a rejection
 */
export async function runAgent(agent: AgentRun): Promise<AgentRunResult> {
	const credentialsHelper = await helperFor({ ...agent, supportedNodes: [NODE_TYPE, TOOL_TYPE] });
	for (const { type, data } of Object.values(agent.credentials ?? {})) {
		credentialsHelper.store.write(type, data);
	}
	const nodeType = loaded(await packageNode());
	const offers: ToolOffer[] = [];
	const answered: Answered[] = [];

	const start = nodeOf(START_TYPE, 'Start');
	const typeOf = (tool: string): CredentialName => (agent.credentials?.[tool] ?? agent.credential).type;
	// In n8n 1, a tool’s error ends the whole execution, unless the user has it continue.
	const onError = generation === 1 && agent.way !== 'direct' ? 'continueRegularOutput' : undefined;
	const workflow = new Workflow({
		id: 'workflow',
		name: 'Test',
		nodes: [
			start,
			nodeOf(AGENT_TYPE, 'Agent'),
			...Object.entries(agent.tools).map(([name, parameters]) =>
				nodeOf(TOOL_TYPE, name, {
					parameters,
					onError,
					...credentialOf(credentialsHelper, typeOf(name)),
					...agent.settings,
				}),
			),
		],
		connections: {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			...Object.fromEntries(
				Object.keys(agent.tools).map((name) => [
					name,
					{ ai_tool: [[{ node: 'Agent', type: 'ai_tool' as const, index: 0 }]] },
				]),
			),
		},
		active: false,
		nodeTypes: nodeTypes({
			[START_TYPE]: startWith([{ json: { chatInput: 'What is there?' } }]),
			[AGENT_TYPE]: agentNode(agent, offers, answered),
			[TOOL_TYPE]: asTool(nodeType),
		}),
		settings: { executionOrder: 'v1' },
	});
	return await recorded(async (state) => {
		const executionId = nextExecutionId();
		const run = await execute({ workflow, executionId, mode: 'manual', credentialsHelper }, start);
		return { offers, answered, error: run.data.resultData.error?.message, run, log: state.log };
	});
}

/**
 * The node type as n8n makes a tool of it: under another name, without inputs, and with an output for agents. It is run
 * by the description of the plain node, of which the tool is a shell (n8n's server: convertNodeToAiTool, node-types).
 */
export function asTool(nodeType: INodeType): INodeType {
	const { description } = nodeType;
	return withDescription(nodeType, {
		name: `${description.name}Tool`,
		displayName: `${description.displayName} Tool`,
		usableAsTool: undefined,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
		properties: [
			{
				displayName: 'Tool Description',
				name: 'descriptionType',
				type: 'options',
				options: [
					{ name: 'Set Automatically', value: 'auto' },
					{ name: 'Set Manually', value: 'manual' },
				],
				default: 'auto',
			},
			{
				displayName: 'Description',
				name: 'toolDescription',
				type: 'string',
				default: description.description,
				displayOptions: { show: { descriptionType: ['manual'] } },
			},
			...description.properties,
		],
	});
}

/** As far as this harness needs it, what n8n makes of a tool: an object of LangChain. */
interface Tool {
	name: string;
	description: string;
	schema: { shape: Record<string, ZodType> };
	invoke: (args: IDataObject) => Promise<string>;
}

interface ZodType {
	_def: { typeName?: string; type?: string; innerType?: ZodType };
	description?: string;
}

function agentNode(
	{ model, way = 'engine', tools: nodes }: AgentRun,
	offers: ToolOffer[],
	answered: Answered[],
): INodeType {
	const node = simpleNode('agent', async function (this: IExecuteFunctions, response?: EngineResponse) {
		const tools = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
		if (offers.length === 0) offers.push(...tools.map(offerOf));
		if (way === 'engine') {
			answered.push(...(response?.actionResponses ?? []).map(answerOf));
			const calls = model(offers, answered);
			if (calls.length > 0) return requestOf(calls, Object.keys(nodes), answered.length) as never;
		} else {
			for (let calls = model(offers, answered); calls.length > 0; calls = model(offers, answered)) {
				answered.push(...(await Promise.all(calls.map(async (call) => await invoke(call, tools)))));
			}
		}
		return [[{ json: { output: answered.at(-1)?.answer } }]];
	} as (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>);
	node.description.inputs = [NodeConnectionTypes.Main, { type: NodeConnectionTypes.AiTool }];
	return node;
}

const offerOf = ({ name, description, schema }: Tool): ToolOffer => ({
	name,
	description,
	arguments: Object.fromEntries(
		Object.entries(schema.shape).map(([key, argument]) => [key, argumentOf(argument)]),
	),
});

/** Named by two generations of Zod, of which the newer one wraps what is required: “ZodString”, “string”. */
function argumentOf({
	_def: { typeName, type = '', innerType },
	description,
}: ZodType): ToolOffer['arguments'][string] {
	if (innerType) return argumentOf(innerType);
	const name = (typeName ?? type).replace(/^Zod/, '').toLowerCase();
	return { type: name, ...(description === undefined ? {} : { description }) };
}

function toolOf({ tool }: ToolCall, tools: Tool[]): Tool {
	const found = tools.find(({ name }) => name === tool);
	if (!found)
		throw new Error(`The agent has no tool "${tool}", but ${tools.map(({ name }) => name).join(', ')}`);
	return found;
}

function requestOf(calls: ToolCall[], nodes: string[], made: number): EngineRequest {
	const actions = calls.map(({ tool, arguments: input }, index) => ({
		actionType: 'ExecutionNodeAction' as const,
		nodeName: nodes.find((name) => nodeNameToToolName({ name } as INode) === tool) ?? tool,
		input,
		type: NodeConnectionTypes.AiTool,
		id: `call-${made + index + 1}`,
		metadata: { itemIndex: 0, toolName: tool },
	}));
	return { actions, metadata: {} };
}

/** What n8n's agent makes of a tool's result for the model (@n8n/n8n-nodes-langchain: buildSteps). */
function answerOf({ action, data }: EngineResponse['actionResponses'][number]): Answered {
	const items = data.data?.ai_tool?.[0]?.map(({ json }) => json) ?? [];
	const answer = items.length > 0 ? items : data.error ? { error: data.error.message } : '';
	const { toolName } = action.metadata as { toolName: string };
	return { tool: toolName, arguments: action.input as IDataObject, answer: JSON.stringify(answer) };
}

async function invoke(call: ToolCall, tools: Tool[]): Promise<Answered> {
	const tool = toolOf(call, tools);
	try {
		return { ...call, answer: await tool.invoke(call.arguments) };
	} catch (error) {
		return { ...call, answer: (error as Error).message };
	}
}
