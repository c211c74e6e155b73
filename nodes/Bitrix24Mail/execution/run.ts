import type { IAllExecuteFunctions, IExecuteData, INode } from 'n8n-workflow';
import { connect, type Connection } from '../../../credentials/shared/connection';
import { callOnce } from '../api/dispatch';
import { haltBy } from '../api/halt';
import type { HttpOptions } from '../api/http';
import { LIST_TIMEOUT_MS } from '../api/limits';
import type { LookUp } from './administrator';
import type { Call, Outcome } from '../api/outcome';
import { startGathering, type Burst, type Gatherer } from './gather';
import { isTool } from './tool';
import { startLimitWaits } from './limitWaits';
import { followItems, type Progress } from './progress';
import type { Calls, ItemContext } from './operation';

/** What the items of one run of a node share. */
export interface Run extends Gatherer, Calls, LookUp {
	progress: Progress;
	/** The credential, read once for all items. Rejects with a UserError when it can't be used. */
	connection: () => Promise<Connection>;
}

/** Runs under way. n8n hands the same object to all items of one run of one node, and drops it afterwards. */
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
	if (known) return known;
	const run = startRun(context, options);
	runs.set(key, run);
	return run;
}

function startRun(context: ItemContext, options: HttpOptions): Run {
	let opened: Promise<Connection> | undefined;
	const connection = async () =>
		await (opened ??= openConnection(context, context.getNodeParameter('authentication')));
	const progress = followItems(context);
	const start = async () => startBurst(context, await connection(), options);
	return {
		connection,
		progress,
		shared: startSharing(),
		lookUp: async (call) => await lookUp(await start(), call),
		...startGathering(start, progress.isDoomed),
	};
}

/** Nobody asked for it: it may take no longer than a list in the editor. */
async function lookUp({ line, end }: Burst, call: Call): Promise<Outcome> {
	const timeout = Math.min(line.options.timeout ?? LIST_TIMEOUT_MS, LIST_TIMEOUT_MS);
	const outcome = await callOnce({ ...line, options: { ...line.options, timeout } }, call);
	end();
	return outcome;
}

function startSharing(): Calls['shared'] {
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

function startBurst(context: ItemContext, connection: Connection, options: HttpOptions): Burst {
	const waits = startLimitWaits(context, connection);
	const halt = haltBy(context.getExecutionCancelSignal());
	const line = { sender: context, connection, options, halt, onLimited: waits.add };
	return { line, end: waits.tell };
}
