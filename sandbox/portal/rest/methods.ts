import type { ApiVersion, Caller, Effect } from '../types';

/** What came of a call. */
export interface Done {
	/** What the answer carries as `result`. */
	result: unknown;
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

/** Carries a call out, or throws a Refusal and leaves everything as it was. */
export type MethodCall = (params: Record<string, unknown>, caller: Caller, version: ApiVersion) => Done;

/** A method that is ready to be called. */
export interface Method extends MethodFacts {
	call: MethodCall;
}

/** The REST methods of a portal, apart from `batch`. Names are in lower case. */
export type MethodTable = ReadonlyMap<string, Method>;
