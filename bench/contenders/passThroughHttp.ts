import { sleep, type IAllExecuteFunctions, type IExecutePaginationFunctions } from 'n8n-workflow';
import { parseWebhookUrl } from '../../credentials/shared/webhook';
import { Bitrix24Mail } from '../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import { MAX_CONCURRENT_REQUESTS, MAX_BATCH_SIZE } from '../../nodes/Bitrix24Mail/api/limits';
import type { Load } from '../loads';
import { madeUpAnswer } from './answer';
import type { Contender } from './contender';
import { readOwnItem, runInEngine } from './engine';
import { TASKS } from './tasks';

/** The run under way: its portal, and as many requests at once as the node sends. */
let portal = '';
let current: Load;
let lanes: Array<Promise<unknown>> = [];

const nodeType = new Bitrix24Mail();
nodeType.description.requestOperations = {
	pagination: async function (this: IExecutePaginationFunctions) {
		const item = this.getItemIndex();
		const batch = item / MAX_BATCH_SIZE;
		if (Number.isInteger(batch)) {
			const lane = batch % MAX_CONCURRENT_REQUESTS.read;
			lanes[lane] = lanes[lane]!.then(async () => await sendBatch(this, item));
			await lanes[lane];
		}
		return madeUpAnswer(item, current).map((json) => ({ json, pairedItem: { item } }));
	},
};

async function sendBatch(context: IExecutePaginationFunctions, first: number): Promise<void> {
	const length = Math.min(MAX_BATCH_SIZE, current.count - first);
	const ids = Array.from({ length }, (_, index) => first + index + 1);
	const cmd = Object.fromEntries(ids.map((id) => [`c${id}`, `mailservice.get?ID=${id}`]));
	await context.helpers.httpRequestWithAuthentication.call(
		context as unknown as IAllExecuteFunctions,
		'bitrix24MailWebhookApi',
		{ method: 'POST', url: `${portal}/rest/batch`, body: { halt: 0, cmd } },
	);
}

/**
 * As the pass-through function, but that one item in fifty sends a whole batch through n8n, and drops the answer: what
 * n8n's engine and its HTTP take together for reading services.
 */
export const contender: Contender = {
	run: async (target, load) => {
		({ portal } = parseWebhookUrl(target.webhookUrl));
		current = load;
		lanes = Array.from({ length: MAX_CONCURRENT_REQUESTS.read }, async () => await sleep(0));
		return await runInEngine(nodeType, target, TASKS[load.kind](load), readOwnItem);
	},
};
