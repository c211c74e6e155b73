import type { IDataObject } from 'n8n-workflow';
import type { Connection } from '../../../../credentials/shared/connection';
import { secretsOf } from '../../../../credentials/shared/secrets';
import {
	createRunContext,
	type FailFast,
	type RunContext,
} from '../../../../nodes/Bitrix24Mail/api/batch/context';
import type { N8nContext } from '../../../../nodes/Bitrix24Mail/api/client';
import { createRetryBudget } from '../../../../nodes/Bitrix24Mail/api/transport/retryBudget';
import { RETRY_POLICY } from '../../../../nodes/Bitrix24Mail/api/transport/retryPolicy';

/** A request as n8n would send it. */
export interface SentRequest {
	readonly url: string;
	readonly body: IDataObject | IDataObject[];
	readonly headers: Record<string, string>;
	readonly timeout?: number;
}

/** What the portal answers; whatever is thrown instead is what n8n throws. */
export interface Answer {
	readonly statusCode: number;
	readonly body: unknown;
	readonly headers?: Record<string, string>;
}

/** What differs from a usual run. */
export interface FakeOptions {
	/** At the token server: what n8n's refresh gives. With it, the connection is one by OAuth2. */
	readonly refresh?: () => unknown;
	/** Of the OAuth2 credential; a new one when left out. */
	readonly credentialId?: string;
	/** Of the portal; a new one when left out. */
	readonly portal?: string;
	readonly failFast?: FailFast;
	/** Further requests that the run may send. */
	readonly budget?: number;
	readonly rateLimit?: Connection['rateLimit'];
	readonly secrets?: readonly string[];
}

/** A run without n8n. */
export interface FakeRun {
	readonly context: RunContext;
	readonly n8n: N8nContext;
	readonly connection: Connection;
	/** All requests, in the order in which they were sent. */
	readonly requests: SentRequest[];
	/** What the run was told to have waited for the limit, in milliseconds. */
	readonly waits: number[];
	/** All pauses, in milliseconds. They move the clock, and end at once. */
	readonly pauses: number[];
	/** Stops the execution. */
	readonly cancel: () => void;
}

let fakes = 0;
let clock = 0;

/** Stops the clock that nobody sets; pauses of {@link fakeRun} move it. Before each test. */
export function stopClock(): void {
	clock = 1_000_000;
	jest.spyOn(performance, 'now').mockImplementation(() => clock);
}

/** Lets time pass, in milliseconds. */
export function pass(milliseconds: number): void {
	clock += milliseconds;
}

/**
 * A run whose requests are answered by a function.
 *
 * @param answer to a request; of several, `index` says which one it is, from 0
 */
export function fakeRun(
	answer: (request: SentRequest, index: number) => Answer | Promise<Answer>,
	options: FakeOptions = {},
): FakeRun {
	const id = ++fakes;
	const { refresh, failFast, budget, credentialId = `credential ${id}` } = options;
	const requests: SentRequest[] = [];
	const waits: number[] = [];
	const pauses: number[] = [];
	const credentialType = refresh ? 'bitrix24MailOAuth2Api' : 'bitrix24MailWebhookApi';
	let isCancelled = false;
	let cancel = () => {};
	const cancelled = new Promise<undefined>((resolve) => {
		cancel = () => {
			isCancelled = true;
			resolve(undefined);
		};
	});
	const n8n = {
		getNode: () => ({ credentials: { [credentialType]: { id: credentialId, name: '' } } }),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, request: SentRequest) => {
				requests.push(request);
				return await answer(request, requests.length - 1);
			},
			refreshOAuth2Token: async () => await refresh?.(),
		},
	} as unknown as N8nContext;
	const secrets = secretsOf(options.secrets ?? []);
	const connection: Connection = {
		credentialType,
		portal: options.portal ?? `https://fake${id}.example.com`,
		rateLimit: options.rateLimit ?? { burst: 1_000, perSecond: 100 },
		secrets,
		redact: secrets.redactForPeople,
	};
	let left = budget ?? 0;
	const context = createRunContext(
		{
			n8n,
			connection,
			options: {},
			cancellation: {
				isCancelled: () => isCancelled,
				delay: async (milliseconds) => {
					pauses.push(milliseconds);
					clock += milliseconds;
					await Promise.resolve();
				},
				orCancelled: async (something) => await Promise.race([something, cancelled]),
			},
			isRateLimited: true,
			retryPolicy: RETRY_POLICY,
			retryBudget:
				budget === undefined
					? createRetryBudget()
					: { noteFirstTry: () => {}, take: () => left > 0 && left-- > 0 },
			onWaited: (milliseconds) => waits.push(milliseconds),
		},
		failFast,
	);
	return { context, n8n, connection, requests, waits, pauses, cancel: () => cancel() };
}

/** A good answer. */
export const ok = (result: unknown, time?: unknown): Answer => ({
	statusCode: 200,
	body: { result, ...(time === undefined ? {} : { time }) },
});

/** An error in the shape of v1. */
export const failure = (error: string, statusCode = 400, error_description = ''): Answer => ({
	statusCode,
	body: { error, error_description },
});

/** An error in the shape of REST 3.0. */
export const failure3 = (code: string, statusCode = 400, message = ''): Answer => ({
	statusCode,
	body: { error: { code, message } },
});

/** The method that a request calls: the end of its address. */
export const methodIn = ({ url }: SentRequest): string => url.slice(url.lastIndexOf('/') + 1);

/** The IDs of the mailboxes that a request of REST 3.0 asks for, alone or in a batch. */
export function idsIn({ body }: SentRequest): unknown[] {
	return Array.isArray(body) ? body.map(({ query }) => (query as IDataObject).id) : [body.id];
}
