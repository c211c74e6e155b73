import type { Connection } from '../../../../credentials/shared/connection';
import { createCircuitBreaker, type CircuitBreaker } from '../batch/circuitBreaker';
import type { Cancellation } from './cancellation';
import type { HttpOptions, N8nContext } from './http';
import { createListings, type Listings } from '../batch/listings';
import { createRetryBudget, type RetryBudget } from './retryBudget';

/** What the requests of one run know of each other. */
export interface RunMemory {
	readonly breaker: CircuitBreaker;
	readonly budget: RetryBudget;
	readonly listings: Listings;
}

/** Everything that a request needs besides its content. */
export interface RequestContext {
	readonly n8n: N8nContext;
	readonly connection: Connection;
	/** What the user set under the node's Options. */
	readonly options: HttpOptions;
	readonly cancellation: Cancellation;
	/** Hears of each pause that the portal's limit cost, in milliseconds. */
	readonly onWaited: (milliseconds: number) => void;
	readonly memory: RunMemory;
	/** Given when the first error ends the run: with Stop Workflow, nothing more is sent after it. */
	readonly failFast?: FailFast;
}

/** Whether the run is bound to end with an error. */
export interface FailFast {
	readonly hasFailed: () => boolean;
	readonly fail: () => void;
}

/** Nothing learned yet: once for each run, and for each list of the editor. */
export function createRunMemory(): RunMemory {
	return {
		breaker: createCircuitBreaker(),
		budget: createRetryBudget(),
		listings: createListings(),
	};
}
