import { NodeApiError, UserError, type INode, type JsonObject } from 'n8n-workflow';
import { NotConnectedError } from '../../../credentials/shared/connection';
import { LOCAL_CODES, type CallError, type Failed } from '../api/call';
import { mapStrings } from '../util/json';
import { InputError } from './operation';
import { errorText, type FailedCall } from './errorText';
import { isTool } from './aiTool';

/** Where an error belongs to: the node, and the item of its input. */
export interface ItemLocation {
	node: INode;
	itemIndex: number;
	/** The portal's host, where the credential names one. */
	host?: string;
	/** Hides the secrets of the credential in use. */
	redact: (text: string) => string;
}

/**
 * The error of a call that Bitrix24 refused or never answered.
 *
 * @returns what happened, with the record, the parameter and the item; what to do next, with Bitrix24's code
 *   and its own words. It holds nothing of the request.
 */
export function callError(place: ItemLocation, call: Omit<FailedCall, 'host'>): NodeApiError {
	const { error } = call.failed;
	const { title, description } = errorText({ ...call, host: place.host });
	return build(place, {
		message: title,
		description,
		httpCode: error.status === undefined ? undefined : String(error.status),
		answer: {
			error: error.code,
			error_description: error.text,
			...(error.validation ? { validation: error.validation.map((entry) => ({ ...entry })) } : {}),
		},
		fullMessage: isFromBitrix24(error) ? fullMessageOf(error) : undefined,
	});
}

/**
 * The error of an item whose input was refused before anything was sent.
 *
 * @param error an InputError, or what n8n threw while a value was read: only its message is taken over
 * @param label of the parameter; none when it is about several
 */
export function inputError(place: ItemLocation, error: unknown, label?: string): NodeApiError {
	if (!(error instanceof InputError)) {
		return build(place, {
			message: `A value could not be read: ${messageOf(error)}`,
			description: NOTHING_SENT,
		});
	}
	const subject = label === undefined ? '' : `“${label}” `;
	return build(place, {
		message: subject + error.problem,
		description: `${error.advice} ${NOTHING_SENT}`,
	});
}

/**
 * What stopped a call on its way, as its outcome.
 *
 * @param error a UserError of a credential that can't be used, or anything else: only its message is taken
 *   over
 */
export function failureOf(error: unknown): Failed {
	if (error instanceof NotConnectedError) {
		return { ok: false, error: { code: LOCAL_CODES.notConnected, text: '' } };
	}
	const code = error instanceof UserError ? LOCAL_CODES.badCredential : LOCAL_CODES.notSent;
	return { ok: false, error: { code, text: messageOf(error) } };
}

/**
 * What a bug of this node ended, as its outcome.
 *
 * @param error whatever was thrown: only its message is taken over
 */
export function internalFailure(error: unknown): Failed {
	return { ok: false, error: { code: LOCAL_CODES.internal, text: messageOf(error) } };
}

const NOTHING_SENT = 'Nothing was sent to Bitrix24 for this item.';

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

const isFromBitrix24 = ({ code, inferred }: CallError) =>
	!inferred && !Object.values<string>(LOCAL_CODES).includes(code);

/** What Bitrix24 answered, whole: n8n shows it under Error details, where there is room for it. */
function fullMessageOf({ code, text, validation }: CallError): string {
	const lines = [text, ...(validation ?? []).map(({ field, message }) => `${field}: ${message}`)];
	return [code, ...lines].filter((part) => part !== '').join('\n');
}

interface ErrorText {
	message: string;
	description: string;
	httpCode?: string;
	answer?: JsonObject;
	/** What Bitrix24 said, with its whole code. */
	fullMessage?: string;
}

function build({ node, itemIndex, redact }: ItemLocation, text: ErrorText): NodeApiError {
	const description = redact(text.description).trim();
	const happened = redact(text.message);
	// A model gets the message alone, and can correct itself by what stands in the description only.
	const forModel = isTool(node);
	const message = forModel ? `${happened}. ${description}` : `${happened} [item ${itemIndex}]`;
	// Text by text: within JSON, to hide something could take a quotation mark along.
	const answer = mapStrings(text.answer ?? {}, redact) as JsonObject;
	const error = new NodeApiError(node, answer, { message, description, httpCode: text.httpCode, itemIndex });
	// n8n replaces texts in which it sees the name of a network error, even within a name that the user chose.
	error.message = message;
	error.description = forModel ? null : description;
	error.httpCode = text.httpCode ?? null;
	error.messages = text.fullMessage === undefined ? [] : [redact(text.fullMessage)];
	return error;
}
