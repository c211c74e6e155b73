import type { MethodName } from '../methods';

/**
 * What an error says of other calls. `call`: nothing, it is about this one's record. `value`: those with the
 * same value of the parameter that `parameter` names. `method`, `scope`: those of the same method, of all
 * methods of the scope. `all`: every call with this credential.
 */
export type Concerns = 'call' | 'value' | 'method' | 'scope' | 'all';

/**
 * What an error means to the person who reads it. Gaps in the texts: `{permission}`, the one that the method
 * needs; `{record}`, what the call is about; `{noun}` and `{recordId}`, what kind of record that is, and its ID; `{parameter}`, the label of the parameter to look at; `{host}`,
 * the portal's; `{text}`, the error's own text; and the parameters of the call by their names.
 */
export interface ErrorSpec {
	code: string;
	/** Only for these methods, where a code means different things. */
	methods?: readonly MethodName[];
	/** Only when `validation` names this field, in upper or lower case. */
	field?: string;
	/** Only with this HTTP status. */
	matchStatus?: number;
	/** The HTTP status that it comes with. */
	usualStatus?: number;
	/** What happened. Follows “Could not get mail service 31: ”. */
	what: string;
	/** `what` names the record by itself: nothing goes before it. */
	standsAlone?: true;
	/** What to do next: whole sentences. */
	next: string;
	/** What only administrators of Bitrix24 may do: goes with `ifAdministrator`. */
	administratorsOnly?: string;
	/**
	 * What to do next when the credential's user is known to be an administrator. Only for what a user who is
	 * none is refused with, too.
	 */
	ifAdministrator?: string;
	/** The error's text is one of ours, and says what to do in place of `next`. */
	textSaysNext?: true;
	/** The parameter to look at: that of the record, or a certain one of the REST method. */
	parameter?: 'record' | 'select' | 'pagination';
	/** Which other calls of the run would meet it, too; none are known when left out: it may pass. */
	concerns?: Concerns;
	/** The portal may have carried the call out all the same. */
	outcomeUnknown?: true;
}

/** What one cause means, whatever code the REST version has for it. */
export type Cause = Omit<ErrorSpec, 'code' | 'methods' | 'field' | 'matchStatus' | 'usualStatus'>;
