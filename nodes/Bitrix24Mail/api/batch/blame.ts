import { LOCAL_CODES, type Call, type CallError, type Outcome } from '../call';
import { explain } from '../errors';

/** Whether the error of several calls may be that of one of them, so that the others may succeed. */
export function mayBeOneOf(error: CallError, calls: readonly Call[]): boolean {
	const [{ method, params }] = calls as readonly [Call];
	const { concerns, parameter = '' } = explain(error, method);
	if (concerns === 'value') {
		const value = JSON.stringify(params[parameter]);
		return calls.some((call) => JSON.stringify(call.params[parameter]) !== value);
	}
	// A fault of the server may come from one record. So may a code that is not known.
	return concerns === 'call' || (concerns === undefined && (error.status ?? 0) >= 400);
}

/** Whether an error may pass by itself: it is about nothing in the call. */
export const mayPass = (error: CallError, { method }: Call): boolean =>
	explain(error, method).concerns === undefined;

/** The outcome of a call whose batch was rejected, and which could not be tried alone any more. */
export const batchRejected = ({ code, text }: CallError): Outcome => ({
	ok: false,
	error: {
		code: LOCAL_CODES.batchRejected,
		text: [text, `(${code})`].filter((part) => part !== '').join(' '),
	},
});
