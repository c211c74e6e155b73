/**
 * Everything that touches n8n's engine itself. It runs on both generations: n8n-core 2.x as installed here, and
 * n8n-core 1.122 (of n8n 1.123) when Jest maps `n8n-core`, `n8n-workflow` and `@n8n/*` to such an installation.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import {
	CredentialTestContext,
	DirectoryLoader,
	ExecuteContext,
	ExecutionLifecycleHooks,
	getAdditionalKeys,
	InstanceSettings,
	LoadOptionsContext,
	PollContext,
	RoutingNode,
	WorkflowExecute,
} from 'n8n-core';
import { commonPollingParameters } from 'n8n-core/dist/nodes-loader/constants';
import { SSHClientsManager } from 'n8n-core/dist/execution-engine/ssh-clients-manager';
import {
	createRunExecutionData,
	getCredentialAllowedDomains,
	isDomainAllowed,
	LoggerProxy,
	setGlobalState,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type ICredentialsHelper,
	type ICredentialTestFunction,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INode,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IRun,
	type IWorkflowDataProxyAdditionalKeys,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { takeTheirTime } from './regularExpressions';
import { currentRun, logger } from './runState';

// The engine is loaded once a worker (test/jest/nativePackages.js): each test file starts with services of its own.
Container.reset();
// Without these, n8n writes a configuration into the user's home directory and its log to the terminal.
Container.set(Logger, logger as unknown as Logger);
const nowhere = join(tmpdir(), 'n8n-of-the-tests');
Container.set(InstanceSettings, {
	n8nFolder: nowhere,
	staticCacheDir: nowhere,
	instanceId: 'test-instance',
	hmacSignatureSecret: 'test-signature',
	encryptionKey: 'test-encryption',
} as InstanceSettings);
LoggerProxy.init(logger as never);
// No node here uses SSH, and that of n8n 1 starts a clock that keeps the process from ending.
Container.set(SSHClientsManager, {} as SSHClientsManager);
// n8n looks up the offset of the time zone for each expression, and that of a place takes long.
setGlobalState({ defaultTimezone: 'UTC' });
takeTheirTime();

type Data = ICredentialDataDecryptedObject;

/**
 * Which n8n the engine is of. In n8n 1, it takes its arguments by position; errors have no `cause`, so that credential
 * tests cannot see a status; simultaneous runs renew an OAuth2 token once each; credential types cannot be
 * restricted to their own nodes.
 */
export const generation = WorkflowExecute.prototype.run.length > 1 ? 1 : 2;

/**
 * A copy of the node type as n8n's loader and its node register hand it to the engine: with the "Options" of
 * declarative nodes, and with an `execute` of its own. A node with methods and without `requestDefaults` gets none,
 * and n8n could not run it.
 */
export function declarative(nodeType: INodeType): INodeType {
	const { description } = nodeType;
	// The prototype keeps methods that the node's class defines.
	const copy: INodeType = Object.assign(Object.create(Object.getPrototypeOf(nodeType)), nodeType, {
		description: { ...description, properties: [...description.properties] },
	});
	DirectoryLoader.applyDeclarativeNodeOptionParameters(copy);

	const hasOwnWay = copy.execute ?? copy.poll ?? copy.trigger ?? copy.supplyData;
	const hasDefaults = description.requestDefaults !== undefined;
	if (!hasOwnWay && (hasDefaults || (!copy.webhook && !copy.methods))) {
		copy.execute = async function (this: IExecuteFunctions) {
			const result = await new RoutingNode(this as unknown as ExecuteContext, copy).runNode();
			return result ?? [];
		};
	}
	return copy;
}

/** A copy of a polling trigger as n8n's loader hands it to the engine: with the parameter for the times to poll at. */
export function polling(nodeType: INodeType): INodeType {
	const { description } = nodeType;
	const properties = [...commonPollingParameters, ...description.properties];
	return Object.assign(Object.create(Object.getPrototypeOf(nodeType)) as INodeType, nodeType, {
		description: { ...description, properties },
	});
}

/** The variables that n8n offers to the expressions of a credential (`$vars`, `$execution`, …). */
export function additionalKeys(
	additionalData: IWorkflowExecuteAdditionalData,
	mode: WorkflowExecuteMode,
): IWorkflowDataProxyAdditionalKeys {
	return getAdditionalKeys(additionalData, mode, null, { isCredential: true });
}

/** Which run it is. */
export interface Run {
	workflow: Workflow;
	executionId: string;
	mode: WorkflowExecuteMode;
	credentialsHelper: ICredentialsHelper;
}

