import type { IAllExecuteFunctions, IExecuteData } from 'n8n-workflow';
import { connect, type Connection } from '../../../credentials/shared/connection';
import { callAlone } from '../api/call';
import type { HttpOptions } from '../api/http';
import type { MethodName } from '../api/methods';
import type { Call, Outcome } from '../api/outcome';
import type { ItemContext } from './operation';

/** What the items of one run of a node share. */
export interface Run {
	/** The credential, read once for all items. @throws UserError when it can't be used */
	connection: () => Promise<Connection>;
	call: (call: Call<MethodName>, options: HttpOptions) => Promise<Outcome>;
}

/** Runs under way. n8n hands the same object to all items of one run of one node, and drops it afterwards. */
const runs = new WeakMap<IExecuteData, Run>();

/**
 * The run that an item belongs to.
 *
 * @param context that of the item
 */
export function runOf(context: ItemContext): Run {
	const key = context.getExecuteData();
	const known = runs.get(key);
	if (known) return known;
	const run = startRun(context);
	runs.set(key, run);
	return run;
}

function startRun(context: ItemContext): Run {
	let connection: Promise<Connection> | undefined;
	const connectOnce = async () =>
		await (connection ??= openConnection(context, context.getNodeParameter('authentication')));
	return {
		connection: connectOnce,
		call: async (call, options) => await callAlone(context, await connectOnce(), call, options),
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
