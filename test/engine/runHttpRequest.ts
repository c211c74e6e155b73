import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestMethods,
	type IRequestOptions,
	type IRun,
	type NodeApiError,
} from 'n8n-workflow';
import { allowedDomains, execute } from './n8n';
import { HTTP_REQUEST_TYPE, loaded, nodeTypes, simpleNode, START_TYPE, startWith } from './nodes';
import { recorded, type LogEntry } from './runState';
import { helperFor, type WithCredential } from './withCredential';
import { credentialOf, nextExecutionId, nodeOf } from './workflow';

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
