/**
 * Runs the node in n8n's own engine. See `runNode`.
 */
import {
	deepCopy,
	Workflow,
	type IBinaryData,
	type ICredentialDataDecryptedObject,
	type ICredentialTestFunction,
	type ICredentialType,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestMethods,
	type ILoadOptionsFunctions,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodePropertyOptions,
	type INodeType,
	type IRequestOptions,
	type IRun,
	type NodeApiError,
	type OnError,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { CredentialsHelper, CredentialsStore } from './credentials';
import { allowedDomains, callTestFunction, execute, inEditor, route, type Run } from './n8n';
import { HTTP_REQUEST_TYPE, loaded, NO_OP_TYPE, NODE_TYPE, nodeTypes, noOp } from './nodes';
import { simpleNode, START_TYPE, startWith } from './nodes';
import { recorded, type LogEntry } from './run-state';

export { CredentialsStore } from './credentials';
export { generation } from './n8n';
export type { LogEntry } from './run-state';

export type CredentialName = 'bitrix24MailWebhookApi' | 'bitrix24MailOAuth2Api';

/** A credential and where it lives. */
export interface WithCredential {
	credential: { type: CredentialName; data: ICredentialDataDecryptedObject };
	/**
	 * Share one between runs: `credential.data` is stored by the first of them, the others use what is stored then,
	 * a renewed OAuth2 token for one. By default, each run has its own.
	 */
	credentialsStore?: CredentialsStore;
	/** Other credential types than the package's. */
	credentialTypes?: ICredentialType[];
}

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
	/** Another node type than the package's. */
	nodeType?: INodeType;
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

// Loaded at the first use: the harness runs any node, and does so without the package's own.
/** The package's node, as it is written. */
export async function packageNode(): Promise<INodeType> {
	const { Bitrix24Mail } = await import('../../nodes/Bitrix24Mail/Bitrix24Mail.node');
	return (thePackageNode ??= new Bitrix24Mail());
}
let thePackageNode: INodeType | undefined;

async function packageCredentials(): Promise<ICredentialType[]> {
	const { Bitrix24MailWebhookApi } = await import('../../credentials/Bitrix24MailWebhookApi.credentials');
	const { Bitrix24MailOAuth2Api } = await import('../../credentials/Bitrix24MailOAuth2Api.credentials');
	return [new Bitrix24MailWebhookApi(), new Bitrix24MailOAuth2Api()];
}

/**
 * A credentials helper that knows the given credential.
 *
 * @param from with the full names of the nodes that may use it; the package's node by default
 */
export async function helperFor(
	from: WithCredential & { supportedNodes?: string[] },
): Promise<CredentialsHelper> {
	const { credential, credentialsStore: store = new CredentialsStore(), supportedNodes: names } = from;
	if (!store.has(credential.type)) store.write(credential.type, credential.data);
	const types = from.credentialTypes ?? (await packageCredentials());
	const supportedNodes = Object.fromEntries(types.map(({ name }) => [name, names ?? [NODE_TYPE]]));
	return new CredentialsHelper(store, types, supportedNodes);
}

/** A node of a workflow. */
export const nodeOf = (type: string, name: string, more: Partial<INode> = {}): INode => ({
	id: name.toLowerCase().replace(/\W+/g, '-'),
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...more,
});

/** What a node's JSON says of the stored credential of that type. */
export const credentialOf = (helper: CredentialsHelper, type: string): Pick<INode, 'credentials'> => ({
	credentials: { [type]: { id: helper.store.id(type), name: type } },
});

const latestVersion = ({ description: { version } }: INodeType) => [version].flat().at(-1)!;

let lastExecution = 0;

/** An execution ID that no other run of this process has. */
export const nextExecutionId = () => String(++lastExecution);

/**
 * Runs the node in n8n's engine, in a workflow: start → node → NoOp. Everything between the parameters and the wire
 * is n8n's own code, and so is what makes items, paired items and errors of the answers.
 *
 * @returns what it put out, its error and what n8n has stored and logged; a failed run is a result, not a rejection
 * @throws when the workflow itself is impossible, because of an unknown credential type say
 */
export async function runNode(run: NodeRun): Promise<NodeRunResult> {
	const nodeType = loaded(run.nodeType ?? (await packageNode()));
	const credentialsHelper = await helperFor(run);
	const { type } = run.credential;
	const items = deepCopyItems(run.items ?? [{ json: {} }]);

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
		settings: { executionOrder: 'v1' },
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

const mainOutput = (outputs: Array<INodeExecutionData[] | null> | undefined) =>
	(outputs ?? []).map((items) => items ?? []);

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

/**
 * An input item with a file, as nodes that read files put them out.
 *
 * @param json the item's other data
 * @param file its contents, and the name of the binary property that holds it
 */
export function binaryItem(
	json: IDataObject,
	file: { property: string; fileName: string; mimeType: string; buffer: Buffer },
): INodeExecutionData {
	const { property, fileName, mimeType, buffer } = file;
	const binary: IBinaryData = {
		data: buffer.toString('base64'),
		fileName,
		mimeType,
		fileExtension: fileName.includes('.') ? fileName.split('.').pop() : undefined,
		fileSize: `${buffer.length} B`,
		bytes: buffer.length,
	};
	return { json, binary: { [property]: binary } };
}

/** The answer of n8n's credential test. */
export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

interface FailedRequest {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText?: string } };
}

