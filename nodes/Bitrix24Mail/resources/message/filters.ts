import type { IDataObject } from 'n8n-workflow';
import { InputError, type Validator } from '../../execution/operation';
import { boolean, text, unlessBlank } from '../../execution/validators';
import { offsetOf, parseInstant } from '../../util/instant';
import { listBounds } from '../../util/listBounds';
import { wallClockInstant } from '../../util/userDate';
import { parameter } from '../define';
import { parseAddresses } from './addresses';

/** A time of the user’s, in milliseconds since 1970; without an offset, it is one of the workflow’s time zone. */
const instant: Validator = (value, context) => {
	const result = wallClockInstant(value, context.getTimezone());
	if (result !== undefined) return result;
	throw new InputError(
		'must be a date and time',
		'Choose one, or check that the expression returns one for this item, such as 2026-05-25T10:00:00.',
	);
};

/** What Bitrix24 calls read and unread. */
const READ_STATUS = new Map<unknown, boolean | undefined>([
	['both', undefined],
	['unread', false],
	['read', true],
]);

const readStatus: Validator = (value) => {
	if (READ_STATUS.has(value)) return READ_STATUS.get(value);
	throw new InputError('must be both, read or unread', 'Choose from the list, or check the expression.');
};

/** The folder to look into, by the names of the mail server: there is no method that lists them. */
export const folder = parameter({
	displayName: 'Folder',
	name: 'folder',
	type: 'string',
	default: 'INBOX',
	placeholder: 'e.g. INBOX',
	description:
		'The folder’s name or path on the mail server, such as INBOX, Sent, Spam, Trash or [Gmail]/All Mail. Leave empty for all folders.',
	documentation:
		'The folder’s name or path on the mail server, such as `INBOX`, `Sent`, `Drafts`, `Spam`, `Trash` or `[Gmail]/All Mail`. Not case-sensitive. Translated names don’t work. Leave empty for all folders, including sent messages, spam and trash.',
	sendAs: 'folder',
	validate: text,
});

/** The filters of lists of messages and of the trigger, by the names of the fields in a collection. */
export const FILTERS = {
	hasAttachments: parameter({
		displayName: 'Has Attachments',
		name: 'hasAttachments',
		type: 'boolean',
		default: true,
		description:
			'Whether the message has attachments. Bitrix24 often sees them only after somebody has opened the message.',
		documentation:
			'Whether the message has attachments. Bitrix24 only counts files it has downloaded, often not before somebody opens the message. So **On** may miss messages, and **Off** may return some that do have attachments.',
		sendAs: 'hasAttachments',
		validate: boolean,
	}),
	readStatus: parameter({
		displayName: 'Read Status',
		name: 'readStatus',
		type: 'options',
		options: [
			{ name: 'Read Only', value: 'read' },
			{ name: 'Unread and Read', value: 'both' },
			{ name: 'Unread Only', value: 'unread' },
		],
		default: 'unread',
		description: 'Whether to return unread messages, read messages, or both',
		sendAs: 'isSeen',
		validate: readStatus,
	}),
	receivedAfter: parameter({
		displayName: 'Received After',
		name: 'receivedAfter',
		type: 'dateTime',
		default: '',
		description: 'Only messages the mail server received at or after this time',
		documentation:
			'Only messages received at or after this time, to the second. A time without an offset is in the workflow’s time zone.',
		sendAs: 'receivedAfter',
		validate: unlessBlank(instant),
	}),
	receivedBefore: parameter({
		displayName: 'Received Before',
		name: 'receivedBefore',
		type: 'dateTime',
		default: '',
		description: 'Only messages the mail server received at or before this time',
		documentation:
			'Only messages received at or before this time, to the second. A time without an offset is in the workflow’s time zone.',
		sendAs: 'receivedBefore',
		validate: unlessBlank(instant),
	}),
	search: parameter({
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. invoice',
		description: 'Words to look for in sender, recipients, subject or text',
		sendAs: 'searchQuery',
		validate: text,
	}),
	sender: parameter({
		displayName: 'Sender',
		name: 'sender',
		type: 'string',
		default: '',
		placeholder: 'e.g. ann@example.com',
		description: 'The sender’s address or part of it. Not case-sensitive.',
		documentation: 'The sender’s address or part of it, such as `@example.com`. Not case-sensitive.',
		sendAs: 'sender',
		validate: text,
	}),
} as const;

/** What the filters ask for that Bitrix24 can’t tell exactly. */
export interface Filters {
	/** In milliseconds since 1970, both inclusive. */
	receivedAfter?: number;
	receivedBefore?: number;
	sender?: string;
}

/**
 * The parameters of `mail.message.list` for some filters. Dates are sent wider than asked for, as versions of
 * Bitrix24 read them differently; a sender is looked for where Bitrix24 looks for words.
 *
 * @param offsetMinutes the portal’s offset, where it is known
 * @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-list.html
 */
export function listParams(
	{ receivedAfter, receivedBefore, sender, ...params }: Readonly<IDataObject & Filters>,
	offsetMinutes?: number,
): IDataObject {
	return {
		...(sender === undefined ? {} : { searchQuery: sender }),
		...params,
		...listBounds(receivedAfter, receivedBefore, offsetMinutes),
	};
}

/**
 * Whether a message is what the filters ask for.
 *
 * @param message as a list gave it; one without a date that can be read is not left out
 * @param answeredAt when the portal answered, as it writes it
 */
export function isWanted(
	{ date, from }: Record<string, unknown>,
	{ receivedAfter = -Infinity, receivedBefore = Infinity, sender = '' }: Filters,
	answeredAt?: string,
): boolean {
	const received = parseInstant(date, offsetOf(answeredAt));
	if (received !== undefined && (received < receivedAfter || received > receivedBefore)) return false;
	if (sender === '') return true;
	const wanted = sender.trim().toLowerCase();
	return parseAddresses(from).some(({ address }) => address.toLowerCase().includes(wanted));
}
