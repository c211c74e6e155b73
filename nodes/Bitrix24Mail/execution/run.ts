import type { IExecuteData, INode } from 'n8n-workflow';
import { openConnection, type Connection } from '../../../credentials/shared/connection';
import { callOf, endsRun, isWithheld, type Call, type Failed } from '../api/call';
import {
	createClient,
	INTERACTIVE_TIMEOUT_MS,
	MAX_TIMEOUT,
	readPages,
	type HttpOptions,
} from '../api/client';
import type { LookUp } from './administrator';
import { isTool } from './aiTool';
import { createBatcher, type Batcher } from './batcher';
import { startGathering } from './gathering';
import { idempotencyKeys, withKey } from './idempotencyKeys';
import { trackItems, type ItemTracker } from './itemTracker';
import { oneAtATime } from './keyedLock';
import type { CallOptions, Calls, ItemContext, Operation } from './operation';
import { startReport, type RunReport } from './runReport';
import { createThrottleReport } from './throttleReport';
import { sharedByTries, startSharing, type Share } from './tries';

/** What the items of one run of a node share. */
export interface Run extends Pick<Batcher, 'prepare' | 'writesDone'>, LookUp {
	items: ItemTracker;
	/** What it and earlier tries have written so far. */
	report: RunReport;
	/** The credential, read once for all items. Rejects with a UserError when it can't be used. */
	connection: () => Promise<Connection>;
	/**
	 * How one of its items makes its calls.
	 *
	 * @param context the item’s
	 * @param acrossTries what all tries of the item share
	 */
	callsOf: (context: ItemContext, operation: Operation, connection: Connection, acrossTries: Share) => Calls;
}

/**
 * How long an item waits for others at the same record, when the user set no Timeout. n8n's own, in
 * milliseconds.
 */
const DEFAULT_TIMEOUT_MS = 300_000;

/**
 * Runs under way. n8n hands the same object to all items of one run of one node, and drops it afterwards. It
 * hands it to each try of Retry On Fail, too: each is a run of its own; what it has to know of those before,
 * `tries.ts` keeps.
 */
const runs = new WeakMap<IExecuteData, Run>();

/**
 * The run that an item belongs to. Each call of an AI tool is a run of its own: it has one item, and n8n may
 * give all tools of an agent, which can have different credentials, the same object, the agent’s.
 *
 * @param context that of the item
 * @param node the item’s
 * @param options what the user set for the node's requests: the same for all items
 */
export function runOf(context: ItemContext, node: INode, options: HttpOptions): Run {
	if (isTool(node)) return startRun(context, options);
	const key = context.getExecuteData();
	const known = runs.get(key);
	if (known && !known.items.hasStarted(context.getItemIndex())) return known;
	const run = startRun(context, options);
	runs.set(key, run);
	return run;
}

function startRun(context: ItemContext, http: HttpOptions): Run {
	const signal = context.getExecutionCancelSignal();
	const items = trackItems(context);
	const failFast = context.continueOnFail() ? undefined : items;
	const connection = once(
		async () => await openConnection(context, context.getNodeParameter('authentication')),
	);
	const client = once(async () => createClient(context, await connection(), { http, signal, failFast }));
	const throttleReport = async () => createThrottleReport(context, await connection(), await client());

	const report = sharedByTries(context)(startReport);
	const perRun = startSharing();
	const gather = startGathering();
	const { prepare, call, writesDone } = createBatcher(async (jobs) => {
		const waits = await throttleReport();
		await (await client()).callAll(jobs, waits.add);
		waits.tell();
	}, items.isOver);

	return {
		connection,
		items,
		report,
		prepare,
		writesDone,
		perRun,
		lookUp: async (method) => {
			const waits = await throttleReport();
			// Nobody asked for it: it may take no longer than a list in the editor.
			const timeout = Math.min(http.timeout ?? INTERACTIVE_TIMEOUT_MS, INTERACTIVE_TIMEOUT_MS);
			const outcome = await (await client()).call(callOf(method), { timeout, onWaited: waits.add });
			waits.tell();
			return outcome;
		},
		callsOf: (itemContext, operation, { portal }, acrossTries) => {
			const itemIndex = itemContext.getItemIndex();
			const keyOf = idempotencyKeys(itemContext, acrossTries);
			let failure: Failed | undefined;
			const send = async (wanted: Call, { items: forItems = [itemIndex], judge }: CallOptions = {}) => {
				const answer = await call(itemIndex, withKey(wanted, keyOf));
				const outcome = judge?.(answer) ?? answer;
				if (!outcome.ok && endsRun(wanted, outcome) && !isWithheld(outcome)) {
					failure ??= { method: wanted.method, ...outcome };
				}
				report.note(forItems, wanted, outcome, operation.words?.done);
				return outcome;
			};
			const calls: Calls = {
				portal,
				stopsAtError: failFast !== undefined,
				perRun,
				acrossTries,
				fail: () => failFast?.fail(),
				failure: () => failure,
				together: async (work, wish) => await gather(work, { itemIndex, wish, calls }),
				call: async (method, params, options = {}) =>
					await send(
						callOf(method, params, { canFail: options.canFail, mustSettle: options.mustSettle }),
						options,
					),
				list: async (method, params, wanted) =>
					await readPages(async (page) => await send(page), callOf(method, params), wanted),
				oneAtATime: async (record, work) =>
					await oneAtATime(`${portal} ${record}`, { maxWaitMs: maxWaitOf(http.timeout), signal }, work),
			};
			return calls;
		},
	};
}

/** The user's Timeout, as far as a timer takes it; n8n's own where there is none. In milliseconds. */
function maxWaitOf(timeout: number | undefined): number {
	const isTimer = timeout !== undefined && timeout >= 1 && timeout < MAX_TIMEOUT;
	return isTimer ? Math.round(timeout) : DEFAULT_TIMEOUT_MS;
}

/** Makes something when it is first asked for, and hands the same out ever after. */
function once<T>(create: () => T): () => T {
	let made: { value: T } | undefined;
	return () => (made ??= { value: create() }).value;
}
