/** How long the text of a message is, unless the load says otherwise, in bytes. */
const USUAL_BYTES = 2_000;

const MAILBOX_COUNT = 2;

/** Where messages are moved to. */
export const TARGET_FOLDER = 'Archive';

/** Bitrix24 leaves entities in a text as they are. */
const SENTENCE = ' The lamps &amp; shades leave the warehouse on Thursday.';

/** The IDs of the mailboxes that have messages. */
export const MAILBOX_IDS = Array.from({ length: MAILBOX_COUNT }, (_, index) => index + 1);

/** The mailbox of the message with this ID: messages take turns, so that those of one are never in a row. */
export const mailboxOf = (id: number) => (id % MAILBOX_COUNT) + 1;

/**
 * The text of the message with this ID, as Bitrix24 sends it. It is like no other one.
 *
 * @param bytes how long it is
 */
export function bodyOf(id: number, bytes = USUAL_BYTES): string {
	const start = `Message ${id}.`;
	const sentences = Math.floor((bytes - start.length) / SENTENCE.length);
	return (start + SENTENCE.repeat(sentences)).padEnd(bytes, '.');
}

/** The same as a person reads it. */
export const readableBodyOf = (id: number, bytes?: number) => bodyOf(id, bytes).replaceAll('&amp;', '&');

/** Whether a text is that of the message with this ID, whole, with entities or without. */
export function isWhole(id: number, body: string | undefined, bytes?: number): boolean {
	return body === bodyOf(id, bytes) || body === readableBodyOf(id, bytes);
}
