import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';
import { mapStrings } from '../util/json';

/** What an error tells, and of what it is. */
export interface ErrorParts {
	/** What happened. */
	message: string;
	/** What to do next; null when the message says all. */
	description: string | null;
	/** The status of Bitrix24’s answer, when there was one. */
	httpCode?: string;
	/** Bitrix24’s code and words, as n8n keeps them. */
	answer?: JsonObject;
	/** What Bitrix24 said, with its whole code: n8n shows it under Error details, where there is room for it. */
	fullMessage?: string;
	/** The item that it belongs to, where there are items. */
	itemIndex?: number;
}

/**
 * An error as n8n shows it: with these texts and no others, and without anything of the request.
 *
 * @param node the one that it is shown at
 * @param redact hides the secrets of the credential in use, in all of the texts
 */
export function nodeError(
	node: INode,
	redact: (text: string) => string,
	{ itemIndex, httpCode, ...parts }: ErrorParts,
): NodeApiError {
	const message = redact(parts.message);
	const description = parts.description === null ? null : redact(parts.description).trim();
	// Text by text: within JSON, to hide something could take a quotation mark along.
	const answer = mapStrings(parts.answer ?? {}, redact) as JsonObject;
	const texts = { message, description: description ?? undefined, httpCode };
	const error = new NodeApiError(node, answer, {
		...texts,
		...(itemIndex === undefined ? {} : { itemIndex }),
	});
	// n8n replaces texts in which it sees the name of a network error, even within a name that the user chose.
	error.message = message;
	error.description = description;
	error.httpCode = httpCode ?? null;
	error.messages = parts.fullMessage === undefined ? [] : [redact(parts.fullMessage)];
	return error;
}
