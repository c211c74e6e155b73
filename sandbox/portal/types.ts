import type { IncomingHttpHeaders } from 'node:http';
import type { ResourceOptions } from './resources';
import type { Method } from './rest/methods';

/** The two generations of the REST API: `/rest/…` and `/rest/api/…`. */
export type ApiVersion = 'v1' | 'v3';
export type Language = 'en' | 'ru' | 'de';

/** A leaky bucket's size: requests that fit in, and how many leave it each second. */
export interface BucketSize {
	brim: number;
	drainPerSecond: number;
}

/** How a portal can be set, apart from its data: those are options of the resources. */
export interface PortalOptions extends ResourceOptions {
	/** A free one when left out. */
	port?: number;
	/** The language of the portal's own texts; English when left out. */
	language?: Language;
	/** For self-hosted installations: the path in front of `/rest/` and `/oauth/`, such as `/b24`. */
	pathPrefix?: string;
	/** PEM texts; with them the portal speaks HTTPS only. */
	tls?: { key: string; cert: string };
	/** Off unless given. */
	bucket?: BucketSize;
	/** Name files by their paths, `/upload/…`, as a portal without a cloud storage does, instead of by whole addresses. */
	filesByPath?: boolean;
	/** Refuse REST calls over plain HTTP, as the real server does. */
	requireHttps?: boolean;
	/** 3600 when left out. */
	accessTokenLifetimeSeconds?: number;
	/** The portal's clock, in milliseconds since 1970. Delays on demand are real time, whatever it says. */
	now?: () => number;
	/** Where the server's clock hangs: minutes east of UTC, or an IANA name. All dates and times are printed by it. UTC when left out. */
	mailTimeZone?: number | string;
	/** Longer request bodies get the web server's 413 page. Unlimited when left out. */
	bodyLimitBytes?: number;
	/** How many requests and calls to remember, each; the oldest are forgotten. Unlimited when left out. */
	keepRecords?: number;
	/** Further REST methods, by name: for what those of the resources do not show. */
	methods?: Record<string, Method>;
}

export interface Rights {
	/** Administrator; true when left out. */
	admin?: boolean;
	/** All that a method can need, when left out. */
	scopes?: string[];
	/** 1 when left out. */
	userId?: number;
}

export interface ApplicationOptions {
	clientId?: string;
	clientSecret?: string;
	/** The redirect address of the application's settings; it wins over `redirect_uri`. */
	redirectUri?: string;
	scopes?: string[];
}

export interface ApplicationKeys {
	clientId: string;
	clientSecret: string;
}

export interface TokenRights extends Rights {
	/** The application that they belong to, or its ID; a new one when left out. */
	application?: ApplicationKeys | string;
	/** Instead of random ones. */
	accessToken?: string;
	refreshToken?: string;
}

/** What the token endpoint answers. */
export interface TokenAnswer {
	access_token: string;
	/** Unix time. */
	expires: number;
	expires_in: number;
	scope: string;
	domain: string;
	server_endpoint: string;
	status: string;
	client_endpoint: string;
	member_id: string;
	user_id: number;
	refresh_token: string;
}

export type SignedBy = 'webhook' | 'bearer' | 'body' | 'query';

/** One HTTP request, whatever became of it. */
export interface RecordedRequest {
	/** Counts up from 1 over the portal's life. */
	id: number;
	/** GET, POST, … */
	method: string;
	/** Without prefix and query. */
	path: string;
	/** As it was sent: with prefix and query. */
	url: string;
	/** `other` is everything that is neither REST nor OAuth2. */
	version: ApiVersion | 'oauth' | 'other';
	/** In lower case; `oauth/authorize` and `oauth/token` for the OAuth2 endpoints. */
	restMethod: string;
	headers: IncomingHttpHeaders;
	query: Record<string, unknown>;
	rawBody: string;
	/** The parsed body; `{}` when it was empty or not understood. */
	body: unknown;
	/** How the caller identified itself, right or wrong; null when it did not. */
	signedBy: SignedBy | null;
	/** The address that the rate limit counts by. */
	remoteAddress: string;
	/** The portal's clock, in milliseconds. */
	time: number;
	/** The HTTP status answered; undefined until then, and for good when the connection was cut before. */
	status?: number;
	/** The code of the refusal, if it was one. The code can be empty. */
	refused?: string;
}

export type Effect = 'none' | 'added' | 'updated' | 'deleted' | 'sent' | 'moved';

/** One REST call that was carried out, by itself or within a batch. Refused calls did nothing and are not here. */
export interface RecordedCall {
	method: string;
	version: ApiVersion;
	params: Record<string, unknown>;
	userId: number;
	/** What it changed. An update whose values were all dropped changed nothing. */
	effect: Effect;
	/** The ID of what was changed; of several, their IDs with commas. */
	targetId?: string;
	insideBatch: boolean;
	/** `RecordedRequest.id` of the request that carried it. */
	requestId: number;
	time: number;
}

/** The signed-in caller of a REST call. */
export interface Caller {
	userId: number;
	admin: boolean;
	scopes: readonly string[];
	/** Webhook or application: whose idempotency keys these are. */
	key: string;
}
