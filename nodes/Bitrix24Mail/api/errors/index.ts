import type { CallError } from '../call';
import type { MethodName } from '../methods';
import { SERVER_ISSUE } from './causes';
import { commonErrors } from './common';
import { localErrors } from './local';
import { mailboxErrors } from './mailbox';
import { mailServiceErrors } from './mailService';
import { messageErrors } from './message';
import { oauthErrors } from './oauth';
import { rest3Errors } from './rest3';
import type { ErrorSpec } from './types';

/** Errors of one source, under the name that the documentation has for it. */
export interface ErrorSource {
	title: string;
	errors: readonly ErrorSpec[];
}

/** Every error that is known, by its source: the specific ones before the general ones. */
export const ERROR_SOURCES: readonly ErrorSource[] = [
	{ title: 'Mail services', errors: mailServiceErrors },
	{ title: 'Mailboxes', errors: mailboxErrors },
	{ title: 'Messages', errors: messageErrors },
	{ title: 'Messages, recipients and mailboxes', errors: rest3Errors },
	{ title: 'All operations', errors: commonErrors },
	{ title: 'OAuth2', errors: oauthErrors },
	{ title: 'Network, credential and the node itself', errors: localErrors },
];

/**
 * Every error that is known, the specific rows before the general ones: the first that fits counts. The texts
 * of Bitrix24 are in the portal's language, so nothing here looks at them.
 */
export const ERRORS: readonly ErrorSpec[] = ERROR_SOURCES.flatMap(({ errors }) => errors);

/** What an error of a certain call means. Its texts have gaps, see {@link ErrorSpec}. */
export type Explanation = Omit<ErrorSpec, 'code' | 'methods' | 'field' | 'usualStatus' | 'matchStatus'>;

const UNKNOWN: Explanation = {
	what: 'Bitrix24 rejected the request',
	next: 'See Bitrix24’s answer for the reason.',
};

/**
 * Looks up what an error means. A row for the status or the method goes before one for all of them.
 *
 * @param error what came back
 * @param method the REST method that was called
 */
export function explain(error: CallError, method: MethodName): Explanation {
	const { code, status, unsent, validation = [] } = error;
	const fields = validation.map(({ field }) => field.toUpperCase());
	const row = ERRORS.find(
		(candidate) =>
			candidate.code === code &&
			(candidate.methods === undefined || candidate.methods.includes(method)) &&
			(candidate.field === undefined || fields.includes(candidate.field)) &&
			(candidate.matchStatus === undefined || candidate.matchStatus === status),
	);
	// A server's fault may have come after the work was done, unless the code is known to come with that
	// status.
	const isFault = status !== undefined && status >= 500 && row?.usualStatus !== status;
	const { outcomeUnknown, ...explanation }: Explanation = row ?? (isFault ? SERVER_ISSUE : UNKNOWN);
	const mayHaveRun = !unsent && (outcomeUnknown === true || isFault);
	return mayHaveRun ? { ...explanation, outcomeUnknown: true } : explanation;
}

/**
 * The HTTP status that a code comes with when its call travels alone.
 *
 * @returns nothing for codes that are not known
 */
export function usualStatusOf(failedCode: string): number | undefined {
	return ERRORS.find(({ code, usualStatus }) => code === failedCode && usualStatus !== undefined)
		?.usualStatus;
}
