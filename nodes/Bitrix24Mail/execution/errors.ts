import { UserError, type INode, type NodeApiError } from 'n8n-workflow';
import { NotConnectedError } from '../../../credentials/shared/connection';
import { LOCAL_CODES, type CallError, type Failed } from '../api/call';
import { InputError } from './operation';
import { errorText, validationLines, type FailedCall } from './errorText';
import { isTool } from './aiTool';
import { nodeError, type ErrorParts } from './nodeError';

/** Where an error belongs to: the node and, where it has any, the item of its input. */
export interface ItemLocation {
	node: INode;
	itemIndex?: number;
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
	const hasItem = place.itemIndex !== undefined;
	const nothingSent = `Nothing was sent to Bitrix24${hasItem ? FOR_THIS_ITEM : ''}.`;
	if (!(error instanceof InputError)) {
		return build(place, {
			message: `A value could not be read: ${messageOf(error)}`,
			description: nothingSent,
		});
	}
	const subject = label === undefined ? '' : `“${label}” `;
	const advice = hasItem ? error.advice : error.advice.replaceAll(FOR_THIS_ITEM, '');
	return build(place, { message: subject + error.problem, description: `${advice} ${nothingSent}` });
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

/** In the advice of validators: of no use where there are no items. */
const FOR_THIS_ITEM = ' for this item';

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

const isFromBitrix24 = ({ code, inferred }: CallError) =>
	!inferred && !Object.values<string>(LOCAL_CODES).includes(code);

/** What Bitrix24 answered, whole. */
function fullMessageOf({ code, text, validation }: CallError): string {
	const lines = [text, ...validationLines(validation)];
	return [code, ...lines].filter((part) => part !== '').join('\n');
}

/** For an item: its number, and, for a model, which gets the message alone, what it can correct itself by. */
function build(
	{ node, itemIndex, redact }: ItemLocation,
	{ message, description, ...parts }: ErrorParts & { description: string },
): NodeApiError {
	if (itemIndex === undefined) return nodeError(node, redact, { message, description, ...parts });
	const forItem = isTool(node)
		? { message: withoutCodes(`${redact(message)}. ${redact(description).trim()}`), description: null }
		: { message: `${message} [item ${itemIndex}]`, description };
	return nodeError(node, redact, { ...forItem, ...parts, itemIndex });
}

/**
 * What n8n takes for network errors, in any case of letters and within words, too, when it hands a tool’s error to a
 * model. It puts a text of its own in the place of the whole, such as that one can retry immediately.
 */
const CODES =
	/E(?=CONNREFUSED|CONNRESET|NOTFOUND|TIMEDOUT|RRADDRINUSE|ADDRNOTAVAIL|CONNABORTED|HOSTUNREACH|AI_AGAIN|NOENT|ISDIR|NOTDIR|ACCES|EXIST|PERM)|G(?=ETADDRINFO)/gi;

/** The same to look at, with a sign of no width (U+2060) in each of those names. */
const withoutCodes = (text: string): string => text.replace(CODES, '$&\u2060');
