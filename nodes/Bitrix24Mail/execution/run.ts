import type { IAllExecuteFunctions, IExecuteData, INode } from 'n8n-workflow';
import { connect, type Connection } from '../../../credentials/shared/connection';
import { callSingle } from '../api/batch/dispatch';
import { cancellationOf } from '../api/transport/cancellation';
import { MAX_TIMEOUT, type HttpOptions } from '../api/transport/http';
import { createRunMemory, type RequestContext } from '../api/transport/context';
import { LIST_TIMEOUT_MS } from '../api/limits';
import type { LookUp } from './administrator';
import type { Call, Outcome } from '../api/call';
import { createBatcher, type Burst, type Batcher } from './batcher';
import { oneAtATime } from './keyedLock';
import { isTool } from './aiTool';
import { createThrottleReport } from './throttleReport';
import { trackItems, type ItemTracker } from './itemTracker';
import { startReport, type RunReport } from './runReport';
import type { Calls, ItemContext } from './operation';

/** What the items of one run of a node share. */
export interface Run extends Pick<Batcher, 'prepare' | 'writesDone'>, LookUp {
	items: ItemTracker;
	/** What it has written so far. */
	report: RunReport;
	/** The credential, read once for all items. Rejects with a UserError when it can't be used. */
	connection: () => Promise<Connection>;
	/** How one of its items makes its calls. */
	callsOf: (itemIndex: number, connection: Connection) => Calls;
}

/** How long an item waits for others at the same record, when the user set no Timeout. n8n's own, in milliseconds. */
const USUAL_TIMEOUT_MS = 300_000;

/**
 * Runs under way. n8n hands the same object to all items of one run of one node, and drops it afterwards. It hands it to each
 * try of Retry On Fail, too: each is a run of its own, which remembers nothing of the one before.
 */
const runs = new WeakMap<IExecuteData, Run>();

/**
 * The run that an item belongs to. Each call of an AI tool is a run of its own: it has one item, and n8n may give all
 * tools of an agent, which can have different credentials, the same object, the agent’s.
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

function startRun(context: ItemContext, options: HttpOptions): Run {
	let opened: Promise<Connection> | undefined;
	const connection = async () =>
		await (opened ??= openConnection(context, context.getNodeParameter('authentication')));
	const items = trackItems(context);
	const memory = createRunMemory();
	const failFast = context.continueOnFail() ? undefined : items;
	const cancellation = cancellationOf(context.getExecutionCancelSignal());
	const start = async () =>
		startBurst(context, await connection(), { options, memory, failFast, cancellation });
	const report = startReport();
	const perRun = startSharing();
	const { prepare, call, writesDone } = createBatcher(start, items.isOver);
	const callsOf: Run['callsOf'] = (itemIndex, { portal }) => ({
		portal,
		perRun,
		call: async (wanted) => {
			const outcome = await call(itemIndex, wanted);
			report.note(itemIndex, wanted, outcome);
			return outcome;
		},
		oneAtATime: async (record, work) => {
			const limits = {
				maxWaitMs: waitFor(options.timeout),
				signal: context.getExecutionCancelSignal(),
			};
			return await oneAtATime(`${portal} ${record}`, limits, work);
		},
	});
	return {
		connection,
		items,
		report,
		prepare,
		writesDone,
		perRun,
		lookUp: async (wanted) => await lookUp(await start(), wanted),
		callsOf,
	};
}

/** The user's Timeout, as far as a timer takes it; n8n's own where there is none. In milliseconds. */
function waitFor(timeout: number | undefined): number {
	const isTimer = timeout !== undefined && timeout >= 1 && timeout < MAX_TIMEOUT;
	return isTimer ? Math.round(timeout) : USUAL_TIMEOUT_MS;
}

/** Nobody asked for it: it may take no longer than a list in the editor. */
async function lookUp({ line, end }: Burst, call: Call): Promise<Outcome> {
	const timeout = Math.min(line.options.timeout ?? LIST_TIMEOUT_MS, LIST_TIMEOUT_MS);
	const outcome = await callSingle({ ...line, options: { ...line.options, timeout } }, call);
	end();
	return outcome;
}

function startSharing(): Calls['perRun'] {
	const made = new Map<() => unknown, unknown>();
	return <T>(make: () => T) => {
		if (!made.has(make)) made.set(make, make());
		return made.get(make) as T;
	};
}

/**
 * Reads the credential that the node uses.
 *
 * @param authentication the value of the parameter of that name
 * @throws UserError when the credential can't be used safely or was never connected
 */
export async function openConnection(
	context: Pick<IAllExecuteFunctions, 'getCredentials'>,
	authentication: unknown,
): Promise<Connection> {
	const credentialType = authentication === 'oAuth2' ? 'bitrix24MailOAuth2Api' : 'bitrix24MailWebhookApi';
	return connect(credentialType, await context.getCredentials(credentialType));
}

function startBurst(
	context: ItemContext,
	connection: Connection,
	perRun: Pick<RequestContext, 'options' | 'memory' | 'failFast' | 'cancellation'>,
): Burst {
	const waits = createThrottleReport(context, connection);
	const line = { ...perRun, n8n: context, connection, onWaited: waits.add };
	return { line, end: waits.tell };
}
