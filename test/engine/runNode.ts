import {
	deepCopy,
	Workflow,
	type ICredentialDataDecryptedObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IRun,
	type NodeApiError,
	type OnError,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { execute } from './n8n';
import { loaded, NO_OP_TYPE, NODE_TYPE, nodeTypes, noOp, START_TYPE, startWith } from './nodes';
import { packageNode } from './packageUnderTest';
import { recorded, type LogEntry } from './runState';
import { MANY_ITEMS, withParametersShownFor } from './shownParameters';
import { helperFor, type WithCredential } from './withCredential';
import { credentialOf, latestVersion, mainOutput, nextExecutionId, nodeOf } from './workflow';

/** One run of a workflow of three: a start node, the node under test, a NoOp after each of its outputs. */
export interface NodeRun extends WithCredential {
	/** Of the node under test, as a workflow holds them: resource, operation, authentication, expressions… */
	parameters: INodeParameters;
	/** What the start node puts out; one empty item by default. */
	items?: INodeExecutionData[];
	onError?: OnError;
	/** More settings of the node: `retryOnFail`, `executeOnce`, `alwaysOutputData`… */
	settings?: Partial<INode>;
	workflowId?: string;
	executionId?: string;
	/** `manual` by default: a user's click in the editor. */
	mode?: WorkflowExecuteMode;
	/** Stops the run, as a user's click on "Stop" does. */
	signal?: AbortSignal;
	/** Stops the run so many milliseconds after its start. */
	cancelAfterMs?: number;
	/** The workflow's, an IANA name; UTC by default. */
	timezone?: string;
	/** Another node type than the package's. */
	nodeType?: INodeType;
	/** With the parameters of all operations, also for many items: see `withParametersShownFor`. */
	allParameters?: true;
}

export interface NodeRunResult {
	/** What the node put out: an array of items for each of its outputs. */
	output: INodeExecutionData[][];
	/** What it put out at its first output. */
	items: INodeExecutionData[];
	/** What arrived at the NoOp after each output: nothing where the workflow stopped before. */
	arrived: INodeExecutionData[][];
	/**
	 * The error that ended the run, the very object that was thrown wherever it came from the node. Usually a
	 * NodeApiError; a stopped run ends with n8n's own cancellation error.
	 */
	error?: NodeApiError;
	/** The errors of the items that failed while the run went on, as they were thrown. */
	itemErrors: NodeApiError[];
	/** n8n's data of the run, as it would be saved. */
	run: IRun;
	/** The credential as stored after the run. */
	credential: ICredentialDataDecryptedObject;
	/** What n8n and the node logged during the run. */
	log: LogEntry[];
	/** What was sent to the editor during the run. */
	ui: unknown[];
}

const NODE = 'Bitrix24 Mail';
const AFTER = ['After', 'After errors'];

/**
 * Runs the node in n8n's engine, in a workflow: start → node → NoOp. Everything between the parameters and the wire
 * is n8n's own code, and so is what makes items, paired items and errors of the answers.
 *
 * @returns what it put out, its error and what n8n has stored and logged; a failed run is a result, not a rejection
 * @throws when the workflow itself is impossible, because of an unknown credential type say
 */
export async function runNode(run: NodeRun): Promise<NodeRunResult> {
	const items = deepCopyItems(run.items ?? [{ json: {} }]);
	const nodeType = loaded(run.nodeType ?? (await packageNodeFor(run, items.length)));
	const credentialsHelper = await helperFor(run);
	const { type } = run.credential;

	const start = nodeOf(START_TYPE, 'Start');
	const nodes = [
		start,
		nodeOf(NODE_TYPE, NODE, {
			typeVersion: latestVersion(nodeType),
			parameters: run.parameters,
			onError: run.onError,
			...credentialOf(credentialsHelper, type),
			...run.settings,
		}),
		...AFTER.map((name) => nodeOf(NO_OP_TYPE, name)),
	];
	const workflow = new Workflow({
		id: run.workflowId ?? 'workflow',
		name: 'Test',
		nodes,
		connections: {
			Start: { main: [[{ node: NODE, type: 'main', index: 0 }]] },
			[NODE]: { main: AFTER.map((node) => [{ node, type: 'main', index: 0 }]) },
		},
		active: false,
		nodeTypes: nodeTypes({
			[START_TYPE]: startWith(items),
			[NODE_TYPE]: nodeType,
			[NO_OP_TYPE]: noOp,
		}),
		settings: { executionOrder: 'v1', ...(run.timezone === undefined ? {} : { timezone: run.timezone }) },
	});
	const executionId = run.executionId ?? nextExecutionId();
	const mode = run.mode ?? 'manual';

	return await recorded(async (state) => {
		const stop = stopSignal(run);
		const data = await execute(
			{ workflow, executionId, mode, credentialsHelper },
			start,
			stop.signal,
		).finally(stop.clear);
		const { runData, error } = data.data.resultData;
		const output = mainOutput(runData[NODE]?.[0]?.data?.main);
		return {
			output,
			items: output[0] ?? [],
			arrived: AFTER.map((name) => mainOutput(runData[name]?.[0]?.data?.main)[0] ?? []),
			error: error && ((state.error ?? error) as NodeApiError),
			itemErrors: state.itemErrors as NodeApiError[],
			run: data,
			credential: credentialsHelper.store.read(type),
			log: state.log,
			ui: state.ui,
		};
	});
}

/** The package’s node, without what makes runs of many items slow and no other difference. */
async function packageNodeFor({ parameters, allParameters }: NodeRun, items: number): Promise<INodeType> {
	const node = await packageNode();
	return allParameters || items < MANY_ITEMS ? node : withParametersShownFor(node, parameters);
}

const deepCopyItems = (items: INodeExecutionData[]) => items.map((item) => deepCopy(item));

function stopSignal(run: NodeRun): { signal?: AbortSignal; clear: () => void } {
	if (run.cancelAfterMs === undefined) return { signal: run.signal, clear: () => {} };
	const stopper = new AbortController();
	const stop = () => stopper.abort();
	const timer = setTimeout(stop, run.cancelAfterMs);
	run.signal?.addEventListener('abort', stop, { once: true });
	return {
		signal: stopper.signal,
		clear: () => {
			clearTimeout(timer);
			run.signal?.removeEventListener('abort', stop);
		},
	};
}
