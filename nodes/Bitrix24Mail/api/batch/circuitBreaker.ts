import { explain } from '../errors';
import { scopeOf } from '../methods';
import { LOCAL_CODES, type Call, type Outcome, type CallError } from '../call';

/** What one run has learned from the portal's answers: calls that are bound to be refused are not sent. */
export interface CircuitBreaker {
	/** The error that a call is bound to meet; nothing when it may be sent. */
	errorFor: (call: Call) => CallError | undefined;
	/** Learns from what became of the calls of one request. */
	learn: (calls: readonly Call[], outcomes: readonly Outcome[]) => void;
	/**
	 * Whether the portal has answered a call of this run for what it asks: until then, requests go one by one.
	 */
	hasAnswered: () => boolean;
}

/** Requests without an answer, one after the other, that end a run: the third would take as long again. */
const MAX_TIMEOUTS = 2;

/** Starts with nothing learned: once for each run. */
export function createCircuitBreaker(): CircuitBreaker {
	const errors = new Map<string, CallError>();
	let timeouts = 0;
	let hasAnswered = false;

	const learnFrom = (call: Call, error: CallError) => {
		const key = keyOf(call, error);
		if (key !== undefined && !errors.has(key)) errors.set(key, { ...error, unsent: true });
	};

	return {
		errorFor: (call) => {
			if (errors.size === 0) return undefined;
			const known = keysOf(call).map((key) => errors.get(key));
			return known.find((error) => error !== undefined);
		},
		learn: (calls, outcomes) => {
			const failures = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
			const timeout = failures.find(({ code }) => code === LOCAL_CODES.timeout);
			timeouts = timeout === undefined ? 0 : timeouts + 1;
			if (timeout && timeouts >= MAX_TIMEOUTS) errors.set(ALL, { ...timeout, unsent: true });
			outcomes.forEach((outcome, index) => {
				const call = calls[index]!;
				if (isAnswer(call, outcome)) hasAnswered = true;
				if (!outcome.ok) learnFrom(call, outcome.error);
			});
		},
		hasAnswered: () => hasAnswered,
	};
}

/** A result, or an error that is about this call alone. */
const isAnswer = ({ method }: Call, outcome: Outcome) =>
	outcome.ok || explain(outcome.error, method).concerns === 'call';

const ALL = 'all';
const ofScope = ({ method }: Call) => `scope ${scopeOf(method)}`;
const ofMethod = ({ method }: Call) => `method ${method}`;
const ofValue = ({ method, params }: Call, name: string) =>
	`value ${method} ${name} ${JSON.stringify(params[name])}`;

/** What an error has to be remembered for; nothing when it says nothing of other calls. */
function keyOf(call: Call, error: CallError): string | undefined {
	const { concerns, parameter } = explain(error, call.method);
	if (concerns === 'all') return ALL;
	if (concerns === 'scope') return ofScope(call);
	if (concerns === 'method') return ofMethod(call);
	return concerns === 'value' ? ofValue(call, parameter ?? '') : undefined;
}

/** All that an error could be remembered for which this call would meet, too. */
function keysOf(call: Call): string[] {
	const names = Object.keys(call.params);
	return [ALL, ofScope(call), ofMethod(call), ...names.map((name) => ofValue(call, name))];
}
