import type { ApiVersion, Caller, Effect, RecordedRequest } from '../types';

/** What came of a call. */
export interface Done {
	/** What the answer carries as `result`. */
	result: unknown;
	/** REST 3.0 only: what stands beside `result`; in a batch, the two together take the place of the result. */
	beside?: Record<string, unknown>;
	/** What it changed; nothing when left out. */
	effect?: Effect;
	targetId?: string;
}

/** What is known of a method before anybody calls it. */
export interface MethodFacts {
	/** The paths that know it. */
	versions: readonly ApiVersion[];
	/** The scope that the caller must have, if any. */
	scope?: string;
	/** Whether it can change data: Idempotency-Key is for these only. */
	writes?: boolean;
}

/** Carries a call out, or throws a Refusal, which says what was done before it if that is not nothing. */
export type MethodCall = (
	params: Record<string, unknown>,
	caller: Caller,
	version: ApiVersion,
	request: RecordedRequest,
) => Done;

/** A method that is ready to be called. */
export interface Method extends MethodFacts {
	call: MethodCall;
}

/** The REST methods of a portal, apart from `batch`. Names are in lower case. */
export type MethodTable = ReadonlyMap<string, Method>;
