import type { IDataObject } from 'n8n-workflow';
import type { Kind, Load } from '../loads';
import { readableBodyOf, TARGET_FOLDER } from '../mail';

const SERVICE = {
	name: 'Service',
	active: true,
	server: 'imap.example.com',
	port: 993,
	encryption: true,
	link: null,
	sort: 1,
	icon: null,
	siteId: 's1',
};

const MESSAGE = {
	mailboxEmail: 'mailbox1@example.com',
	date: '2026-05-25T10:00:00+03:00',
	from: 'ann.lee@example.org',
	fromName: 'Ann Lee',
	to: ['mailbox1@example.com'],
	subject: 'Message',
};

/** By kind: what the node puts out for the service or message with an ID. */
const RECORDS: Record<Kind, (id: number, load: Load) => IDataObject> = {
	read: (id) => ({ id, ...SERVICE }),
	write: (id) => ({ id, created: true }),
	readMessages: (id, { bodyBytes }) => ({
		id,
		...MESSAGE,
		body: inOnePiece(readableBodyOf(id, bodyBytes)),
		isSeen: true,
		url: `https://portal.example.com/mail/message/${id}`,
	}),
	moveMessages: (id) => ({ id, moved: true, folder: TARGET_FOLDER }),
};

/**
 * What the node puts out for an item; or the same size of it, so that n8n has the same to do with it.
 *
 * @param item the index of the input item
 */
export function madeUpAnswer(item: number, load: Load): IDataObject[] {
	// Messages that are read come from one item.
	const ids =
		load.kind === 'readMessages' ? Array.from({ length: load.count }, (_, index) => index + 1) : [item + 1];
	return ids.map((id) => RECORDS[load.kind](id, load));
}

/** What was put together in the process shares its parts with others until then; what comes from a portal does not. */
const inOnePiece = (text: string) => Buffer.from(text).toString();
