/** How many requests a run may send beyond those that it has to send anyway. */
export interface RetryBudget {
	/** Notes a request that has to be sent anyway. Each earns one more. */
	noteFirstTry: () => void;
	/** Takes one further request; false when there is none left. */
	take: () => boolean;
}

/** Further requests that a run has from the start. */
const INITIAL = 20;

/**
 * A budget for one run: whatever goes wrong, it costs at most twice the requests that it costs without
 * faults, plus 20. What the portal refuses for its rate limit is waited out, and not counted.
 *
 * @see https://sre.google/sre-book/handling-overload/ on retry budgets
 */
export function createRetryBudget(): RetryBudget {
	let left = INITIAL;
	return {
		noteFirstTry: () => void left++,
		take: () => {
			if (left === 0) return false;
			left--;
			return true;
		},
	};
}
