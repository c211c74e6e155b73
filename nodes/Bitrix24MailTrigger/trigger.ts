import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { openConnection, type Connection } from '../../credentials/shared/connection';
import { createClient } from '../Bitrix24Mail/api/client';
import { simplifyMessage } from '../Bitrix24Mail/resources/message/simplify';
import { now } from '../Bitrix24Mail/util/clock';
import { tell } from './log';
import { pollOnce } from './poll/pollers';
import { newestMessage } from './poll/sample';
import { credentialError, errorsOf } from './portal/callErrors';
import { portalSource, type PortalSource } from './portal/portalSource';
import { noSample } from './noSample';
import { readSettings, type Settings } from './settings';

/** What n8n 1 gives a poll, which does not say. In milliseconds. */
const DEFAULT_BUDGET_MS = 300_000;

/**
 * One poll of the trigger.
 *
 * @returns new messages, oldest first, or nothing; by hand, the newest message that fits
 * @throws NodeApiError in the words of the node Bitrix24 Mail; nothing is lost then
 */
export async function pollMessages(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const settings = await readSettings(context);
	const connection = await open(context);
	const client = createClient(context, connection, { http: settings.http });
	const source = portalSource(client, settings, errorsOf(context.getNode(), connection));
	const toItem = itemsOf(settings, connection, source);
	if (context.getMode() === 'manual') {
		const sample = await newestMessage(source, settings.includeBody);
		if (sample === undefined) throw noSample(context.getNode(), settings);
		return [[{ json: toItem(sample) }]];
	}
	const polled = await pollOnce(keyOf(context), context.getWorkflowStaticData('node'), source, {
		list: JSON.stringify([connection.portal, settings.list]),
		lookBackMs: settings.lookBackMs,
		maxMessages: settings.maxMessages,
		includeBody: settings.includeBody,
		toItem,
		isTimeUp: timer(context),
	});
	if (!polled) return null;
	tell(context, settings, polled);
	return polled.messages.length === 0 ? null : [polled.messages.map((json) => ({ json }))];
}

async function open(context: IPollFunctions): Promise<Connection> {
	try {
		return await openConnection(context, context.getNodeParameter('authentication'));
	} catch (error) {
		throw credentialError(context.getNode(), error);
	}
}

function itemsOf(
	{ isSimplified, includeBody }: Settings,
	{ portal }: Connection,
	source: PortalSource,
): (raw: IDataObject) => IDataObject {
	if (!isSimplified) return (raw) => raw;
	return (raw) =>
		simplifyMessage(raw, { portal, withBody: includeBody, offsetMinutes: source.offsetMinutes() });
}

/** Of two workflows, or of two triggers in one, each has its own. */
function keyOf(context: IPollFunctions): string {
	return `${context.getWorkflow().id} ${context.getNode().id}`;
}

/** n8n’s scheduler gives up a poll that takes too long: before that, it hands over what it has. */
function timer(context: IPollFunctions): () => boolean {
	const budget = (context as Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>).getPollBudgetMs?.();
	const end = now() + (budget ?? DEFAULT_BUDGET_MS);
	return () => now() >= end;
}
