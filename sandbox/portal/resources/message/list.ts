import { RequestParams } from '../../rest/requestParams';
import { readRows, refuseQuery } from '../../rest/rows';
import type { Done } from '../../rest/methods';
import { usableMailboxes } from '../mailbox';
import { isStored, isUsable } from './access';
import { plainBody } from './body';
import { DIALECTS, type Dialect } from './dialect';
import { listed, MESSAGE_ENTITY, MESSAGE_FIELDS } from './dto';
import { findFolder } from './folders';
import type { MessageCall, StoredMessage, UnstoredRow } from './types';

const USUAL_LIMIT = 25;

/** What a list is asked for. */
interface Wanted {
	mailboxIds: number[];
	/** The path that the folder's name stands for. */
	folder?: string;
	from?: number;
	to?: number;
	isSeen?: boolean;
	hasAttachments?: boolean;
	searchQuery: string;
}

/** `mail.message.list` (vendor's sources: Message::listAction, MessageSearch::search, MessageFilter, QueryBuilder). */
export function listMessages(call: MessageCall): Done {
	const { store, params, language, now } = call;
	refuseQuery(params, Object.keys(MESSAGE_FIELDS), MESSAGE_ENTITY, language);
	const { limit, offset } = readRows(params, USUAL_LIMIT, language);
	const dialect = DIALECTS[store.settings.mailDialect];
	const wanted = readWanted(call, dialect);
	const messages = store.messages.filter((one) => !one.hidden && isStored(one, now()) && fits(one, wanted));
	// whatever is asked of a message's own row leaves out those that have none
	const onlyRows = wanted.searchQuery === '' && wanted.hasAttachments === undefined;
	const unstored =
		dialect.listsUnstored && onlyRows ? store.unstored.filter((row) => hasPlace(row, wanted)) : [];
	const rows = [...messages, ...unstored].sort(
		(one, other) => seconds(other.receivedAt) - seconds(one.receivedAt) || idOf(other) - idOf(one),
	);
	const size = limit > 0 ? limit : USUAL_LIMIT;
	const items = rows
		.slice(offset, offset + size)
		.flatMap((row) => (isMessage(row) ? [listed(call, row)] : []));
	return { result: { items } };
}

function readWanted(call: MessageCall, dialect: Dialect): Wanted {
	const { params: given, language, zone } = call;
	const params = new RequestParams(given, language);
	const date = (name: 'dateFrom' | 'dateTo') =>
		dialect.date({ name, text: params.text(name) ?? '', zone, language });
	const [from, to] = [date('dateFrom'), date('dateTo')];
	if (dialect.refusesTurnedDates && from !== undefined && to !== undefined && from > to) {
		throw dialect.listFailed(language, 'dateFrom must be earlier than or equal to dateTo.');
	}
	const mailboxIds = readMailboxIds(call, params.number('mailboxId'), dialect);
	return {
		mailboxIds,
		folder: readFolder(call, params.text('folder') ?? '', mailboxIds),
		from,
		to,
		isSeen: params.flag('isSeen'),
		hasAttachments: params.flag('hasAttachments'),
		searchQuery: (params.text('searchQuery') ?? '').trim(),
	};
}

function readMailboxIds(call: MessageCall, asked: number | undefined, dialect: Dialect): number[] {
	if (asked === undefined) return usableMailboxes(call).map(({ id }) => id);
	if (asked <= 0) throw dialect.listFailed(call.language, 'Invalid mailboxId.');
	if (isUsable(call, asked)) return [asked];
	throw dialect.listFailed(call.language, 'User does not have access to this mailbox');
}

/** The path of the first mailbox that knows the folder counts for all of them; an unknown folder is one without messages. */
function readFolder(call: MessageCall, name: string, mailboxIds: number[]): string | undefined {
	if (name.trim() === '') return undefined;
	const mailboxes = usableMailboxes(call).filter(({ id }) => mailboxIds.includes(id));
	return mailboxes.map((mailbox) => findFolder(mailbox, name)).find((path) => path !== undefined) ?? name;
}

function fits(message: StoredMessage, wanted: Wanted): boolean {
	return (
		hasPlace(message, wanted) &&
		(wanted.hasAttachments === undefined || message.hasAttachments === wanted.hasAttachments) &&
		(wanted.searchQuery === '' || isFound(message, wanted.searchQuery))
	);
}

function hasPlace(row: UnstoredRow & Pick<StoredMessage, 'alsoIn'>, wanted: Wanted): boolean {
	const at = seconds(row.receivedAt);
	const folders = [row.folder, ...(row.alsoIn ?? [])];
	return (
		wanted.mailboxIds.includes(row.mailboxId) &&
		(wanted.folder === undefined || folders.includes(wanted.folder)) &&
		(wanted.from === undefined || at >= seconds(wanted.from)) &&
		(wanted.to === undefined || at <= seconds(wanted.to)) &&
		(wanted.isSeen === undefined || row.isSeen === wanted.isSeen)
	);
}

/** Full-text search: every word of the query must be the beginning of a word; those below three letters do not count. */
function isFound(message: StoredMessage, query: string): boolean {
	const { from, to, cc, bcc, subject } = message;
	const text = wordsOf([from, to, cc, bcc, subject, plainBody(message)].join(' '));
	const wanted = wordsOf(query).filter((word) => word.length >= 3);
	return wanted.length > 0 && wanted.every((start) => text.some((word) => word.startsWith(start)));
}

function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

const seconds = (instant: number) => Math.floor(instant / 1000);

const isMessage = (row: StoredMessage | UnstoredRow): row is StoredMessage => 'id' in row;

const idOf = (row: StoredMessage | UnstoredRow) => (isMessage(row) ? row.id : 0);