/** What n8n's server adds to the engine for a run, as far as nodes get to see it. No address in it leads anywhere. */
export function serverSide(
	run: Run,
	currentNodeParameters?: INodeParameters,
): IWorkflowExecuteAdditionalData {
	const url = 'http://127.0.0.1:0/';
	const { workflow, executionId, mode, credentialsHelper } = run;
	const data: Partial<IWorkflowExecuteAdditionalData> = {
		currentNodeExecutionIndex: 0,
		credentialsHelper,
		executionId,
		restApiUrl: `${url}rest`,
		instanceBaseUrl: url,
		formWaitingBaseUrl: `${url}form-waiting`,
		webhookBaseUrl: `${url}webhook`,
		webhookWaitingBaseUrl: `${url}webhook-waiting`,
		webhookTestBaseUrl: `${url}webhook-test`,
		variables: {},
		currentNodeParameters,
		hooks: new ExecutionLifecycleHooks(mode, executionId, {
			id: workflow.id,
			name: workflow.name ?? '',
			active: false,
			isArchived: false,
			createdAt: new Date(),
			updatedAt: new Date(),
			nodes: Object.values(workflow.nodes),
			connections: workflow.connectionsBySourceNode,
			settings: workflow.settings,
			activeVersionId: null,
		}),
		logAiEvent: () => {},
		sendDataToUI: (type, message) => currentRun()?.ui.push({ type, message }),
	};
	return data as IWorkflowExecuteAdditionalData;
}

/**
 * Runs the workflow from its start node to the end.
 *
 * @param startNode the node to begin with
 * @param signal aborts it as the user's "Stop" does: the engine gives the run up and tells the nodes
 * @returns n8n's data of the run; a run that n8n refuses to start ends with an error in it, too
 */
export async function execute(run: Run, startNode: INode, signal?: AbortSignal): Promise<IRun> {
	const engine = new WorkflowExecute(serverSide(run), run.mode);
	const start = engine.run as unknown as (...args: unknown[]) => ReturnType<WorkflowExecute['run']>;
	const startedAt = new Date();
	try {
		const running =
			generation === 1
				? start.call(engine, run.workflow, startNode)
				: start.call(engine, { workflow: run.workflow, startNode });
		const cancel = () => running.cancel();
		if (signal?.aborted) cancel();
		signal?.addEventListener('abort', cancel, { once: true });
		return await running.finally(() => signal?.removeEventListener('abort', cancel));
	} catch (error) {
		const data = createRunExecutionData({ resultData: { error: error as never } });
		return {
			data,
			mode: run.mode,
			startedAt,
			stoppedAt: new Date(),
			status: 'error',
			storedAt: 'db',
		} as IRun;
	}
}

/**
 * Sends one request through n8n's RoutingNode for one empty item, with credential data that is not stored yet.
 *
 * @param nodeType a declarative node type whose properties hold the request
 * @returns the node's first output
 */
export async function route(
	run: Run,
	node: INode,
	nodeType: INodeType,
	credentials: ICredentialsDecrypted,
): Promise<INodeExecutionData[]> {
	const context = new ExecuteContext(
		run.workflow,
		node,
		serverSide(run, node.parameters),
		run.mode,
		createRunExecutionData({}),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null } as never,
		[],
	);
	await run.workflow.expression.acquireIsolate();
	try {
		const outputs = await new RoutingNode(context, nodeType, credentials).runNode();
		return outputs?.[0] ?? [];
	} finally {
		await run.workflow.expression.releaseIsolate();
	}
}

/** One poll of a trigger, as n8n makes it when the user tries it in the editor. */
export async function inPoll(
	workflow: Workflow,
	node: INode,
	additionalData: IWorkflowExecuteAdditionalData,
	mode: WorkflowExecuteMode,
): Promise<INodeExecutionData[][] | null> {
	const context = new PollContext(workflow, node, additionalData, mode, 'manual');
	const { poll } = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	await workflow.expression.acquireIsolate();
	try {
		return await poll!.call(context);
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

/** Calls a node's function that tests a credential, with data that is not stored yet. */
export async function callTestFunction(
	test: ICredentialTestFunction,
	credentials: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const context = new CredentialTestContext({ variables: {} } as never);
	return await test.call(context as never, credentials);
}

/**
 * Calls a function as n8n calls those that fill the lists of its editor.
 *
 * @param path the path of the parameter that is being edited, `parameters.mailboxId` say
 */
export async function inEditor<T>(
	run: Run,
	node: INode,
	path: string,
	action: (this: ILoadOptionsFunctions) => Promise<T>,
): Promise<T> {
	const context = new LoadOptionsContext(run.workflow, node, serverSide(run, node.parameters), path);
	await run.workflow.expression.acquireIsolate();
	try {
		return await action.call(context);
	} finally {
		await run.workflow.expression.releaseIsolate();
	}
}

/**
 * The domains to which a credential limits n8n's HTTP Request node, or undefined when it does not.
 *
 * @param url where the request goes
 * @throws when the credential allows no such request
 */
export function allowedDomains(node: INode, credentialData: Data, url: string): string | undefined {
	const ask = getCredentialAllowedDomains as unknown as (...args: unknown[]) => string | undefined;
	if (generation === 2) return ask({ node, credentialData, surface: 'HTTP Request or GraphQL' });

	// In n8n 1, the HTTP Request node sees to that itself.
	const allowed = isDomainAllowed as unknown as (...args: unknown[]) => boolean;
	const domains = ask(credentialData);
	if (
		credentialData.allowedHttpRequestDomains === 'none' ||
		(domains !== undefined && !allowed(url, { allowedDomains: domains }))
	) {
		throw new Error('This credential is configured to prevent use within an HTTP Request node');
	}
	return domains;
}
