import type { Connection } from '../../../../credentials/shared/connection';
import { createCircuitBreaker, type CircuitBreaker } from '../batch/circuitBreaker';
import type { Halt } from './cancellation';
import type { HttpOptions, Sender } from './http';
import { createListings, type Listings } from '../batch/listings';
import { createRetryBudget, type RetryBudget } from './retryBudget';

/** What the requests of one run know of each other. */
export interface RunMemory {
	readonly breaker: CircuitBreaker;
	readonly budget: RetryBudget;
	readonly listings: Listings;
}

/** Everything that a request needs besides its content. */
export interface Line {
	readonly sender: Sender;
	readonly connection: Connection;
	/** What the user set under the node's Options. */
	readonly options: HttpOptions;
	readonly halt: Halt;
	/** Hears of each pause that the portal's limit cost, in milliseconds. */
	readonly onLimited: (milliseconds: number) => void;
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
