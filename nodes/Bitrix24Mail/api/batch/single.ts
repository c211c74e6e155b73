import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../call';
import { outcomeOf } from '../response';
import type { RequestFormat } from './format';

/** A call that travels by itself. */
export const single: RequestFormat = {
	method: (calls) => callIn(calls).method,
	body: (calls) => callIn(calls).params as IDataObject,
	read: (calls, reply) => {
		const outcome = outcomeOf(callIn(calls), reply);
		return outcome.ok
			? { status: 'answered', outcomes: [outcome] }
			: { status: 'rejected', error: outcome.error };
	},
	times: (_, { time }) => [time],
};

const callIn = ([call]: readonly Call[]) => call!;