/**
 * Tests a credential as the "Test"/"Save" of n8n's credential window does: with the request and the rules that its
 * type declares; or, for an OAuth2 type without a test, by looking for an access token; or with the function of the
 * node that says it tests it.
 *
 * @param type the credential type
 * @param data what the user typed (and `oauthTokenData` once connected)
 * @param credentialTypes other credential types than the package's
 * @param log takes what is logged
 * @returns what the user gets to read
 */
export async function runCredentialTest(
	type: CredentialName,
	data: ICredentialDataDecryptedObject,
	credentialTypes?: ICredentialType[],
	log?: LogEntry[],
): Promise<CredentialTestResult> {
	const credentialsHelper = await helperFor({ credential: { type, data }, credentialTypes });
	const { test } = credentialsHelper.type(type);
	if (!test) {
		const byNode = await testFunctionOf(type);
		if (!byNode || credentialsHelper.getParentTypes(type).includes('oAuth2Api')) {
			return testWithoutRequest(credentialsHelper, type, data);
		}
		return await recorded(async (state) => {
			const additionalData = { variables: {} } as never;
			const decrypted = await credentialsHelper.withDefaults(additionalData, data, type, 'internal');
			const id = credentialsHelper.store.id(type);
			const tested = callTestFunction(byNode, { id, name: type, type, data: decrypted });
			return await tested.finally(() => log?.push(...state.log));
		});
	}

	const node = nodeOf(NO_OP_TYPE, 'Temp-Node', credentialOf(credentialsHelper, type));
	const nodeType: INodeType = {
		description: {
			...noOp.description,
			credentials: [{ name: type, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: test.request },
					default: '',
				},
			],
		},
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes({ [NO_OP_TYPE]: nodeType }),
	});
	const helper = Object.create(credentialsHelper) as CredentialsHelper;
	const run: Run = { workflow, executionId: '', mode: 'internal', credentialsHelper: helper };
	const rules = test.rules ?? [];

	return await recorded(async (state) => {
		try {
			const additionalData = { variables: {} } as never;
			const decrypted = await credentialsHelper.withDefaults(additionalData, data, type, 'internal');
			// What the user sees in the window, saved or not, is what n8n tests.
			helper.getDecrypted = async (...args) =>
				args[5] ? await credentialsHelper.getDecrypted(...args) : decrypted;
			const id = credentialsHelper.store.id(type);
			const [item] = await route(run, node, nodeType, { id, name: type, type, data: decrypted });
			for (const rule of rules) {
				if (rule.type !== 'responseSuccessBody') continue;
				if (atPath(item?.json, rule.properties.key) === rule.properties.value) {
					return { status: 'Error', message: rule.properties.message };
				}
			}
			return { status: 'OK', message: 'Connection successful!' };
		} catch (thrown) {
			const error = thrown as FailedRequest;
			const response = error.cause?.response;
			if (!response) return { status: 'Error', message: error.cause?.code ?? error.message };
			for (const rule of rules) {
				if (rule.type === 'responseCode' && rule.properties.value === response.status) {
					return { status: 'Error', message: rule.properties.message };
				}
			}
			const refused = response.status < 199 || response.status > 299;
			const said = response.statusText || `Received HTTP status code: ${response.status}`;
			return { status: 'Error', message: refused ? said : error.message };
		} finally {
			log?.push(...state.log);
		}
	});
}

