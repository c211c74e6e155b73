import type { RequestContext } from '../transport/context';
import { createCircuitBreaker, type CircuitBreaker } from './circuitBreaker';
import { createListings, type Listings } from './listings';

/** What the calls of one run learn from each other, and how they are sent. */
export interface RunContext extends RequestContext {
	readonly breaker: CircuitBreaker;
	readonly listings: Listings;
	/** Given when the first error ends the run: with Stop Workflow, nothing more is sent after it. */
	readonly failFast?: FailFast;
}

/** Whether the run is bound to end with an error. */
export interface FailFast {
	readonly hasFailed: () => boolean;
	readonly fail: () => void;
}

/** A run that has learned nothing yet: once for each run, and for each list of the editor. */
export function createRunContext(request: RequestContext, failFast?: FailFast): RunContext {
	return { ...request, breaker: createCircuitBreaker(), listings: createListings(), failFast };
}
