import { Access } from './access/access';
import { answerOAuth } from './access/oauth';
import { Faults, type Fault, type RefuseOptions } from './faults/faults';
import { htmlAnswer } from './http/answer';
import { PortalServer } from './http/server';
import { Buckets } from './limits/bucket';
import { IdempotencyKeys } from './limits/idempotency';
import { Recorder } from './recording/recorder';
import { openResources, SCOPES, type ResourceData } from './resources';
import { Executor } from './rest/executor';
import { answerRest } from './rest/rest';
import { zoneOf } from './time';
import type {
	ApplicationKeys,
	ApplicationOptions,
	Language,
	PortalOptions,
	RecordedCall,
	RecordedRequest,
	Rights,
	TokenAnswer,
	TokenRights,
} from './types';

export type { Fault } from './faults/faults';
export { REFUSALS, REST_3, Refusal } from './refusals';
export * from './resources';
export type * from './types';

/**
 * A stand-in for a Bitrix24 portal and its token server, over real HTTP on 127.0.0.1. It has the live data of its
 * resources, too (`services`, `mailboxes`, …): change them as you like.
 */
export interface Portal extends ResourceData {
	/** With the prefix, without a slash at its end. */
	readonly url: string;
	readonly tokenUrl: string;
	readonly authorizeUrl: string;
	/** Makes a webhook, and returns its URL: `http://…/rest/1/code/`. */
	webhook(rights?: Rights & { code?: string }): string;
	application(options?: ApplicationOptions): ApplicationKeys;
	/** Makes tokens as if a user had connected an application, and returns what the token endpoint would answer. */
	tokens(rights?: TokenRights): TokenAnswer;
	/** Every access token issued so far is expired from now on. Refresh tokens live on. */
	expireTokens(): void;
	/** The refresh tokens die, too. */
	revokeTokens(): void;
	setLanguage(language: Language): void;
	/** Every HTTP request, in the order in which they had arrived completely. */
	readonly requests: RecordedRequest[];
	/** Every REST call that was carried out, those in batches, too. */
	readonly calls: RecordedCall[];
	/** `struck`: how many requests, and calls in batches, have been struck since the portal started. */
	readonly faults: { add(fault: Fault): void; clear(): void; readonly struck: number };
	/** The next matching call is refused with this code, and not executed. */
	refuse(code: string, options?: RefuseOptions): void;
	/** Forgets requests, calls, faults and what is in the bucket; the data stay. */
	reset(): void;
	/** Makes the data of all resources what they were at the start; all else stays. */
	restore(): void;
	/** Ends the server and all open connections. */
	close(): Promise<void>;
}

/** Starts a portal. Without options: plain HTTP on a free port, English, sample data, no limits. */
export async function startPortal(options: PortalOptions = {}): Promise<Portal> {
	const now = options.now ?? Date.now;
	const zone = zoneOf(options.mailTimeZone);
	const prefix = (options.pathPrefix ?? '').replace(/^\/*|\/*$/g, '').replace(/^(?=.)/, '/');
	let language = options.language ?? 'en';
	let url = '';

	const recorder = new Recorder(options.keepRecords);
	const faults = new Faults();
	const buckets = new Buckets(options.bucket, now);
	const access = new Access({
		now,
		accessTokenLifetimeSeconds: options.accessTokenLifetimeSeconds ?? 3600,
		scopes: SCOPES,
		url: () => url,
	});
	const { data, methods, restore } = openResources(options, () => ({
		language,
		fileBase: options.filesByPath ? '' : url.replace(/^http:/, 'https:'),
		scopes: SCOPES,
		url: url.replace(/^http:/, 'https:'),
		now,
		zone,
	}));
	const table = new Map([...methods, ...Object.entries(options.methods ?? {})]);
	const rest = {
		access,
		executor: new Executor(table, recorder, faults, now),
		buckets,
		idempotency: new IdempotencyKeys(now),
		now,
		zone,
		language: () => language,
		insecure: options.requireHttps === true && options.tls === undefined,
	};
	const server = new PortalServer({
		options,
		prefix,
		recorder,
		faults,
		now,
		respond: (request, route) => {
			if (route.version === 'other') return htmlAnswer(404, '404 Not Found');
			if (route.version === 'oauth') return answerOAuth({ access, url: () => url }, request);
			return answerRest(rest, request, route, route.version);
		},
	});
	const port = await server.listen(options.port ?? 0);
	url = `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}${prefix}`;

	return {
		url,
		tokenUrl: `${url}/oauth/token/`,
		authorizeUrl: `${url}/oauth/authorize/`,
		webhook: (rights = {}) => {
			const { userId, code } = access.addWebhook(rights);
			return `${url}/rest/${userId}/${code}/`;
		},
		application: (application = {}) => {
			const { clientId, clientSecret } = access.addApplication(application);
			return { clientId, clientSecret };
		},
		tokens: (rights = {}) => access.issueTokens(rights),
		expireTokens: () => access.expireTokens(),
		revokeTokens: () => access.revokeTokens(),
		setLanguage: (wanted) => (language = wanted),
		...data,
		requests: recorder.requests,
		calls: recorder.calls,
		faults,
		refuse: (refusal, which = {}) => faults.add({ refusal, ...which }),
		reset: () => {
			recorder.clear();
			faults.clear();
			buckets.empty();
		},
		restore,
		close: async () => await server.close(),
	};
}
