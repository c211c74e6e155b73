import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Connection } from '../../../../credentials/shared/connection';
import type { Cancellation } from './cancellation';
import type { RetryBudget } from './retryBudget';
import type { RetryRule } from './retryPolicy';

/**
 * n8n, as far as it can send a signed request: in a node run, a list of the editor, or a credential's test.
 */
export type N8nContext = Pick<IAllExecuteFunctions, 'helpers' | 'getNode'>;

/** What the user may set for every request under the node's Options; n8n's names. */
export type HttpOptions = Pick<
	IHttpRequestOptions,
	'proxy' | 'timeout' | 'skipSslCertificateValidation' | 'allowedDomains'
>;

/** Everything that a request needs besides its content. */
export interface RequestContext {
	readonly n8n: N8nContext;
	readonly connection: Connection;
	readonly options: HttpOptions;
	readonly cancellation: Cancellation;
	/** Whether requests wait for the portal's rate limit, and count for it. */
	readonly isRateLimited: boolean;
	/** When a request is sent again. */
	readonly retryPolicy: readonly RetryRule[];
	/** How often the run may do so. */
	readonly retryBudget: RetryBudget;
	/** Called with the milliseconds of each wait for the portal's rate limit. */
	readonly onWaited: (milliseconds: number) => void;
}
