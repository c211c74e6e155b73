import type { IDataObject } from 'n8n-workflow';
import type { Call, CallError, Outcome } from '../call';
import type { Envelope, Reply } from '../response';

type Calls = readonly Call[];

/** What came of one request: an outcome for each of its calls; or the one error of them all. */
export type RequestOutcome =
	| { readonly status: 'answered'; readonly outcomes: Outcome[] }
	| { readonly status: 'rejected'; readonly error: CallError };

/** How calls travel in one request: one by itself, or several in a batch of their version. */
export interface RequestFormat {
	/** The method that is asked for: that of the call, or `batch`. */
	method: (calls: Calls) => string;
	/**
	 * The body of the request.
	 *
	 * @param stopsAtError whether the portal carries nothing out after the first call that fails
	 */
	body: (calls: Calls, stopsAtError: boolean) => IDataObject | IDataObject[];
	/**
	 * Takes the answer apart.
	 *
	 * @param stopsAtError as it was for the body
	 * @returns one outcome for each call, in their order; `withheld` for those that the portal did not come to
	 */
	read: (calls: Calls, reply: Reply, stopsAtError: boolean) => RequestOutcome;
	/**
	 * The times that a good answer gives.
	 *
	 * @returns one for each call, in their order; undefined where it is not known
	 * @see https://apidocs.bitrix24.com/limits.html
	 */
	times: (calls: Calls, answer: Envelope) => unknown[];
}

/** How a version of Bitrix24's REST API takes several calls in one request. */
export interface BatchFormat extends RequestFormat {
	/** What a call adds to the body, as text. */
	textOf: (call: Call) => string;
	/** What the portal would take for a reference to another call's result, and replace. */
	reference: RegExp;
}
