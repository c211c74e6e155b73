/**
 * How n8n activates a polling trigger: its own classes, of both generations, but for the clock that says when the next poll
 * is due.
 */
import { ErrorReporter, PollContext } from 'n8n-core';
import * as core from 'n8n-core';
import { TriggersAndPollers } from 'n8n-core/dist/execution-engine/triggers-and-pollers';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowActivateMode,
} from 'n8n-workflow';
import { generation } from './n8n';
import { logger } from './runState';

/** What n8n’s server has to do with a trigger. */
export interface Server {
	/** The workflow starts with these items. */
	emit: (items: INodeExecutionData[][]) => void;
	/** A poll failed, and the user is told. */
	emitError: (error: Error) => void;
	/** n8n’s own cursor of the node, where it keeps one: from n8n 2.36 on. */
	cursor?: {
		/** Runs the poll, and what comes after it, with a copy of the cursor. */
		run: <T>(poll: () => Promise<T>) => Promise<T>;
		copy: () => IDataObject;
		commit: () => Promise<void>;
	};
	/** How long a poll may take, in milliseconds, where n8n says so. */
	budgetMs?: number;
}

type Create = new (...dependencies: unknown[]) => Record<string, (...args: unknown[]) => Promise<unknown>>;
const classes = core as unknown as Record<string, Create>;

/**
 * Activates the workflow’s polling triggers: each polls at once.
 *
 * @returns makes the next poll, and ends when that has
 * @throws n8n’s WorkflowActivationError when the first poll fails
 */
export async function activate(
	workflow: Workflow,
	additionalData: IWorkflowExecuteAdditionalData,
	activation: WorkflowActivateMode,
	server: Server,
): Promise<() => Promise<void>> {
	let latest: Promise<unknown> = Promise.resolve();
	const pollFunctions = (_workflow: Workflow, node: INode) => {
		const { cursor } = server;
		const runPoll = async <T>(poll: () => Promise<T>) => {
			const running = cursor ? cursor.run(poll) : poll();
			latest = running.catch(() => {});
			return await running;
		};
		const all = [
			...[workflow, node, additionalData, 'trigger', activation, server.emit, server.emitError],
			...[cursor?.commit ?? (async () => {}), runPoll],
			cursor?.copy ?? (() => workflow.getStaticData('node', node)),
			...(server.budgetMs === undefined ? [] : [() => server.budgetMs]),
		];
		return new (PollContext as unknown as Create)(...(generation === 1 ? all.slice(0, 7) : all));
	};
	let due: (() => unknown) | undefined;
	await workflow.expression.acquireIsolate();
	try {
		const { start, add } = activator((onTick) => (due = onTick));
		await start[add]!(
			workflow.id,
			workflow,
			additionalData,
			'trigger',
			activation,
			() => undefined,
			pollFunctions,
		);
	} finally {
		await workflow.expression.releaseIsolate();
	}
	return async () => {
		await due?.();
		// n8n 2 does not wait for the poll itself.
		await latest;
		await new Promise((resolve) => setImmediate(resolve));
	};
}

/** n8n’s class that activates workflows, with its method for that. */
function activator(schedule: (onTick: () => unknown) => void) {
	const pollers = new TriggersAndPollers();
	const errors = { error: () => {} } as unknown as ErrorReporter;
	const takeTick = (_context: unknown, onTick: () => unknown) => schedule(onTick);
	if (generation === 1) {
		const clock = { registerCron: takeTick };
		return { start: new classes.ActiveWorkflows!(logger, clock, pollers, errors), add: 'add' };
	}
	const span = async (_options: unknown, work: (span: unknown) => Promise<unknown>) =>
		await work({ setStatus: () => {} });
	const tracing = {
		startSpan: span,
		startNewTraceSpan: span,
		pickWorkflowAttributes: () => ({}),
		pickNodeAttributes: () => ({}),
	};
	const clock = {
		register: takeTick,
		deregisterGroup: () => false,
		deregisterTarget: () => {},
		hasGroup: () => true,
		hasTarget: () => true,
		getTargetIds: () => [],
	};
	const executor = new classes.PollTriggerExecutor!(logger, pollers, tracing, errors);
	const start = new classes.ActiveWorkflowTriggers!(logger, clock, pollers, errors, executor);
	return { start, add: 'addAllTriggers' };
}
