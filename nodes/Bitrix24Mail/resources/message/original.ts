import type { IDataObject } from 'n8n-workflow';
import { LOCAL_CODES, type Failed, type Outcome } from '../../api/call';
import type { Calls, Wish } from '../../execution/operation';
import { parseAddresses, sameAddress } from './addresses';
import { lookUp } from './lookUp';

/** The message that is answered or forwarded, and the addresses of the credential’s user. */
export interface Original {
	readonly message: IDataObject;
	/** Addresses that the credential’s user sends from. */
	readonly own: readonly string[];
}

/**
 * Reads the originals for all items of a run, and the senders of the credential’s user once, before any of the
 * items goes on: so what they send leaves in their order.
 *
 * @param id of the item’s original
 * @returns an {@link Original}; or the first error, with the method that was refused
 */
export async function readOriginal(id: number, calls: Calls): Promise<Original | Failed> {
	const outcome = await calls.together(readOriginals, id);
	return outcome.ok ? (outcome.payload as Original) : outcome;
}

async function readOriginals(wishes: ReadonlyArray<Wish<number>>): Promise<Outcome[]> {
	return await Promise.all(wishes.map(async ({ wish, calls }) => await readOne(wish, calls)));
}

async function readOne(id: number, calls: Calls): Promise<Outcome> {
	const [message, senders] = await Promise.all([
		lookUp(id, calls),
		// The same for all items: it is sent once.
		calls.list('mail.mailbox.senders', {}, { count: Infinity }),
	]);
	if (!message.ok) return message;
	if (!senders.ok) return { ...senders, method: 'mail.mailbox.senders' };
	const own = (senders.payload as IDataObject[]).map(({ email }) => String(email));
	return { ok: true, payload: { message: message.payload as IDataObject, own } satisfies Original };
}

/**
 * The sender of an answer: the one that the user chose, or the mailbox that got the original.
 *
 * @returns an error when that mailbox sends nothing
 */
export function senderOf({ message, own }: Original, chosen: unknown): string | Failed {
	if (typeof chosen === 'string') return chosen;
	const mailbox = String(message.mailboxEmail ?? '');
	const known = own.find((address) => sameAddress(address, mailbox));
	if (known !== undefined) return known;
	// A mailbox without an address, or with an alias: the message itself tells who it was for.
	const header = ['to', 'cc'].flatMap((name) => parseAddresses(message[name]));
	return own.find((address) => header.some((other) => sameAddress(address, other.address))) ?? noSender;
}

const noSender: Failed = { ok: false, error: { code: LOCAL_CODES.noSender, text: '' } };

/** Whether there is no original, or no sender. */
export const isFailed = (value: object | string): value is Failed =>
	typeof value === 'object' && 'ok' in value && value.ok === false;
