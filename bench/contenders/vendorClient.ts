import { B24Hook } from '@bitrix24/b24jssdk';
import { serviceName, type Kind, type Load } from '../loads';
import { MAILBOX_IDS, mailboxOf, TARGET_FOLDER } from '../mail';
import type { Back, Contender } from './contender';

type Message = { id: number; body: string };

/** What the methods take at the most (Bitrix24 REST: messages). */
const PAGE_SIZE = 200;
const MOVED_AT_ONCE = 100;

const NO_LIMIT = { rateLimit: { burstLimit: 1e6, drainRate: 1e6, adaptiveEnabled: false } };

/** As a programmer would write it. */
const RUNS: Record<Kind, (client: B24Hook, load: Load) => Promise<Back[]>> = {
	read: async (client, load) =>
		await callServices(client, load, (item) => ({ method: 'mailservice.get', params: { ID: item } })),
	write: async (client, load) =>
		await callServices(client, load, (item) => ({
			method: 'mailservice.add',
			params: { NAME: serviceName(item) },
		})),
	readMessages: async (client) => {
		const ids = await listMessages(client);
		const result = await client.actions.v3.batchByChunk.make<{ item: Message }>({
			calls: ids.map((id) => ({ method: 'mail.message.get', params: { id } })),
		});
		return (result.getData() ?? []).map(({ item }) => item);
	},
	moveMessages: async (client, { count }) => {
		const moved: Back[] = [];
		for (const mailboxId of MAILBOX_IDS) {
			const ids = numbersTo(count).filter((id) => mailboxOf(id) === mailboxId);
			for (let start = 0; start < ids.length; start += MOVED_AT_ONCE) {
				const messageIds = ids.slice(start, start + MOVED_AT_ONCE);
				const movedCount = await move(client, messageIds);
				if (movedCount === messageIds.length) moved.push(...messageIds.map((id) => ({ id })));
			}
		}
		return moved;
	},
};

/** Bitrix24's own client, with its own limits, and for services its own batches of any number of calls. */
export const contender: Contender = {
	run: async ({ webhookUrl, unlimited }, load) => {
		const client = B24Hook.fromWebhookUrl(webhookUrl, unlimited ? { restrictionParams: NO_LIMIT } : {});
		return await RUNS[load.kind](client, load);
	},
};

async function callServices(
	client: B24Hook,
	{ count }: Load,
	callFor: (item: number) => { method: string; params: object },
): Promise<Back[]> {
	const result = await client.actions.v2.batchByChunk.make<number | { ID: string }>({
		calls: numbersTo(count).map(callFor),
		options: { isHaltOnError: false },
	});
	const answers = result.getData() ?? [];
	return answers.map((answer) => ({ id: Number(typeof answer === 'object' ? answer.ID : answer) }));
}

/** The client's own lists want a filter and an order, which these lists refuse. On older portals, a short page is not the last. */
async function listMessages(client: B24Hook): Promise<number[]> {
	const ids: number[] = [];
	for (let offset = 0; ; offset += PAGE_SIZE) {
		const page = await client.actions.v3.call.make<{ items: Message[] }>({
			method: 'mail.message.list',
			params: { folder: 'INBOX', pagination: { limit: PAGE_SIZE, offset } },
		});
		const { items } = page.getData()!.result;
		if (items.length === 0) return ids;
		ids.push(...items.map(({ id }) => id));
	}
}

/** @returns how many were moved */
async function move(client: B24Hook, messageIds: number[]): Promise<number> {
	const answer = await client.actions.v3.call.make<{ movedCount: number }>({
		method: 'mail.message.movetofolder',
		params: { messageIds, action: 'move', folder: TARGET_FOLDER },
	});
	return answer.getData()?.result.movedCount ?? 0;
}

const numbersTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
