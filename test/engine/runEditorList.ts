import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type INodeParameters,
	type INodePropertyOptions,
	type INodeType,
} from 'n8n-workflow';
import { inEditor, type Run } from './n8n';
import { loaded, NODE_TYPE, nodeTypes } from './nodes';
import { packageNode } from './packageUnderTest';
import { recorded, type LogEntry } from './runState';
import { helperFor, type WithCredential } from './withCredential';
import { credentialOf, latestVersion, nodeOf } from './workflow';

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
