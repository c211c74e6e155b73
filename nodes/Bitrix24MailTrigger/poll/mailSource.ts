import type { IDataObject } from 'n8n-workflow';

/** A message of the list, as far as the trigger has to know it. */
export interface ListedMessage {
	readonly id: number;
	/**
	 * When the mail server got it, in milliseconds since 1970; nothing where the portal gives no date. Off by an
	 * hour where the portal gives no offset and its clock has been changed since.
	 */
	readonly instant?: number;
	/** As the portal sent it. */
	readonly raw: IDataObject;
}

/** What became of reading a message: it, as the portal sent it; that it is gone; or why it could not be read. */
export type ReadMessage = { readonly raw: IDataObject } | 'gone' | { readonly error: Error };

/** Where the messages come from: the list that the user chose, and their bodies. */
export interface MailSource {
	/**
	 * One request: a part of the list, newest first. Old servers leave out what they have not stored yet, so it
	 * may be short or even empty where the list goes on.
	 *
	 * @param since from when on, in milliseconds since 1970; older ones may come along. Without it: all.
	 * @param offset how many places of the list are before it
	 * @param limit how many places it has
	 * @throws what the trigger is to show
	 */
	page: (since: number | undefined, offset: number, limit: number) => Promise<ListedMessage[]>;
	/**
	 * Reads bodies.
	 *
	 * @returns what became of each of them, in their order
	 */
	messages: (listed: readonly ListedMessage[]) => Promise<ReadMessage[]>;
	/**
	 * What the portal can't filter by. Asked for only when something is new: it may take a request.
	 *
	 * @throws what the trigger is to show
	 */
	filter: () => Promise<(listed: ListedMessage) => boolean>;
	/** The portal's clock by its latest answer, or n8n's while there is none: in milliseconds since 1970. */
	time: () => number;
}
