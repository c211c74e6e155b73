import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../util/json';
import { parseResult } from '../response';
import type { BatchFormat } from './format';

/**
 * Batches of REST 3.0: an array of calls. The first that fails ends it, and is the answer to all of them; a
 * batch that was answered has a result for each.
 *
 * @see https://apidocs.bitrix24.com/api-reference/rest-v3.html
 */
export const v3Batch: BatchFormat = {
	body: (calls) => calls.map(({ method, params }) => ({ method, query: params as IDataObject })),
	method: () => 'batch',
	read: (calls, reply) => {
		if (!reply.ok) return { status: 'rejected', error: reply.error };
		const { result } = reply.body;
		// An object with the keys 0, 1, 2, … is the same as a list.
		const answers = Array.isArray(result) || isObject(result) ? Object.entries(result) : [];
		const isWhole = answers.length === calls.length && answers.every(([key], index) => key === String(index));
		const outcomes = calls.map((call, index) =>
			parseResult(call, isWhole ? answers[index]?.[1] : undefined, 200),
		);
		return { status: 'answered', outcomes };
	},
	// The one for the whole request says nothing when that calls several methods.
	times: (calls, { time }) => {
		const isOneMethod = calls.every(({ method }) => method === calls[0]?.method);
		return calls.map(() => (isOneMethod ? time : undefined));
	},
	textOf: ({ params }) => JSON.stringify(params),
	/** Objects with one of these keys. */
	reference: /"\$ref(Array)?":/,
};
