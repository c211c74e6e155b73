import { NodeApiError, type IDataObject, type ILoadOptionsFunctions } from 'n8n-workflow';
import type { Connection } from '../../../credentials/shared/connection';
import { callSingle } from '../api/batch/dispatch';
import { explain } from '../api/errors';
import { cancellationOf } from '../api/transport/cancellation';
import { LIST_TIMEOUT_MS } from '../api/limits';
import { createRunMemory } from '../api/transport/context';
import { scopeOf, type MethodName } from '../api/methods';
import { asSentence, fillIn } from '../api/errors/template';
import { openConnection } from '../execution/run';

/**
 * Makes one call for a list that the editor shows.
 *
 * @returns the records of the list
 * @throws NodeApiError that says why there is no list; the editor shows its message in the list's place
 */
export async function fetchList(
	context: ILoadOptionsFunctions,
	method: MethodName,
	params: IDataObject = {},
): Promise<IDataObject[]> {
	const connection = await connectionOf(context);
	const options = { timeout: LIST_TIMEOUT_MS };
	const line = {
		n8n: context,
		connection,
		options,
		cancellation: cancellationOf(undefined),
		onWaited: () => {},
		memory: createRunMemory(),
	};
	const outcome = await callSingle(line, { method, params });
	if (outcome.ok) return outcome.payload as IDataObject[];
	const { what, next } = explain(outcome.error, method);
	const { host } = new URL(connection.portal);
	const say = (text: string) => connection.redact(fillIn(text, { permission: scopeOf(method), host }));
	// n8n itself says before it that there is no list.
	const message = asSentence(say(what));
	const error = new NodeApiError(
		context.getNode(),
		{ error: connection.redact(outcome.error.code) },
		{ message, description: say(next) },
	);
	// n8n replaces texts in which it sees the name of a network error, even within that of a host.
	error.message = message;
	throw error;
}

/** One list may take several calls: a token that n8n renews during the first of them stays known as a secret. */
const connections = new WeakMap<ILoadOptionsFunctions, Promise<Connection>>();

async function connectionOf(context: ILoadOptionsFunctions): Promise<Connection> {
	const known = connections.get(context);
	if (known) return await known;
	const opened = openConnection(context, context.getCurrentNodeParameter('authentication'));
	connections.set(context, opened);
	return await opened;
}
