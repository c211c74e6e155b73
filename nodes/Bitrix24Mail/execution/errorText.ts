import { explain, type Explanation } from '../api/errors';
import { scopeOf, specOf, type MethodName, type UnclearWords } from '../api/methods';
import { LOCAL_CODES, type CallError, type Failed } from '../api/call';
import { asSentence, fillIn, valuesOf } from '../api/errors/template';
import type { CredentialUser } from './administrator';
import { labelOf } from './input';
import type { Operation } from './operation';

/** What a failed call is to a person: both parts are English, but for what Bitrix24 itself said. */
export interface ErrorText {
	/** What happened, to which record, because of which parameter; no full stop at the end. */
	title: string;
	/** What to do next: whole sentences; and Bitrix24's own words with its code. */
	description: string;
}

/** What an error tells of an operation. */
export type CallingOperation = Pick<Operation, 'method' | 'words' | 'input'>;

/** What is known of a failed call. */
export interface FailedCall {
	/** What the user had chosen. */
	operation: CallingOperation;
	/** What went over the wire. */
	params: Readonly<Record<string, unknown>>;
	/** Why it has no result and, where the operation calls several methods, which of them was failed. */
	failed: Failed;
	/** The portal's host, where the credential names one. */
	host?: string;
	/** The credential's user, where the error may come from their rights and it is known who they are. */
	user?: CredentialUser;
}

/**
 * Puts an error into words. That a write may have been carried out all the same comes first: whoever runs it
 * again without a look could do it twice.
 */
export function errorText({ operation, params, failed, host, user }: FailedCall): ErrorText {
	const { error, method = operation.method } = failed;
	const explanation = explain(error, method);
	const words = wordsOf(operation, method);
	const given: Record<string, string | undefined> = {
		...valuesOf(params),
		permission: scopeOf(method),
		parameter: parametersOf(operation, error, explanation),
		text: error.text,
		host,
	};
	const values = {
		...given,
		noun: words.noun,
		recordId: given[specOf(operation.method).recordParam ?? ''],
		record: words.record && fillIn(words.record, given),
	};
	const say = (text: string) => fillIn(text, values);

	const what = say(explanation.what);
	const unclear = explanation.outcomeUnknown ? words.unclear : undefined;
	if (unclear) {
		return {
			title: `It’s unclear whether ${say(unclear.whether)}: ${what}`,
			description: joined(unclear.ifUnclear, quote(error)),
		};
	}
	const advice = user ? adviceFor(user, explanation) : explanation.next;
	const isTold = explanation.textSaysNext && error.text !== '';
	return {
		title: explanation.standsAlone ? asSentence(what) : `Could not ${say(words.action)}: ${what}`,
		description: joined(
			error.unsent ? NOT_SENT : '',
			isTold ? error.text : say(advice),
			error.endsAt === undefined ? '' : `The pause ends at ${error.endsAt}.`,
			isTold ? '' : quote(explanation.what.includes('{text}') ? { ...error, text: '' } : error),
		),
	};
}

const NOT_SENT = 'This item was not sent, because an earlier request in this run had the same result.';

/** How the operation calls what failed, where it has words of its own. */
function wordsOf(operation: CallingOperation, failedMethod: MethodName) {
	const { action, record, whether, ifUnclear } = operation.words ?? {};
	const spec = specOf(operation.method);
	const failedSpec = specOf(failedMethod);
	const unclear: UnclearWords | undefined =
		failedSpec.access === 'write'
			? { whether: whether ?? failedSpec.whether, ifUnclear: ifUnclear ?? failedSpec.ifUnclear }
			: undefined;
	const noun = failedSpec.noun ?? spec.noun;
	return { action: action ?? spec.action, noun, record: record ?? spec.record, unclear };
}

/** The labels of the parameters to look at: “Mailbox” and “Field Names or IDs”. */
function parametersOf(
	operation: CallingOperation,
	{ validation }: CallError,
	{ parameter }: Explanation,
): string | undefined {
	const key = parameter === 'record' ? specOf(operation.method).recordParam : parameter;
	const fields = validation?.map(({ field }) => labelOf(operation, field) ?? field) ?? [
		key === undefined ? undefined : labelOf(operation, key),
	];
	const labels = fields.filter((label) => label !== undefined && label !== '');
	return labels.length === 0 ? undefined : labels.map((label) => `“${label}”`).join(' and ');
}

/** What to do next, now that it is known who the credential's user is. */
function adviceFor(
	{ isAdministrator, name }: CredentialUser,
	{ next, ifAdministrator, administratorsOnly = 'do this' }: Explanation,
): string {
	if (isAdministrator) return ifAdministrator ?? next;
	const who = name === '' ? 'The credential’s user' : `The credential’s user (${name})`;
	return `${who} is not a Bitrix24 administrator. Only administrators can ${administratorsOnly}: use an administrator’s webhook or account.`;
}

/**
 * What all codes of REST 3.0 begin with: long enough to push the part that tells them apart out of n8n's
 * panel.
 */
const LONG_PREFIX = /^BITRIX_REST_V3_(REALISATION_)?EXCEPTION_/;

/**
 * A code as errors show it.
 *
 * @param code as Bitrix24 sends it
 */
export function shortCode(code: string): string {
	return code.replace(LONG_PREFIX, '');
}

/**
 * Bitrix24's own words and its code, as the last sentence of a description. The HTTP status is for what came
 * without a code: a call has none of its own within a batch, and its error must read the same there.
 */
function quote({ code, text, status, validation, inferred }: CallError): string {
	// Bitrix24 was not asked for this one.
	if (inferred) return '';
	const isOwnCode = Object.values<string>(LOCAL_CODES).includes(code);
	const hasCode = !isOwnCode && code !== '';
	const words = [text, ...validationLines(validation)];
	const marks = hasCode
		? [shortCode(code)]
		: [isOwnCode ? '' : 'no code', status === undefined ? '' : `HTTP ${status}`];
	const quoted = listed(words, ' · ', '“', '”');
	const marked = listed(marks, ', ', '(', ')');
	const all = joined(quoted, marked);
	return all === '' ? '' : `${isOwnCode ? 'Details' : 'Bitrix24’s answer'}: ${all}`;
}

/** What Bitrix24 found wrong, each with the field that it is about, where it names one. */
export const validationLines = (validation: CallError['validation'] = []): string[] =>
	validation.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`));

function listed(parts: readonly string[], separator: string, open: string, close: string): string {
	const list = parts.filter((part) => part !== '').join(separator);
	return list === '' ? '' : open + list + close;
}

const joined = (...parts: readonly string[]) => parts.filter((part) => part !== '').join(' ');
