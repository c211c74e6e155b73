import type { Connection } from '../../../credentials/shared/connection';
import { createRunContext, type FailFast } from './batch/context';
import { dispatch, resolveCalls, type Job } from './batch/dispatch';
import type { Call, Outcome } from './call';
import { cancellationOf } from './transport/cancellation';
import type { HttpOptions, N8nContext } from './transport/context';
import { limitText } from './transport/knownLimits';
import { rateLimitOf } from './transport/rateLimiter';
import { createRetryBudget } from './transport/retryBudget';
import { NO_RETRIES, RETRY_POLICY } from './transport/retryPolicy';

export type { Job } from './batch/dispatch';
export { readPages, type Wanted } from './pagination';
export type { HttpOptions, N8nContext } from './transport/context';
export { MAX_TIMEOUT } from './transport/timeout';

/**
 * Somebody waits for the answer, in front of an open panel: lists, the test of a credential. In milliseconds.
 */
export const INTERACTIVE_TIMEOUT_MS = 30_000;

/** The one door to Bitrix24: everything that the node sends goes through a client. */
export interface Client {
	/**
	 * Makes one call by a request of its own.
	 *
	 * @param options for this call, in place of the client's
	 */
	call: (call: Call, options?: CallOptions) => Promise<Outcome>;
	/**
	 * Makes many calls with as few requests as possible, and settles each of them with its own outcome.
	 *
	 * @param onWaited called with the milliseconds of each wait for the rate limit
	 */
	callAll: (jobs: readonly Job[], onWaited?: OnWaited) => Promise<void>;
	/** How fast requests go to the portal, in words. */
	rateLimit: () => RateLimitWords;
}

type OnWaited = (milliseconds: number) => void;

/** What differs for one call. */
export interface CallOptions {
	/** At the most, in milliseconds. */
	readonly timeout?: number;
	/** Called with the milliseconds of each wait for the rate limit. */
	readonly onWaited?: OnWaited;
}

/** The rate limit by which requests to a portal go. */
export interface RateLimitWords {
	/** The one of this client's credential. */
	own: string;
	/** The largest that the portal's credentials say: it counts for all. */
	largest: string;
	/** What others of them say instead. */
	others: string[];
}

/** How a client sends. */
export interface ClientOptions {
	/** What the user set under the node's Options. */
	readonly http?: HttpOptions;
	/** n8n's, for a cancelled or timed-out execution; none where nothing can be cancelled. */
	readonly signal?: AbortSignal;
	/** Given when the first error ends the run: nothing more is sent after it. */
	readonly failFast?: FailFast;
	/**
	 * For the test of a credential, in front of which somebody waits: an error is the answer, and the request
	 * waits for no room behind those of runs under way. Nor does the rate limit of a credential that is still
	 * being tried out count for them.
	 */
	readonly isProbe?: boolean;
}

/**
 * Makes a client: one for each run of the node, each list of the editor, each test of a credential. It learns
 * from its first answer: what is bound to be refused is not sent.
 *
 * @param n8n signs and sends the requests
 * @param connection the credential, without its secrets
 */
export function createClient(
	n8n: N8nContext,
	connection: Connection,
	{ http = {}, signal, failFast, isProbe = false }: ClientOptions = {},
): Client {
	const context = createRunContext(
		{
			n8n,
			connection,
			options: http,
			cancellation: cancellationOf(signal),
			isRateLimited: !isProbe,
			retryPolicy: isProbe ? NO_RETRIES : RETRY_POLICY,
			retryBudget: createRetryBudget(),
			onWaited: () => {},
		},
		failFast,
	);
	return {
		call: async (call, { timeout = http.timeout, onWaited = context.onWaited } = {}) => {
			const [outcome] = await resolveCalls({ ...context, options: { ...http, timeout }, onWaited }, [call]);
			return outcome!;
		},
		callAll: async (jobs, onWaited = context.onWaited) => await dispatch({ ...context, onWaited }, jobs),
		rateLimit: () => {
			const { largest, others } = rateLimitOf(connection.portal, connection.rateLimit);
			return {
				own: limitText(connection.rateLimit),
				largest: limitText(largest),
				others: others.map(limitText),
			};
		},
	};
}
