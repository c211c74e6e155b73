import {
	sleep,
	type DeclarativeRestApiSettings,
	type IDataObject,
	type IExecutePaginationFunctions,
	type INode,
	type INodeExecutionData,
	type NodeApiError,
} from 'n8n-workflow';
import type { Connection } from '../../../credentials/shared/connection';
import { isWithheld, type Outcome } from '../api/call';
import type { HttpOptions } from '../api/client';
import { specOf } from '../api/methods';
import { userBehind } from './administrator';
import { inputError, internalFailure, callError, failureOf, type ItemLocation } from './errors';
import { readInput } from './input';
import { InputError, type Calls, type ItemContext, type Operation } from './operation';
import { runOf, type Run } from './run';
import { isUnclear, triesOf } from './tries';

type PaginationFunction = (
	this: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
) => Promise<INodeExecutionData[]>;

/**
 * The hook between n8n's engine for declarative nodes and Bitrix24: n8n calls it for each item, with what the
 * declaration collected. The declaration names the REST method (or the operation) as the request's `url` and
 * puts the parameters into its body.
 *
 * @param operations all operations of the node
 * @returns the function for `requestOperations.pagination`; it throws a NodeApiError for the item, or, where
 *   the node is set to continue, returns an item with the error's message (`error`) and what to do
 *   (`message`)
 */
export function paginationHook(operations: readonly Operation[]): PaginationFunction {
	const byUrl = new Map(operations.map((operation) => [urlOf(operation), operation]));
	return async function (request) {
		const operation = byUrl.get(request.options.url ?? '');
		if (!operation) throw new TypeError(`No operation has the url ${request.options.url}`);
		const pairedItem = { item: this.getItemIndex() };
		const node = this.getNode();
		const run = runOf(this, node, httpOptionsOf(request.options));
		run.items.itemStarted(this.getItemIndex());
		const result = await runItem(this, node, run, operation, request.options);
		if (Array.isArray(result)) return result.map((json) => ({ json, pairedItem }));
		if (!this.continueOnFail()) {
			run.items.fail();
			await run.items.allStarted();
			throw await withReport(result, run, operation, this.getItemIndex());
		}
		// Without the error object itself: n8n would put its message in place of the input's fields.
		// And n8n 1 sends an item to the error output when it holds nothing but `error` and `message`.
		return [{ json: { error: result.message, message: result.description ?? undefined }, pairedItem }];
	};
}

/** Adds what the run has written before it ends with this error: n8n drops the output of all items then. */
async function withReport(
	error: NodeApiError,
	{ items, report, writesDone }: Run,
	{ method }: Operation,
	itemIndex: number,
): Promise<NodeApiError> {
	if (specOf(method).access === 'read' || items.itemCount === 1) return error;
	// What is under way counts, too. What left together is settled together: a moment later, all of it is
	// noted.
	await writesDone();
	await sleep(0);
	const said = (error.description ?? '').replace(/[^.!?]$/, '$&.');
	error.description = `${said} ${report.text(itemIndex, items.itemCount)}`.trim();
	return error;
}

/**
 * What the declaration names as the request's `url`: the REST method, unless the operation has a name of its
 * own.
 */
const urlOf = ({ url, method }: Operation): string => url ?? method;

async function runItem(
	context: ItemContext,
	node: INode,
	run: Run,
	operation: Operation,
	request: DeclarativeRestApiSettings.HttpRequestOptions,
): Promise<IDataObject[] | NodeApiError> {
	const prepare = async () => await prepareItem(run, context, node, operation, request);
	const prepared = await run.prepare(context.getItemIndex(), prepare);
	if ('error' in prepared) return prepared.error;
	const { place, connection } = prepared;
	const { limit, ...params } = prepared.params;
	const wanted = typeof limit === 'number' ? limit : Infinity;
	const { share, attempt } = triesOf(context, operation, params);
	const calls = run.callsOf(context, operation, connection, share);
	const outcome = await attempt(async () => await sent(calls, operation, params, wanted));
	if (outcome instanceof InputError) return inputError(place, outcome);
	if (outcome.ok) {
		try {
			const answer = { context, portal: connection.portal, answeredAt: outcome.answeredAt };
			return operation.output.items(outcome.payload, params, answer).slice(0, wanted);
		} catch (error) {
			return callError(place, { operation, params, failed: internalFailure(error) });
		}
	}
	const failed = isWithheld(outcome) ? calls.failure() : outcome;
	// The run ends with the error of another item, which failed before: this one has nothing to add.
	if (failed === undefined) return [];
	if (!isUnclear(failed, operation.method)) run.report.noteRefused(context.getItemIndex());
	const user = await userBehind(run, operation, failed);
	return callError(place, { operation, params, failed, user });
}

/** Everything that has to be right before an item's call may join its burst; or the item's error. */
async function prepareItem(
	run: Run,
	context: ItemContext,
	node: INode,
	operation: Operation,
	request: DeclarativeRestApiSettings.HttpRequestOptions,
): Promise<{ params: IDataObject; place: ItemLocation; connection: Connection } | { error: NodeApiError }> {
	const place: ItemLocation = { node, itemIndex: context.getItemIndex(), redact: (text) => text };
	const input = await readInput(operation, request.body as IDataObject, context, node);
	if ('error' in input) {
		if (!context.continueOnFail()) run.items.fail();
		return { error: inputError(place, input.error, input.label) };
	}
	const { params } = input;
	try {
		const connection = await run.connection();
		const { host } = new URL(connection.portal);
		return { params, place: { ...place, redact: connection.redact, host }, connection };
	} catch (error) {
		return { error: callError(place, { operation, params, failed: failureOf(error) }) };
	}
}

/**
 * The outcome of an item's calls: also when they could not be sent; or what is wrong with its input, where only
 * the portal's data show it.
 */
async function sent(...from: Parameters<typeof send>): Promise<Outcome | InputError> {
	try {
		return await send(...from);
	} catch (error) {
		return error instanceof InputError ? error : failureOf(error);
	}
}

/** One call, or as many as the operation or the pages of a list take. */
async function send(
	calls: Calls,
	operation: Operation,
	params: IDataObject,
	wanted: number,
): Promise<Outcome> {
	const { method } = operation;
	if (operation.run) return await operation.run(params, calls, wanted);
	return await calls.list(method, params, { count: wanted });
}

/** What the user set under the node's Options; n8n has put it into the request. */
function httpOptionsOf(request: DeclarativeRestApiSettings.HttpRequestOptions): HttpOptions {
	const { proxy, timeout, allowedDomains } = request;
	const skipSslCertificateValidation = Boolean(request.skipSslCertificateValidation);
	return { proxy, timeout, allowedDomains, skipSslCertificateValidation };
}
