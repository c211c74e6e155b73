import type { IDataObject, IExecuteData } from 'n8n-workflow';
import { isWithheld, type Failed, type Outcome } from '../api/call';
import { explain } from '../api/errors';
import { specOf } from '../api/methods';
import { hash } from '../util/hash';
import { isTool } from './aiTool';
import { InputError, type ItemContext, type Operation } from './operation';

/** Hands the same out to all who ask by the same function: what it made for the first of them. */
export type Share = <T>(create: () => T) => T;

/** Starts with nothing made. */
export function startSharing(): Share {
	const made = new Map<() => unknown, unknown>();
	return <T>(create: () => T) => {
		if (!made.has(create)) made.set(create, create());
		return made.get(create) as T;
	};
}

/** What became of an item; or what is wrong with its input. */
type Result = Outcome | InputError;

/** The tries that Retry On Fail makes of an item. */
export interface Tries {
	/** What they have in common. */
	share: Share;
	/**
	 * Makes one of them. A write that an earlier one has carried out is not carried out again; and what it has
	 * left unclear stays so until a further one succeeds.
	 */
	attempt: (work: () => Promise<Result>) => Promise<Result>;
}

/** By what n8n hands to all tries of a run, and drops afterwards. */
const runs = new WeakMap<IExecuteData, Share>();

/**
 * What all tries of a run share; with an AI tool, nothing: n8n may hand the same object, the agent’s, to all of
 * its calls.
 *
 * @param context that of any item of the run
 */
export function sharedByTries(context: ItemContext): Share {
	if (isTool(context.getNode())) return startSharing();
	const key = context.getExecuteData();
	const share = runs.get(key) ?? startSharing();
	runs.set(key, share);
	return share;
}

/**
 * The tries of an item.
 *
 * @param params of the REST call: by them, the further try of a tool’s call is known
 */
export function triesOf(context: ItemContext, operation: Operation, params: Readonly<IDataObject>): Tries {
	if (!isTool(context.getNode())) {
		const share = sharedByTries(context);
		return { share, attempt: async (work) => await attempt(share, context, operation, work) };
	}
	const failed = failedCallsOf(context, operation, params);
	const share = failed.pop() ?? startSharing();
	return {
		share,
		attempt: async (work) => {
			const result = await attempt(share, context, operation, work);
			if (result instanceof InputError || !result.ok) failed.push(share);
			return result;
		},
	};
}

/** What became of the writes of a run, by their items: those that were carried out, and those that are unclear. */
const startMemory = () => new Map<number, Outcome>();

async function attempt(
	share: Share,
	context: ItemContext,
	{ method }: Operation,
	work: () => Promise<Result>,
): Promise<Result> {
	if (specOf(method).access === 'read') return await work();
	const memory = share(startMemory);
	const itemIndex = context.getItemIndex();
	const before = memory.get(itemIndex);
	if (before?.ok) return before;
	const result = await work();
	if (!(result instanceof InputError)) {
		if (isWithheld(result)) return result;
		if (result.ok || isUnclear(result, method)) {
			memory.set(itemIndex, result);
			return result;
		}
	}
	return before ?? result;
}

/** Whether a write that has failed may have been carried out all the same. */
export const isUnclear = ({ error, method: failed }: Failed, method: Operation['method']): boolean =>
	specOf(failed ?? method).access === 'write' && explain(error, failed ?? method).outcomeUnknown === true;

/** Calls of AI tools that have failed, by the agent’s run (or the tool’s own), the tool, and what was wanted. */
const failedCalls = new WeakMap<IExecuteData, Map<string, Share[]>>();

/**
 * When n8n tries a call of a tool again, it looks like another call of the agent’s that wants the same. It is
 * taken for a further try as often as such calls have failed: after an error, nobody wants it done twice.
 */
function failedCallsOf(context: ItemContext, { method, url }: Operation, params: object): Share[] {
	const run = context.getExecuteData();
	const byCall = failedCalls.get(run) ?? new Map<string, Share[]>();
	failedCalls.set(run, byCall);
	const key = hash(JSON.stringify([context.getNode().id, url ?? method, params]));
	const shares = byCall.get(key) ?? [];
	byCall.set(key, shares);
	return shares;
}
