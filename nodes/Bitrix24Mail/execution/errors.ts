import { NodeApiError, UserError, type INode, type JsonObject } from 'n8n-workflow';
import { withEachText } from '../api/clean';
import { explain } from '../api/explain';
import { actionOf, factsOf } from '../api/methods';
import { OWN_CODES, type Refusal, type Refused } from '../api/outcome';
import { labelOf } from './input';
import { InputProblem, type Operation } from './operation';
import { isTool } from './tool';

/** Where an error belongs to: the node, and the item of its input. */
export interface Place {
	node: INode;
	itemIndex: number;
	/** Blots out the secrets of the credential in use. */
	redact: (text: string) => string;
}

/**
 * The error of a call that the portal refused or never answered.
 *
 * @param operation what the user had chosen
 * @param params what went over the wire
 * @param refused why it has no result and, where the operation calls several methods, which of them was refused
 * @returns what happened, with the record, the parameter and the item; what to do next, with Bitrix24's code and its
 *   own words. It holds nothing of the request.
 */
export function refusalError(
	place: Place,
	operation: Operation,
	params: Readonly<Record<string, unknown>>,
	{ refusal, method = operation.method }: Refused,
): NodeApiError {
	const { what, next, about, outcomeUnknown } = explain(refusal, method);
	const { key = '' } = factsOf(operation.method);
	const fields =
		refusal.validation?.map(({ field }) => field) ??
		(about === undefined ? [] : [about === 'key' ? key : about]);
	const labels = fields.map((field) => labelOf(operation, field) ?? field).filter((label) => label !== '');
	const named = labels.length > 0 ? ` (${labels.map((label) => `“${label}”`).join(', ')})` : '';
	const mayHaveRun =
		outcomeUnknown && factsOf(method).access === 'write'
			? ' It is not known whether Bitrix24 carried the request out: look at the mail services before you run it again.'
			: '';
	const end = refusal.endsAt === undefined ? '' : ` It ends at ${refusal.endsAt}.`;
	return build(place, {
		message: `Could not ${actionOf(operation.method, params, operation.action)}: ${what}${named}`,
		description: `${next}${end}${mayHaveRun} ${quote(refusal)}`,
		httpCode: refusal.status === undefined ? undefined : String(refusal.status),
		answer: {
			error: refusal.code,
			error_description: refusal.text,
			...(refusal.validation ? { validation: refusal.validation.map((entry) => ({ ...entry })) } : {}),
		},
	});
}

/**
 * The error of an item whose input was refused before anything was sent.
 *
 * @param error an InputProblem, or what n8n threw while a value was read: only its message is taken over
 * @param label of the parameter; none when it is about several
 */
export function inputError(place: Place, error: unknown, label?: string): NodeApiError {
	if (!(error instanceof InputProblem)) {
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
 * @param error a UserError of a credential that can't be used, or anything else: only its message is taken over
 */
export function thrownRefusal(error: unknown): Refused {
	const code = error instanceof UserError ? OWN_CODES.badCredential : OWN_CODES.notSent;
	return { ok: false, refusal: { code, text: messageOf(error) } };
}

const NOTHING_SENT = 'Nothing was sent to Bitrix24 for this item.';

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** Bitrix24's own words and its code, as the last sentence of a description. */
function quote({ code, text, status, validation }: Refusal): string {
	const isOwnCode = Object.values<string>(OWN_CODES).includes(code);
	const source = isOwnCode ? 'Details' : 'Bitrix24’s answer';
	const words = [text, ...(validation ?? []).map(({ field, message }) => `${field}: ${message}`)].filter(
		(part) => part !== '',
	);
	const marks = [isOwnCode ? '' : code || 'no code', status === undefined ? '' : `HTTP ${status}`].filter(
		(mark) => mark !== '',
	);
	const quoted = words.length > 0 ? `“${words.join(' · ')}”` : '';
	const marked = marks.length > 0 ? `(${marks.join(', ')})` : '';
	const all = [quoted, marked].filter((part) => part !== '').join(' ');
	return all === '' ? '' : `${source}: ${all}`;
}

interface ErrorText {
	message: string;
	description: string;
	httpCode?: string;
	answer?: JsonObject;
}

function build({ node, itemIndex, redact }: Place, text: ErrorText): NodeApiError {
	const description = redact(text.description).trim();
	const happened = redact(text.message);
	// A model gets the message alone, and can correct itself by what stands in the description only.
	const forModel = isTool(node);
	const message = forModel ? `${happened}. ${description}` : `${happened} [item ${itemIndex}]`;
	// Text by text: within JSON, to blot something out could take a quotation mark along.
	const answer = withEachText(text.answer ?? {}, redact) as JsonObject;
	const error = new NodeApiError(node, answer, { message, description, httpCode: text.httpCode, itemIndex });
	// n8n replaces texts in which it sees the name of a network error, even within a name that the user chose.
	error.message = message;
	error.description = forModel ? null : description;
	error.httpCode = text.httpCode ?? null;
	error.messages = [];
	return error;
}
