import type { IDataObject } from 'n8n-workflow';
import type { Call, Outcome } from '../call';
import type { Envelope } from '../response';

type Calls = readonly Call[];

/** How a version of Bitrix24's REST API takes several calls in one request. */
export interface BatchFormat {
	/**
	 * The body of a batch.
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
	outcomes: (calls: Calls, answer: Envelope, stopsAtError: boolean) => Outcome[];
	/**
	 * The times that the answer gives.
	 *
	 * @returns one for each call, in their order; undefined where it is not known
	 * @see https://apidocs.bitrix24.com/limits.html
	 */
	times: (calls: Calls, answer: Envelope) => unknown[];
	/** What a call adds to the body, as text. */
	textOf: (call: Call) => string;
	/** What the portal would take for a reference to another call's result, and replace. */
	reference: RegExp;
}
