import type { IDataObject } from 'n8n-workflow';
import { offsetOf, parseInstant, toIso } from '../../util/instant';
import { isObject } from '../../util/json';
import type { OutputField } from '../define';
import { wholeAddresses } from './addresses';
import { decodeEntities } from './plainText';

/** What a simplified message depends on, beside the message. */
export interface SimplifyOptions {
	/** How far the server’s clock is ahead of UTC, in minutes; undefined when not known. */
	offsetMinutes?: number;
	/** Whether bodies were asked for. */
	withBody: boolean;
	/** The portal’s address: `https://host[:port][/prefix]`. */
	portal?: string;
	/** How much of a body is kept, in characters (code points); all of it when left out. */
	maxBodyLength?: number;
}

/** A field of a simplified message. */
interface Field extends OutputField {
	read: (raw: Readonly<Record<string, unknown>>, options: SimplifyOptions) => IDataObject[string];
}

/**
 * A simplified message, in the order of its fields. Null where the source gives none, and where the portal
 * sent something else than it should.
 *
 * @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-get.html
 */
export const MESSAGE = {
	id: { type: 'integer', description: 'The ID', read: ({ id }) => wholeNumberOf(id) },
	mailboxEmail: {
		type: 'string',
		description: 'The address of the mailbox it’s in',
		read: ({ mailboxEmail }) => textOf(mailboxEmail) || null,
	},
	date: {
		type: 'string',
		description: 'When the mail server received it, in ISO 8601 with an offset',
		read: ({ date }, { offsetMinutes }) => isoOf(date, offsetMinutes),
	},
	from: {
		type: 'string',
		description: 'The sender’s address',
		read: ({ from }) => wholeAddresses(from)[0]?.address ?? null,
	},
	fromName: {
		type: 'string',
		description: 'The sender’s name; null if there is none',
		read: ({ from }) => wholeAddresses(from)[0]?.name ?? null,
	},
	to: {
		type: 'strings',
		description: 'The recipients’ addresses. Bitrix24 keeps only the first 255 characters of a long list.',
		read: ({ to }) => (textOf(to) === null ? null : wholeAddresses(to).map(({ address }) => address)),
	},
	subject: {
		type: 'string',
		description: 'The subject; can be empty',
		read: ({ subject }) => textOf(subject),
	},
	body: {
		type: 'string',
		description: 'The text, without HTML; null if it wasn’t requested',
		read: (raw, options) => (options.withBody ? bodyOf(raw, options) : null),
	},
	isSeen: {
		type: 'boolean',
		description: 'Whether it has been read',
		read: ({ isSeen }) => (typeof isSeen === 'boolean' ? isSeen : null),
	},
	url: {
		type: 'string',
		description: 'The URL of the message in Bitrix24',
		read: ({ url }, { portal }) => absolute(textOf(url) || null, portal),
	},
} satisfies Record<string, Field>;

/**
 * A message as most users want it. What comes from the portal is passed on as text, and nothing of it is
 * interpreted.
 *
 * @param raw a message of a list, of `get` or of a thread, as the portal sent it; never throws, whatever it
 *   is
 */
export function simplifyMessage(raw: unknown, options: SimplifyOptions): IDataObject {
	const message = isObject(raw) ? raw : {};
	const fields: Array<[string, Field]> = Object.entries(MESSAGE);
	return Object.fromEntries(fields.map(([name, { read }]) => [name, read(message, options)]));
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Digits in text are an ID, too. */
function wholeNumberOf(value: unknown): number | null {
	const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/** The same instant with the offset that it came with, or else with the server’s. */
function isoOf(date: unknown, offsetMinutes: number | undefined): string | null {
	const instant = parseInstant(date, offsetMinutes);
	const offset = offsetOf(date) ?? offsetMinutes;
	return instant === undefined || offset === undefined ? null : toIso(instant, offset);
}

function bodyOf(
	raw: Readonly<Record<string, unknown>>,
	{ maxBodyLength = Infinity }: SimplifyOptions,
): string | null {
	const body = textOf(raw.body);
	if (body === null) return null;
	// New servers decode the bodies of a thread themselves, and say how long they were.
	const isDecoded = raw.truncated !== undefined || raw.bodyLength !== undefined;
	return shortened(isDecoded ? body : decodeEntities(body), maxBodyLength);
}

/** At most so many characters of a text, and how many it has: “… [1,000 of 23,412 characters]”. */
function shortened(text: string, most: number): string {
	if (text.length <= most) return text;
	let length = 0;
	let end = 0;
	for (const character of text) {
		length++;
		if (length <= most) end += character.length;
	}
	if (length <= most) return text;
	const [shown, all] = [most, length].map((count) => count.toLocaleString('en-US'));
	return `${text.slice(0, end)}… [${shown} of ${all} characters]`;
}

/** Some servers name a message by its path, which begins at the host. */
function absolute(url: string | null, portal: string | undefined): string | null {
	const isPath = url !== null && /^\/(?!\/)/.test(url);
	return isPath && portal !== undefined ? new URL(portal).origin + url : url;
}
