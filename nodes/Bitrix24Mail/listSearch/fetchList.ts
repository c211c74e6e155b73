import type { IDataObject, ILoadOptionsFunctions, NodeApiError } from 'n8n-workflow';
import { openConnection, type Connection } from '../../../credentials/shared/connection';
import { callOf, type CallError, type CallParams } from '../api/call';
import { createClient, INTERACTIVE_TIMEOUT_MS, type Client } from '../api/client';
import { explain } from '../api/errors';
import { asSentence, fillIn } from '../api/errors/template';
import { scopeOf, specOf, type MethodName } from '../api/methods';
import { nodeError } from '../execution/nodeError';

/** How a list of the editor reaches the portal. */
interface ListClient {
	readonly client: Client;
	readonly connection: Connection;
}

/** One page of a list. */
export interface ListPage {
	readonly records: IDataObject[];
	/** How many records are before the next page; undefined when this is the last one. */
	readonly nextOffset?: number;
}

/**
 * Reads a list that the editor shows, or its first page.
 *
 * @param params to narrow it down
 * @returns the records of the list
 * @throws NodeApiError that says why there is no list; the editor shows its message in the list's place
 */
export async function fetchList(
	context: ILoadOptionsFunctions,
	method: MethodName,
	params: CallParams = {},
): Promise<IDataObject[]> {
	const { client, connection } = await clientFor(context);
	const outcome = await client.call(callOf(method, params));
	if (outcome.ok) return outcome.payload as IDataObject[];
	throw listError(context, connection, method, outcome.error);
}

/**
 * Reads one page of a list that comes in pages.
 *
 * @param params to narrow it down
 * @param offset how many records are before it
 * @throws NodeApiError as {@link fetchList} does
 */
export async function fetchPage(
	context: ILoadOptionsFunctions,
	method: MethodName,
	params: CallParams = {},
	offset?: number,
): Promise<ListPage> {
	const limit = specOf(method).paging?.maxSize ?? Infinity;
	const pagination = { limit, ...(offset === undefined ? {} : { offset }) };
	const records = await fetchList(context, method, { ...params, pagination });
	return { records, nextOffset: records.length < limit ? undefined : (offset ?? 0) + records.length };
}

function listError(
	context: ILoadOptionsFunctions,
	{ portal, redact }: Connection,
	method: MethodName,
	callError: CallError,
): NodeApiError {
	const { what, next } = explain(callError, method);
	const { host } = new URL(portal);
	const say = (text: string) => fillIn(text, { permission: scopeOf(method), host });
	// n8n itself says before it that there is no list.
	const message = asSentence(say(what));
	const answer = { error: callError.code };
	return nodeError(context.getNode(), redact, { message, description: say(next), answer });
}

/**
 * One list may take several calls: a token that n8n refreshes during the first of them stays known as a
 * secret.
 */
const clients = new WeakMap<ILoadOptionsFunctions, Promise<ListClient>>();

async function clientFor(context: ILoadOptionsFunctions): Promise<ListClient> {
	const known = clients.get(context);
	if (known) return await known;
	const opened = openClient(context);
	clients.set(context, opened);
	return await opened;
}

async function openClient(context: ILoadOptionsFunctions): Promise<ListClient> {
	const connection = await openConnection(context, context.getCurrentNodeParameter('authentication'));
	return {
		connection,
		client: createClient(context, connection, { http: { timeout: INTERACTIVE_TIMEOUT_MS } }),
	};
}