async function testFunctionOf(type: CredentialName): Promise<ICredentialTestFunction | undefined> {
	const { description, methods } = await packageNode();
	const testedBy = description.credentials?.find(({ name }) => name === type)?.testedBy;
	return typeof testedBy === 'string' ? methods?.credentialTest?.[testedBy] : undefined;
}

function testWithoutRequest(
	helper: CredentialsHelper,
	type: string,
	data: ICredentialDataDecryptedObject,
): CredentialTestResult {
	if (!helper.getParentTypes(type).includes('oAuth2Api')) {
		return { status: 'Error', message: 'No testing function found for this credential.' };
	}
	const token = data.oauthTokenData;
	return typeof token === 'object' && token !== null && 'access_token' in token
		? { status: 'OK', message: 'Connection Successful!' }
		: { status: 'Error', message: 'This OAuth2 credential was not connected to an account.' };
}

const atPath = (value: unknown, path: string) =>
	path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);

/** A request that a user makes with the credential in n8n's HTTP Request node ("Predefined Credential Type"). */
export interface HttpRequestNodeRun extends WithCredential {
	url: string;
	method?: IHttpRequestMethods;
	headers?: Record<string, string>;
	qs?: IDataObject;
	body?: IDataObject;
	/** More of what the node hands to n8n, which the above make up: `followRedirect`, `simple`… */
	options?: Partial<IRequestOptions>;
}

export interface HttpRequestNodeResult {
	/** The answer, if one came; its body is parsed when it was JSON. */
	response?: { statusCode: number; headers: Record<string, string>; body: unknown };
	/** The error that ended the run, as it was thrown. */
	error?: NodeApiError;
	run: IRun;
	log: LogEntry[];
}

/**
 * Does with a credential what n8n's HTTP Request node does with it: asks for its data, minds the domains it is
 * limited to, and sends through `requestWithAuthentication`, whose options hold the address as `uri`, not as `url`.
 * Redirects are followed, as they are by default there.
 *
 * @returns the answer or the error; a failed run is a result, not a rejection
 */
