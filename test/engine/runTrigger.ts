import { AsyncLocalStorage } from 'node:async_hooks';
import { isDeepStrictEqual } from 'node:util';
import {
	deepCopy,
	Workflow,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	type NodeApiError,
} from 'n8n-workflow';
import { activate, type Server } from './activation';
import { inPoll, polling, serverSide } from './n8n';
import { NODE_TYPE, nodeTypes, TRIGGER_TYPE } from './nodes';
import { packageTrigger } from './packageUnderTest';
import { recorded, type LogEntry } from './runState';
import { helperFor, type WithCredential } from './withCredential';
import { credentialOf, nodeOf } from './workflow';

/** A workflow that the package’s trigger starts. */
export interface TriggeredWorkflow extends WithCredential {
	/** Of the trigger, as a workflow holds them. */
	parameters: INodeParameters;
	/** n8n 2 can keep a cursor for each trigger by itself (N8N_POLLER_DURABLE_CURSORS_ENABLED). */
	saving?: 'staticData' | 'cursor';
	/** How long n8n gives a poll, in milliseconds, where it says so. */
	budgetMs?: number;
}

/** What came of a poll. */
export interface PollResult {
	/** What the workflow started with; nothing when it did not. */
	items?: INodeExecutionData[];
	/** What the user sees as a failed execution. */
	error?: NodeApiError;
	/** What n8n and the node logged. */
	log: LogEntry[];
}

const NAME = 'Bitrix24 Mail Trigger';
let lastWorkflow = 0;

/** Which poll’s copy of the cursor it is: polls can go on at the same time. */
const scope = new AsyncLocalStorage<{ copy: IDataObject }>();

/** A workflow in n8n, with what n8n has stored of it. */
export class ActiveTrigger {
	/** The workflow’s static data, as n8n’s database has them. */
	database = '{}';
	/** n8n’s own cursor. */
	cursor?: string;
	private id = `workflow ${++lastWorkflow}`;
	private due?: () => Promise<void>;
	private result: PollResult = { log: [] };

	constructor(private readonly workflow: TriggeredWorkflow) {}

	/** What the trigger remembers, as stored. */
	get memory(): IDataObject | undefined {
		const data = JSON.parse(this.database) as Record<string, IDataObject | undefined>;
		const stored =
			this.cursor === undefined ? data[`node:${NAME}`] : (JSON.parse(this.cursor) as IDataObject);
		return stored?.memory as IDataObject | undefined;
	}

	/** Changes the trigger’s parameters, as a user does who saves the workflow. */
	change(parameters: INodeParameters): void {
		Object.assign(this.workflow.parameters, parameters);
	}

	/**
	 * Activates it: the first poll comes at once.
	 *
	 * @throws n8n’s WorkflowActivationError when that fails
	 */
	async activate(): Promise<PollResult> {
		return await this.recorded(async () => {
			const { workflow, additionalData } = await this.open();
			this.due = await activate(workflow, additionalData, 'activate', this.server(workflow));
			this.save(workflow);
		});
	}

	/** The next poll. */
	async poll(): Promise<PollResult> {
		return await this.recorded(async () => await this.due!());
	}

	/** n8n’s process ends and starts again. */
	async restart(): Promise<PollResult> {
		// By another ID, the process does not know it: what outlives polls in it is kept by workflow.
		this.id = `workflow ${++lastWorkflow}`;
		return await this.activate();
	}

	/**
	 * “Fetch Test Event” in the editor.
	 *
	 * @throws what the trigger throws: the editor shows it
	 */
	async test(): Promise<PollResult> {
		return await this.recorded(async () => {
			const { workflow, additionalData } = await this.open();
			const outputs = await inPoll(workflow, workflow.getNode(NAME)!, additionalData, 'manual');
			this.result = { ...this.result, items: outputs?.[0] };
		});
	}

	private async recorded(action: () => Promise<void>): Promise<PollResult> {
		return await recorded(async ({ log }) => {
			this.result = { log };
			await action();
			return this.result;
		});
	}

	private async open() {
		const { parameters } = this.workflow;
		const supportedNodes = [NODE_TYPE, TRIGGER_TYPE];
		const credentialsHelper = await helperFor({ ...this.workflow, supportedNodes });
		const pollTimes = { item: [{ mode: 'everyMinute' }] };
		const node = nodeOf(TRIGGER_TYPE, NAME, {
			parameters: { pollTimes, ...deepCopy(parameters) },
			...credentialOf(credentialsHelper, this.workflow.credential.type),
		});
		const workflow = new Workflow({
			id: this.id,
			name: 'Test',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: nodeTypes({ [TRIGGER_TYPE]: polling(await packageTrigger()) }),
			staticData: JSON.parse(this.database) as IDataObject,
		});
		const run = { workflow, executionId: '', mode: 'trigger' as const, credentialsHelper };
		return { workflow, additionalData: serverSide(run) };
	}

	private server(workflow: Workflow): Server {
		const { saving, budgetMs } = this.workflow;
		const commit = async () => {
			const { copy } = scope.getStore()!;
			if (!isDeepStrictEqual(copy, JSON.parse(this.cursor!))) this.cursor = JSON.stringify(copy);
			await Promise.resolve();
		};
		const cursor: Server['cursor'] = {
			run: async (poll) => {
				this.cursor ??= JSON.stringify(workflow.getStaticData('node', workflow.getNode(NAME)!));
				return await scope.run({ copy: JSON.parse(this.cursor) as IDataObject }, poll);
			},
			copy: () => scope.getStore()!.copy,
			commit,
		};
		return {
			budgetMs,
			emit: ([items]) => {
				this.result = { ...this.result, items };
				if (saving === 'cursor') void commit();
				else this.save(workflow);
			},
			emitError: (error) => (this.result = { ...this.result, error: error as NodeApiError }),
			...(saving === 'cursor' ? { cursor } : {}),
		};
	}

	/** As n8n’s WorkflowStaticDataService does it. */
	private save({ staticData }: Workflow): void {
		if (staticData.__dataChanged !== true) return;
		this.database = JSON.stringify(staticData);
		staticData.__dataChanged = false;
	}
}
