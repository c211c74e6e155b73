import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { callOf, type CallParams, type Outcome } from '../../Bitrix24Mail/api/call';
import { readPages, type Client } from '../../Bitrix24Mail/api/client';
import type { MethodName } from '../../Bitrix24Mail/api/methods';
import { parseAddresses } from '../../Bitrix24Mail/resources/message/addresses';
import { filledIn } from '../../Bitrix24Mail/resources/message/bodies';
import { isWanted } from '../../Bitrix24Mail/resources/message/filters';
import { isGone } from '../../Bitrix24Mail/resources/message/lookUp';
import { offsetOf, parseInstant } from '../../Bitrix24Mail/util/instant';
import { listBounds } from '../../Bitrix24Mail/util/listBounds';
import type { ListedMessage, MailSource, ReadMessage } from '../poll/mailSource';

/** Which messages are wanted. */
export interface Wanted {
	/** What the portal filters by: parameters of `mail.message.list`. */
	readonly list: CallParams;
	/** A part of the sender’s address. */
	readonly sender?: string;
	/** Whether those of the user’s own addresses are wanted, too. */
	readonly includeOwn: boolean;
}

/** Makes the error that the trigger shows for a call that has no result. */
export type ErrorOf = (
	method: MethodName,
	params: CallParams,
	outcome: Outcome & { ok: false },
) => NodeApiError;

/** The portal’s messages. */
export interface PortalSource extends MailSource {
	/** How far the portal’s clock is ahead of UTC, in minutes, by its latest answer. */
	offsetMinutes: () => number | undefined;
}

/**
 * The portal’s messages, as the trigger wants them.
 *
 * @param client sends the requests
 * @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-list.html
 */
export function portalSource(client: Client, wanted: Wanted, errorOf: ErrorOf): PortalSource {
	let answeredAt: string | undefined;
	const offsetMinutes = () => offsetOf(answeredAt);
	const call = async (method: MethodName, params: CallParams) => {
		const outcome = await client.call(callOf(method, params));
		if (!outcome.ok) throw errorOf(method, params, outcome);
		answeredAt = outcome.answeredAt ?? answeredAt;
		return outcome.payload;
	};
	return {
		offsetMinutes,
		time: () => parseInstant(answeredAt) ?? Date.now(),
		page: async (since, offset, limit) => {
			const params = { ...wanted.list, ...listBounds(since, undefined, offsetMinutes()) };
			const rows = await call('mail.message.list', { ...params, pagination: { limit, offset } });
			return (rows as IDataObject[]).flatMap((raw) => listed(raw, offsetMinutes()));
		},
		messages: async (some) => await readAll(client, some, errorOf),
		filter: async () => {
			const own = wanted.includeOwn ? undefined : await ownAddresses(client, errorOf);
			return ({ raw }) => isWanted(raw, { sender: wanted.sender }) && !(own && isOwn(raw, own));
		},
	};
}

/** A row of the list; nothing for one without an ID. A date without an offset is by the portal’s clock. */
function listed(raw: IDataObject, offsetMinutes = 0): ListedMessage[] {
	const id = Number(raw.id);
	if (!Number.isSafeInteger(id) || id < 1) return [];
	return [{ id, instant: parseInstant(raw.date, offsetMinutes), raw }];
}

async function readAll(
	client: Client,
	some: readonly ListedMessage[],
	errorOf: ErrorOf,
): Promise<ReadMessage[]> {
	const outcomes: Outcome[] = [];
	const jobs = some.map(({ id }, index) => ({
		call: callOf('mail.message.get', { id }),
		settle: (outcome: Outcome) => (outcomes[index] = outcome),
	}));
	await client.callAll(jobs);
	return outcomes.map((outcome, index) => {
		const { id, raw } = some[index]!;
		if (outcome.ok) return { raw: filledIn(raw, outcome.payload as IDataObject) };
		return isGone(outcome.error) ? 'gone' : { error: errorOf('mail.message.get', { id }, outcome) };
	});
}

/** What the credential’s user sends from. */
async function ownAddresses(client: Client, errorOf: ErrorOf): Promise<string[]> {
	const senders = callOf('mail.mailbox.senders');
	const outcome = await readPages(async (page) => await client.call(page), senders, { count: Infinity });
	if (!outcome.ok) throw errorOf('mail.mailbox.senders', {}, outcome);
	return (outcome.payload as IDataObject[]).map(({ email }) => plain(email));
}

/** Whether it comes from one of the user’s addresses, or from the mailbox that it is in. */
function isOwn({ from, mailboxEmail }: IDataObject, own: readonly string[]): boolean {
	const addresses = parseAddresses(from).map(({ address }) => plain(address));
	return addresses.some((address) => address === plain(mailboxEmail) || own.includes(address));
}

/** To mail servers, upper and lower case make no difference. */
const plain = (address: unknown): string => (typeof address === 'string' ? address.trim().toLowerCase() : '');