export async function runHttpRequestNodeLike(request: HttpRequestNodeRun): Promise<HttpRequestNodeResult> {
	const credentialsHelper = await helperFor(request);
	const { type } = request.credential;
	let response: HttpRequestNodeResult['response'];

	const httpRequest = simpleNode('httpRequest', async function (this: IExecuteFunctions) {
		const data = await this.getCredentials<ICredentialDataDecryptedObject>(type, 0);
		const options: IRequestOptions & { allowedDomains?: string } = {
			headers: { accept: 'application/json,text/*;q=0.99', ...request.headers },
			method: request.method ?? 'GET',
			uri: request.url,
			qs: request.qs,
			body: request.body,
			json: true,
			gzip: true,
			rejectUnauthorized: true,
			followRedirect: true,
			followAllRedirects: true,
			resolveWithFullResponse: true,
			sendCredentialsOnCrossOriginRedirect: false,
			timeout: 300_000,
			allowedDomains: allowedDomains(this.getNode(), data, request.url),
			...request.options,
		};
		response = await this.helpers.requestWithAuthentication.call(this, type, options, undefined, 0);
		return [[{ json: {} }]];
	});

	const start = nodeOf(START_TYPE, 'Start');
	const node = nodeOf(HTTP_REQUEST_TYPE, 'HTTP Request', credentialOf(credentialsHelper, type));
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [start, node],
		connections: { Start: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes: nodeTypes({
			[START_TYPE]: startWith([{ json: {} }]),
			[HTTP_REQUEST_TYPE]: loaded(httpRequest),
		}),
		settings: { executionOrder: 'v1' },
	});
	return await recorded(async (state) => {
		const executionId = nextExecutionId();
		const run = await execute({ workflow, executionId, mode: 'manual', credentialsHelper }, start);
		const { error } = run.data.resultData;
		return {
			response: response && {
				statusCode: response.statusCode,
				headers: response.headers,
				body: response.body,
			},
			error: error && ((state.error ?? error) as NodeApiError),
			run,
			log: state.log,
		};
	});
}

/** A list that the editor shows for a resource locator's "From List". */
export interface ListSearch extends WithCredential {
	/** The name under which the node's `methods.listSearch` has it. */
	method: string;
	/** The node's parameters so far. */
	parameters: INodeParameters;
	/** What the user typed into the list's search box. */
	filter?: string;
	/** What the page before answered. */
	paginationToken?: string;
	/** The parameter that is being edited. */
	path?: string;
	/** Another node type than the package's. */
	nodeType?: INodeType;
	/** Takes what is logged, of a list that throws, too. */
	log?: LogEntry[];
}

/**
 * Fills a resource locator's list as n8n's editor does.
 *
 * @returns one page of entries, the credential as stored after it, and what was logged
 * @throws what the method throws: the editor shows its message
 */
export async function runListSearch(search: ListSearch): Promise<
	INodeListSearchResult & {
		credential: ICredentialDataDecryptedObject;
		log: LogEntry[];
	}
> {
	const { result, credential, log } = await callInEditor(search, ({ methods }, context) =>
		methods?.listSearch?.[search.method]?.call(context, search.filter, search.paginationToken),
	);
	return { ...result, credential, log };
}

/**
 * Fills the options of a parameter as n8n's editor does, by one of the node's `methods.loadOptions`.
 *
 * @throws what the method throws: the editor shows its message
 */
export async function runLoadOptions(
	search: Omit<ListSearch, 'filter' | 'paginationToken'>,
): Promise<INodePropertyOptions[]> {
	const { result } = await callInEditor(search, ({ methods }, context) =>
		methods?.loadOptions?.[search.method]?.call(context),
	);
	return result;
}

async function callInEditor<T>(
	search: ListSearch,
	call: (nodeType: INodeType, context: ILoadOptionsFunctions) => Promise<T> | undefined,
): Promise<{ result: T; credential: ICredentialDataDecryptedObject; log: LogEntry[] }> {
	const nodeType = loaded(search.nodeType ?? (await packageNode()));
	const credentialsHelper = await helperFor(search);
	const { type } = search.credential;
	const node = nodeOf(NODE_TYPE, 'Temp-Node', {
		typeVersion: latestVersion(nodeType),
		parameters: search.parameters,
		...credentialOf(credentialsHelper, type),
	});
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes({ [NODE_TYPE]: nodeType }),
	});
	const run: Run = { workflow, executionId: '', mode: 'internal', credentialsHelper };
	return await recorded(async (state) => {
		const result = await inEditor(run, node, search.path ?? '', async function () {
			const answer = call(nodeType, this);
			if (!answer) throw new Error(`The node has no method "${search.method}"`);
			return await answer;
		}).finally(() => search.log?.push(...state.log));
		return { result, credential: credentialsHelper.store.read(type), log: state.log };
	});
}
